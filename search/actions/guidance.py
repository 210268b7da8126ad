"""Reading what sources have, so that the trouble of one page, or of one source, stays its own."""

import logging
from collections.abc import Iterator, Sequence
from uuid import UUID

from search.sources import UNREADABLE, Source, Unreadable
from search.terms import Document

logger = logging.getLogger(__name__)


def every_page(source: Source) -> Iterator[Document | Unreadable]:
    """All that a source has. When the source itself breaks off, the listings don't suffer for it."""
    try:
        yield from source.documents()
    except UNREADABLE as error:
        logger.error("Guidance of source %s could not be read to its end (%s).", source.number, _kind(error))


def pages_of(source: Source, keys: Sequence[UUID]) -> Iterator[Document | Unreadable]:
    """The pages of these keys of a source; when they can't be read together, each by itself."""
    if not keys:
        return
    try:
        yield from list(source.documents(keys))
    except UNREADABLE as error:
        if len(keys) > 1:
            for key in keys:
                yield from pages_of(source, [key])
            return
        logger.error("Page %s could not be read (%s).", keys[0], _kind(error))
        yield Unreadable(keys[0], f"This page could not be read ({_kind(error)}).")


def _kind(error: Exception) -> str:
    return type(error).__name__
