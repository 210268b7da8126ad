"""The rules said once more, slowly and plainly: what any engine must find. Geodesics by geopy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import Stemmer
from geopy.distance import geodesic

from search.ages import AGE_BANDS
from search.terms import VENUE_FACETS, Asked, Document, Facet, Group, Shelf, VenueEntry, Way

_STEMMER = Stemmer.Stemmer("english")


@dataclass(frozen=True)
class Known:
    """A service found: its group, and the distance of the nearest matching venue."""

    group: Group | None  # None: only beyond the radius
    km: float | None


def expected(documents: Sequence[Document], asked: Asked) -> dict[str, Known]:
    """Every service that passes all that was chosen, with where it belongs."""
    known: dict[str, Known] = {}
    for document in documents:
        if document.shelf is Shelf.GUIDANCE:
            continue
        if _says(document, asked) and _age(document, asked.age) and _chosen(document, asked):
            place = _reach(document, asked)
            if place is not None:
                known[document.id] = place
    return known


def guidance(documents: Sequence[Document], asked: Asked) -> dict[str, Known] | None:
    """All guidance that is found, each with its nearest venue's distance; None where it isn't looked for."""
    chosen = {facet: asked.filters.get(facet, ()) for facet in (Facet.NEED, Facet.KIND)}
    words = asked.sought or _stems(asked.words)
    if not (words or any(chosen.values()) or asked.group is Group.GUIDANCE):
        return None
    return {
        document.id: Known(Group.GUIDANCE, _nearest(document.venues, asked))
        for document in documents
        if document.shelf is Shelf.GUIDANCE
        and _says(document, asked)
        and (not asked.labels or document.label in asked.labels)
        and all(set(codes) & _codes(document, facet) for facet, codes in chosen.items() if codes)
    }


def total(documents: Sequence[Document], asked: Asked) -> int:
    """How many are found."""
    return sum(1 for place in expected(documents, asked).values() if place.group)


def facet_counts(documents: Sequence[Document], asked: Asked, facet: Facet) -> dict[str, int]:
    """For every code there is: how many would be found with it alone chosen in its facet."""
    services = [document for document in documents if document.shelf is Shelf.SERVICE]
    codes = {code for document in services for code in _codes(document, facet)}
    left = {
        code: total(documents, replace(asked, filters={**asked.filters, facet: (code,)})) for code in codes
    }
    chosen = asked.filters.get(facet, ())
    return {code: count for code, count in left.items() if count or code in chosen} | {
        code: left.get(code, 0) for code in chosen
    }


def age_not_stated(documents: Sequence[Document], asked: Asked) -> int:
    """How many more there would be if those without an age were asked for."""
    bands = asked.filters.get(Facet.AGE, ())
    if asked.age is None and (not bands or "not-stated" in bands):
        return 0
    rest = {facet: codes for facet, codes in asked.filters.items() if facet is not Facet.AGE}
    ageless = [one for one in documents if one.age_min is None and one.age_max is None]
    return total(ageless, replace(asked, age=None, filters=rest))


def matched(document: Document, asked: Asked) -> set[str]:
    """The fields that hold a stem of anything sought."""
    stems = {stem for one in asked.sought for way in one.ways for stem in way.stems}
    if not asked.sought:
        stems = _stems(asked.words)
    return {field for field, held in _fields(document).items() if held & stems}


def _says(document: Document, asked: Asked) -> bool:
    if asked.sought:
        enough = [one for one in asked.sought if one.needed]
        if enough and document.shelf is Shelf.GUIDANCE:
            needs = [way for one in asked.sought for way in one.ways if (way.topic or "?")[0] is Facet.NEED]
            enough += [one for one in asked.sought if set(one.ways) & set(needs)]
        return any(_goes(document, way) for one in enough or asked.sought for way in one.ways)
    stems = _stems(asked.words)
    return not stems or any(stems & held for held in _fields(document).values())


def _goes(document: Document, way: Way) -> bool:
    if way.topic:
        facet, code = way.topic
        return code in _codes(document, facet)
    if way.age is not None:
        return _age(document, way.age)
    return set(way.stems) <= set().union(*_fields(document).values())


def _fields(document: Document) -> dict[str, set[str]]:
    names = ("name", "topics", "summary", "organisation", "description")
    return {name: _stems(getattr(document, name)) for name in names}


def _stems(text: str) -> set[str]:
    return {_STEMMER.stemWord(word) for word in text.lower().split()}


def _age(document: Document, age: float | None) -> bool:
    return age is None or _overlaps(document, age, age + 1 if age == int(age) else None)


def _overlaps(document: Document, start: float, end: float | None) -> bool:
    """Whether some age from start until (not with) end is served; without an end, exactly start."""
    low, high = document.age_min, document.age_max
    if low is None and high is None:
        return False
    if high is not None:
        too_old = start >= high + 1 if high == int(high) else start > high
        if too_old:
            return False
    if low is None:
        return True
    return low <= start if end is None else low < end


def _codes(document: Document, facet: Facet) -> set[str]:
    if facet is Facet.WHEN:
        return {code for one in document.venues for code in one.when}
    if facet is Facet.FEATURE:
        return {code for one in document.venues for code in one.features}
    if facet is Facet.AGE:
        if document.age_min is None and document.age_max is None:
            return {"not-stated"}
        return {code for code, start, end in AGE_BANDS if _overlaps(document, start, end)}
    return {
        Facet.NEED: set(document.needs),
        Facet.KIND: set(document.kinds),
        Facet.LEVEL: {document.level} - {""},
        Facet.ACCESS: set(document.access),
        Facet.COST: {document.cost} - {""},
        Facet.DELIVERY: set(document.delivery),
    }[facet]


def _chosen(document: Document, asked: Asked) -> bool:
    return all(
        set(codes) & _codes(document, facet)
        for facet, codes in asked.filters.items()
        if codes and facet not in VENUE_FACETS
    )


def _venue_matches(venue: VenueEntry, asked: Asked) -> bool:
    when, features = asked.filters.get(Facet.WHEN, ()), asked.filters.get(Facet.FEATURE, ())
    if asked.box and not (
        venue.lat is not None
        and venue.lon is not None
        and asked.box.south <= venue.lat <= asked.box.north
        and asked.box.west <= venue.lon <= asked.box.east
    ):
        return False
    return (not when or bool(set(when) & set(venue.when))) and (
        not features or bool(set(features) & set(venue.features))
    )


def _reach(document: Document, asked: Asked) -> Known | None:
    matching = [venue for venue in document.venues if _venue_matches(venue, asked)]
    asks_of_venue = asked.box or any(asked.filters.get(facet) for facet in VENUE_FACETS)
    if asks_of_venue and not matching:
        return None
    if asked.near is None:
        return Known(Group.LISTED, None)
    nearest = _nearest(matching, asked)
    if nearest is not None and nearest <= asked.within_km:
        return Known(Group.NEAR, nearest)
    if set(document.covers) & set(asked.near.area_codes):
        return Known(Group.COVERS, nearest)
    if {"online", "phone"} & set(document.delivery):
        return Known(Group.ONLINE, nearest)
    return None if nearest is None else Known(None, nearest)


def _nearest(venues: Iterable[VenueEntry], asked: Asked) -> float | None:
    if asked.near is None:
        return None
    here = (asked.near.lat, asked.near.lon)
    return min((geodesic(here, (one.lat, one.lon)).km for one in venues if one.lat is not None), default=None)
