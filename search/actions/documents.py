"""The truth, as an index will know it."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from directory import queries as directory
from search.document import Surroundings, make, surroundings
from search.engine.base import Vocabulary
from search.terms import Document

logger = logging.getLogger(__name__)

#: A listing that can't be read is one listing's trouble; anything else (a lost disk) is everybody's.
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


class Reading:
    """Every public listing as a document, once through; afterwards how many, and which could not be read."""

    def __init__(self) -> None:
        self.given = 0
        self.unreadable: list[UUID] = []

    def __iter__(self) -> Iterator[Document]:
        around = surroundings()
        for service in directory.for_index():
            document = readable(service, around)
            if document is None:
                self.unreadable.append(service.pk)
            else:
                self.given += 1
                yield document


def readable(service: directory.ServiceRow, around: Surroundings) -> Document | None:
    """The document of a listing; None, and a line in the log without its words, when it can't be read."""
    try:
        return make(service, around)
    except UNREADABLE as error:
        logger.error("Listing %s could not be read (%s).", service.pk, type(error).__name__)
        return None


def truth(ids: Sequence[UUID], around: Surroundings) -> tuple[Mapping[str, Document], Mapping[str, str]]:
    """Of these listings, the documents of the public ones; and why others could not be read, by id."""
    documents: dict[str, Document] = {}
    refused: dict[str, str] = {}
    for service in directory.for_index(ids):
        try:
            documents[str(service.pk)] = make(service, around)
        except UNREADABLE as error:
            refused[str(service.pk)] = f"This listing could not be read ({type(error).__name__})."
    return documents, refused


def vocabulary() -> Vocabulary:
    """The names of needs and kinds, and the other words for them, to suggest while somebody types."""
    entries: list[tuple[str, str, str]] = []
    for taxonomy in ("need", "kind"):
        for term in directory.terms(taxonomy):
            entries += [(text, taxonomy, term.code) for text in (term.name, *term.other_words)]
    return Vocabulary(entries=tuple(entries))
