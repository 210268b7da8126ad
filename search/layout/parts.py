"""The pieces that a page of results is made of."""

from dataclasses import dataclass

from search.found import FacetOption, Result
from search.terms import Facet


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that lead to this many listings."""

    text: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A heading of the page to browse, and what stands under it."""

    facet: Facet
    title: str
    options: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a select."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet with the choices that lead somewhere, and how many of them are made."""

    facet: Facet
    label: str
    options: tuple[FacetOption, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Section:
    """One group of results under its own heading."""

    id: str
    title: str
    count: int
    results: tuple[Result, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pager; no number is the gap."""

    number: int = 0
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a long list."""

    steps: tuple[Step, ...]
    previous: str
    next: str
