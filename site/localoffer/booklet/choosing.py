"""Which listings belong in a booklet, and under which heading. Takes no statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.queries import ServiceRow, TermRow
from locations.geometry import MILE_KM, distance_km
from locations.place import Place
from locations.queries import AreaIndex
from search.terms import Document

KIND, NEED = "kind", "need"
MILES = 10.0


@dataclass(frozen=True, slots=True)
class Selection:
    """What somebody wants in a booklet.

    ``area`` is the code of a loaded area, "" for all; ``place`` and ``miles`` are a circle instead. ``needs``
    and ``kinds`` are codes: any of them will do, and narrower ones with them. ``by`` is what sections are.
    """

    area: str = ""
    place: Place | None = None
    miles: float = MILES
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    by: str = KIND
    large: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing as it was read and as every page tells it."""

    row: ServiceRow
    document: Document


@dataclass(frozen=True, slots=True)
class Section:
    """Listings under one heading. ``elsewhere`` belong here too, and are told in full under another one.

    ``written``: editors named it, and not the site.
    """

    title: str
    written: bool
    listed: tuple[Listed, ...]
    elsewhere: tuple[Listed, ...]


def belongs(document: Document, selection: Selection, areas: AreaIndex, around: frozenset[str]) -> bool:
    """Whether a listing is for somebody in the area or near the place, and of a need and kind asked for.

    ``around`` holds the codes of the areas that the area or the place lies in, itself included.
    """
    if selection.needs and not set(selection.needs) & set(document.needs):
        return False
    if selection.kinds and not set(selection.kinds) & set(document.kinds):
        return False
    if not selection.area and selection.place is None:
        return True
    # Help that comes by phone or screen reaches every place, and so does what covers it.
    if {"online", "phone"} & set(document.delivery) or around & set(document.covers):
        return True
    points = [(venue.lat, venue.lon) for venue in document.venues if venue.lat is not None]
    return any(lon is not None and _within(lat, lon, selection, areas) for lat, lon in points)


def _within(lat: float, lon: float, selection: Selection, areas: AreaIndex) -> bool:
    if selection.place is not None:
        centre = (selection.place.lat, selection.place.lon)
        return distance_km(centre, (lat, lon)) <= selection.miles * MILE_KM
    return selection.area in areas.codes_at(lat, lon)


def sections(listed: Iterable[Listed], selection: Selection, rest: str) -> tuple[Section, ...]:
    """The listings under their kinds, or needs, in the editors' order; ``rest`` heads those with none.

    A listing is told in full once: under the first of its terms that was asked for, or else its first.
    """
    asked = selection.kinds if selection.by == KIND else selection.needs
    names: dict[str, TermRow] = {}
    full: dict[str, list[Listed]] = {}
    beside: dict[str, list[Listed]] = {}
    for one in sorted(listed, key=lambda one: (one.document.name.casefold(), one.document.id)):
        terms = _terms(one.row, selection.by, asked)
        names |= {term.code: term for term in terms}
        codes = [term.code for term in terms] or [""]
        full.setdefault(codes[0], []).append(one)
        for code in codes[1:]:
            beside.setdefault(code, []).append(one)
    return tuple(
        Section(
            title=names[code].name if code else rest,
            written=bool(code),
            listed=tuple(full.get(code, ())),
            elsewhere=tuple(beside.get(code, ())),
        )
        for code in _ordered({*full, *beside}, names)
    )


def _ordered(codes: Iterable[str], names: Mapping[str, TermRow]) -> list[str]:
    return sorted(codes, key=lambda code: (not code, names[code].order if code else 0, code))


def _terms(row: ServiceRow, by: str, asked: Sequence[str]) -> list[TermRow]:
    """What a listing states, those that were asked for (or lie under one asked for) alone if any were."""
    stated = sorted(row.kinds if by == KIND else row.needs, key=lambda term: (term.order, term.code))
    wanted = [
        term for term in stated if {term.code, *(broader.code for broader in term.broader)} & set(asked)
    ]
    return wanted or stated
