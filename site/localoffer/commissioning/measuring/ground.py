"""What a batch of measures stands on, read once: listings as families find them, areas, who lives there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from django.conf import settings
from django.utils import timezone

from directory import queries as directory
from directory.models import Status
from localoffer.commissioning.measuring.refusals import (
    NoAreasError,
    NoPlacesError,
    NoPopulationError,
    PlacesChangedError,
    UnknownCodeError,
)
from localoffer.commissioning.measuring.values import AreaFigures, Definition, Ground, Listing, Spot
from localoffer.commissioning.measuring.weekly import a_week
from locations.models import Area, Generation
from locations.queries import areas, demand, facts, live_generation, travel_table
from search.actions.documents import readable
from search.document import Surroundings, surroundings, timetable
from search.document.when import Session
from search.terms import Document, VenueEntry

#: How many areas a message names.
NAMED = 5


def read_ground(ages: Iterable[range] = ()) -> Ground:
    """Everything that is the same for every measure of a batch; ``ages`` are those it will ask about.

    A few statements for places, one for each range of ages, and those of ``directory.queries.for_index``.
    Raises a CannotMeasureError.
    """
    live = live_generation()
    if live is None:
        raise NoPlacesError(
            "No places are loaded, so nobody knows where children live. Load areas and statistics with: "
            f"manage.py load_places --areas FILE --kind {settings.GAP_AREA_KIND} --statistics FILE"
        )
    kind = settings.GAP_AREA_KIND
    around = surroundings()
    found = areas(kind)
    if not found:
        raise NoAreasError(_no_areas(kind, live))
    listed_at = timezone.now()
    listings = tuple(_listings(around))
    travel = travel_table(kind)
    ground = Ground(
        listings=listings,
        listed_at=listed_at,
        areas=tuple(_figures(found, kind, around)),
        area_kind=kind,
        generation_id=live.pk,
        generation_label=str(live),
        today=around.today,
        children={band: _children(found, kind, band) for band in dict.fromkeys(ages)},
        travel=travel,
        spot_areas=_spot_areas(listings, found, around) if travel else {},
    )
    after = live_generation()
    if after is None or after.pk != live.pk:
        raise PlacesChangedError("Other places were loaded while these were read. Measure again.")
    return ground


def check_codes(definitions: Iterable[Definition]) -> None:
    """Refuse a need or kind that nobody knows. Two statements at most. Raises UnknownCodeError."""
    asked = list(definitions)
    for taxonomy in ("need", "kind"):
        stated = {code: one.name for one in asked if (code := getattr(one, taxonomy))}
        if not stated:
            continue
        known = [term.code for term in directory.terms(taxonomy)]
        for code, name in stated.items():
            if code not in known:
                raise UnknownCodeError(_unknown(taxonomy, code, name, known))


def _listings(around: Surroundings) -> Iterator[Listing]:
    """Every listing that families find, except those closed for now: nobody can go there."""
    for service in directory.for_index():
        document = readable(service, around)
        if document is not None and document.status != Status.TEMPORARILY_CLOSED:
            yield _listing(document, service, timetable(service.schedules, around.today))


def _listing(document: Document, service: directory.ServiceRow, sessions: Sequence[Session]) -> Listing:
    return Listing(
        id=document.id,
        name=document.name,
        needs=frozenset(document.needs),
        kinds=frozenset(document.kinds),
        age_min=document.age_min,
        age_max=document.age_max,
        spots=tuple(_spots(document.venues, sessions)),
        comes_to_you="comes-to-you" in document.delivery,
        remote=not {"online", "phone"}.isdisjoint(document.delivery),
        covers=document.covers,
        when=frozenset(code for venue in document.venues for code in venue.when),
        checked=document.checked,
        capacity=service.capacity,
    )


def _spots(venues: Iterable[VenueEntry], sessions: Sequence[Session]) -> Iterator[Spot]:
    for venue in venues:
        if venue.lat is not None and venue.lon is not None:
            here = a_week(session for session in sessions if session.venue_id in (None, venue.id))
            yield Spot(
                id=venue.id,
                name=venue.name,
                town=venue.town,
                lat=venue.lat,
                lon=venue.lon,
                when=frozenset(venue.when),
                sessions=here,
            )


def _spot_areas(
    listings: Iterable[Listing], found: Iterable[Area], around: Surroundings
) -> Mapping[str, str]:
    """The code of the area that holds each spot; those that none holds are left out."""
    measured = {area.code for area in found}
    holding = {
        spot.id: measured.intersection(around.areas.codes_at(spot.lat, spot.lon))
        for listing in listings
        for spot in listing.spots
    }
    # On a border two areas hold it, and any of them will do, as long as it is always the same.
    return {spot: min(codes) for spot, codes in holding.items() if codes}


def _figures(found: Iterable[Area], kind: str, around: Surroundings) -> Iterator[AreaFigures]:
    known = facts(kind)
    for area in found:
        fact = known.get(area.code)
        yield AreaFigures(
            code=area.code,
            name=area.name,
            lat=area.lat,
            lon=area.lon,
            holding=around.areas.codes_at(area.lat, area.lon),
            rural=fact.rural if fact else None,
            rural_urban=fact.rural_urban if fact else "",
            imd_decile=fact.imd_decile if fact else None,
        )


def _children(found: Sequence[Area], kind: str, ages: range) -> Mapping[str, float]:
    children = demand(ages, kind)
    without = [area for area in found if area.code not in children]
    if without:
        raise NoPopulationError(_uncounted(without, len(found), ages))
    return children


def _uncounted(without: Sequence[Area], of: int, ages: range) -> str:
    named = ", ".join(f"{area.name} ({area.code})" for area in without[:NAMED])
    more = f" and {len(without) - NAMED:,} more" if len(without) > NAMED else ""
    return (
        f"{len(without):,} of {of:,} areas have no count of children aged {ages[0]} to {ages[-1]}: "
        f"{named}{more}. Load one for every area with: manage.py load_places --statistics FILE"
    )


def _no_areas(kind: str, live: Generation) -> str:
    loaded = [name.removeprefix("areas ") for name in live.counts() if name.startswith("areas ")]
    other = f" Or set GAP_AREA_KIND to a kind that is loaded: {', '.join(loaded)}." if loaded else ""
    return (
        f"No areas of the kind “{kind}” are loaded, and GAP_AREA_KIND says to measure over those. "
        f"Load them with: manage.py load_places --areas FILE --kind {kind}.{other}"
    )


def _unknown(taxonomy: str, code: str, name: str, known: Sequence[str]) -> str:
    near = get_close_matches(code, known, n=3)
    meant = f"Did you mean {' or '.join(near)}?" if near else f"The codes are: {', '.join(known)}."
    return f"{name}: no {taxonomy} has the code “{code}”. {meant}"
