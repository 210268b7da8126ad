"""Where guidance comes from: what the search finds beside listings. Given from above: search knows no pages.

A source is registered once, when its app is ready. Its documents share the index, the words and the weights
of listings; they stand on a shelf of their own (``search.terms.Shelf``), so that a page names them apart.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from search.terms import Document

#: RFC 9562's version for keys of one's own making. A listing's key is a random one (version 4).
_VERSION_8 = 0x8000
_VARIANT = 0x8000_0000_0000_0000
_NUMBER = (1 << 62) - 1


#: One listing or page that can't be read is its own trouble; anything else (a lost disk) is everybody's.
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page that no document could be made of, and why: editors read it, so it holds no word of the page."""

    key: UUID
    reason: str


class Source(Protocol):
    """Something that has pages worth finding."""

    number: int  # 0 to 4095, its own: the first part of its keys

    def documents(self, keys: Collection[UUID] | None = None) -> Iterator[Document | Unreadable]:
        """Those families may see, of these keys or (None) all. Few statements, whatever their number.

        ``readable`` makes each of them, so that one that can't be read doesn't hide those after it.
        """
        ...

    def count(self) -> int:
        """How many there are."""
        ...


_sources: dict[int, Source] = {}


def register(source: Source) -> None:
    """Let the search find what this source has. Once more for the same number replaces it."""
    _sources[source.number] = source


def sources() -> tuple[Source, ...]:
    """All that are registered, in the order of their numbers."""
    return tuple(_sources[number] for number in sorted(_sources))


def key_of(source: Source, number: int) -> UUID:
    """The key of a page or other row by its number: the same row has the same key for ever."""
    high = (source.number << 16 | _VERSION_8) & 0xFFFF_FFFF_FFFF_FFFF
    return UUID(int=high << 64 | _VARIANT | (number & _NUMBER))


def number_of(key: UUID) -> int:
    """The number of the row that a key was made of."""
    return key.int & _NUMBER


def source_of(key: UUID) -> Source | None:
    """Whose key it is; None for a listing's."""
    if key.version != 8:
        return None
    return _sources.get((key.int >> 80) & 0xFFF)


def readable(key: UUID, make: Callable[[], Document]) -> Document | Unreadable:
    """The document that ``make`` makes of a page, or that and why it can't be read."""
    try:
        return make()
    except UNREADABLE as error:
        return Unreadable(key, f"This page could not be read ({type(error).__name__}).")
