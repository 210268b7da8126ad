"""A page of guidance as the index knows it: the same document as a listing's, on another shelf."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from directory.models import TaxonomyTerm
from search.document import lines, plain, stamp
from search.ranking import weight
from search.terms import Document, Shelf, VenueEntry


def guidance(
    *,
    key: UUID,
    name: str,
    label: str,
    url: str,
    summary: str = "",
    text: str = "",
    also: str = "",
    needs: Iterable[TaxonomyTerm] = (),
    kinds: Iterable[TaxonomyTerm] = (),
    checked: date | None = None,
    venues: tuple[VenueEntry, ...] = (),
) -> Document:
    """The document of a page. ``text`` may hold HTML; ``also`` is other words that families say for it.

    Needs and kinds come with their parents read (``select_related("parent__parent")``): no statement here.
    """
    of_needs, of_kinds = _with_broader(needs), _with_broader(kinds)
    words = plain(text)
    made = Document(
        id=str(key),
        stamp="",
        name=name,
        url=url,
        summary=plain(summary) or lines.opening(words),
        description=words,
        needs=tuple(term.code for term in of_needs),
        kinds=tuple(term.code for term in of_kinds),
        topics=". ".join(dict.fromkeys([*_said(also), *(term.name for term in (*of_needs, *of_kinds))])),
        venues=venues,
        checked=checked,
        shelf=Shelf.GUIDANCE,
        label=label,
        standing=1.0 if _said(also) else weight("unnamed"),
    )
    return replace(made, stamp=stamp(made))


def _said(also: str) -> list[str]:
    # Editors write one on each line.
    return [line for line in map(plain, also.splitlines()) if line]


def _with_broader(terms: Iterable[TaxonomyTerm]) -> tuple[TaxonomyTerm, ...]:
    held: dict[str, TaxonomyTerm] = {}
    for term in terms:
        for one in _upwards(term):
            held.setdefault(one.code, one)
    return tuple(held.values())


def _upwards(term: TaxonomyTerm) -> Iterator[TaxonomyTerm]:
    above: TaxonomyTerm | None = term
    while above is not None:
        yield above
        above = above.parent
