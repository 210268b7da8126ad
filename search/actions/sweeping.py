"""Comparing an index with the truth: what a lost task, or a lost write, would leave behind."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory import queries as directory
from search.actions.documents import readable
from search.actions.each import for_each
from search.actions.guidance import every_page
from search.actions.outbox import queue
from search.actions.values import BATCH, chunks
from search.document import surroundings
from search.engine import engine as engine_named
from search.sources import Unreadable, sources
from search.terms import Document


@dataclass(frozen=True, slots=True)
class Swept:
    """What a comparison found; every difference is queued."""

    compared: int = 0
    missing: int = 0
    changed: int = 0
    extra: int = 0

    @property
    def differences(self) -> int:
        """How many documents the index holds otherwise than the database."""
        return self.missing + self.changed + self.extra

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            self.compared + other.compared,
            self.missing + other.missing,
            self.changed + other.changed,
            self.extra + other.extra,
        )


def sweep(engine: str | None = None) -> Swept:
    """Compare every document the index holds with the truth, by id and stamp, and queue what differs.

    Without a name every engine that is kept is compared, and the sum is given.
    """
    return sum(for_each(engine, _sweep), Swept())


def _sweep(name: str) -> Swept:
    held = dict(engine_named(name).stamps())
    compared = missing = changed = 0
    for documents in chunks(_truth(), BATCH):
        differ: list[str] = []
        for key, document in documents:
            compared += 1
            stamp = held.pop(key, None)
            if document is None or stamp == document.stamp:
                continue
            missing += stamp is None
            changed += stamp is not None
            differ.append(key)
        queue(differ, name)
    for extra in chunks(held, BATCH):
        queue(extra, name)
    return Swept(compared=compared, missing=missing, changed=changed, extra=len(held))


def _truth() -> Iterator[tuple[str, Document | None]]:
    """(key, document) of all families may see; None for what can't be read: the index keeps what it has."""
    around = surroundings()
    for service in directory.for_index():
        yield str(service.pk), readable(service, around)
    for source in sources():
        for one in every_page(source):
            yield (str(one.key), None) if isinstance(one, Unreadable) else (one.id, one)
