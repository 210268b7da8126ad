"""A source of guidance for the tests: pages kept in a dictionary, as an app of the site would keep rows."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from search.document.guidance import guidance
from search.sources import key_of, number_of
from search.terms import Document


class Leaflets:
    """Pages by their numbers; what is put in or taken out here has to be queued, as an app would."""

    def __init__(self, number: int = 4000) -> None:
        self.number = number
        self.held: dict[int, Document | Exception] = {}

    def put(self, number: int, name: str, **parts: Any) -> UUID:
        """Publish a page, or its new edition; its key."""
        key = key_of(self, number)
        said = {"label": "Guidance", "url": f"/pages/{number}/", "checked": date(2026, 11, 1)} | parts
        self.held[number] = guidance(key=key, name=name, **said)
        return key

    def take_out(self, number: int) -> UUID:
        """Withdraw a page; its key."""
        del self.held[number]
        return key_of(self, number)

    def documents(self, keys: Collection[UUID] | None = None) -> Iterator[Document]:
        """See the protocol."""
        wanted = None if keys is None else {number_of(key) for key in keys}
        for number, one in self.held.items():
            if wanted is None or number in wanted:
                if isinstance(one, Exception):
                    raise one
                yield one

    def count(self) -> int:
        """See the protocol."""
        return len(self.held)
