"""The truth, as an index will know it."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from directory import queries as directory
from search.actions.guidance import every_page, pages_of
from search.document import Surroundings, make, surroundings
from search.engine.base import Vocabulary
from search.sources import UNREADABLE, Unreadable, source_of, sources
from search.terms import Document

logger = logging.getLogger(__name__)


class Reading:
    """Every public listing, then all guidance, as documents, once through.

    Afterwards: how many, which could not be read and why, and the keys of the guidance among them.
    """

    def __init__(self) -> None:
        self.given = 0
        self.unreadable: dict[str, str] = {}
        self.guidance: list[UUID] = []

    def __iter__(self) -> Iterator[Document]:
        around = surroundings()
        for service in directory.for_index():
            document = readable(service, around)
            if document is None:
                self.unreadable[str(service.pk)] = "This listing could not be read."
            else:
                self.given += 1
                yield document
        for source in sources():
            for one in every_page(source):
                if isinstance(one, Unreadable):
                    self.unreadable[str(one.key)] = one.reason
                else:
                    self.given += 1
                    self.guidance.append(UUID(one.id))
                    yield one


def how_many() -> int:
    """How many documents there are to read: listings, and pages of guidance. A statement for each source."""
    return directory.public().count() + sum(source.count() for source in sources())


def readable(service: directory.ServiceRow, around: Surroundings) -> Document | None:
    """The document of a listing; None, and a line in the log without its words, when it can't be read."""
    try:
        return make(service, around)
    except UNREADABLE as error:
        logger.error("Listing %s could not be read (%s).", service.pk, type(error).__name__)
        return None


def truth(keys: Sequence[UUID], around: Surroundings) -> tuple[Mapping[str, Document], Mapping[str, str]]:
    """Of these keys, the documents that families may see; and why others could not be read, by key."""
    documents: dict[str, Document] = {}
    refused: dict[str, str] = {}
    # The key of a page whose app was taken out is nobody's: no listing has it, so it leaves the index.
    for service in directory.for_index([key for key in keys if source_of(key) is None]):
        try:
            documents[str(service.pk)] = make(service, around)
        except UNREADABLE as error:
            refused[str(service.pk)] = f"This listing could not be read ({type(error).__name__})."
    for source in sources():
        for one in pages_of(source, [key for key in keys if source_of(key) is source]):
            if isinstance(one, Unreadable):
                refused[str(one.key)] = one.reason
            else:
                documents[one.id] = one
    return documents, refused


def vocabulary() -> Vocabulary:
    """The names of needs and kinds, and the other words for them, to suggest while somebody types."""
    entries: list[tuple[str, str, str]] = []
    for taxonomy in ("need", "kind"):
        for term in directory.terms(taxonomy):
            entries += [(text, taxonomy, term.code) for text in (term.name, *term.other_words)]
    return Vocabulary(entries=tuple(entries))
