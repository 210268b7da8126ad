"""A service as its page tells it: the answers to a parent's questions. Asks the database nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from directory.models import Has, Service, ServiceAtVenue, TaxonomyTerm, Venue
from directory.sessions import Session, sessions
from directory.spoken import ages
from locations.geometry import MILE_KM, distance_km
from locations.place import Place

#: A hidden address is known to about a kilometre and no better, as in the list of results.
HIDDEN_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """One venue as the page shows it. ``lat`` and ``lon`` are coarse where the address is kept back."""

    venue: Venue
    note: str
    name: str
    address: str
    miles: float | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class FeatureState:
    """One line of the access and sensory profile: yes, no or not stated, and what else was said."""

    name: str
    meaning: str
    state: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything the page shows."""

    service: Service
    ages: str
    spots: tuple[Spot, ...]
    sessions: tuple[Session, ...]
    features: tuple[FeatureState, ...]
    place: Place | None

    @property
    def next_session(self) -> Session | None:
        """The session that comes next, where a date follows from what is stated."""
        return next((session for session in self.sessions if session.next_on), None)


def tell(
    service: Service, *, feature_terms: Iterable[TaxonomyTerm], now: datetime, place: Place | None = None
) -> Listing:
    """The page of a service that came from ``for_page``, the nearest venue first where a place is given."""
    spots = [_spot(row, place) for row in service.at_venues.all()]
    spots.sort(key=lambda spot: (spot.miles is None, spot.miles or 0, spot.name))
    return Listing(
        service=service,
        ages=ages(service.age_min, service.age_max),
        spots=tuple(spots),
        sessions=sessions(service.schedules.all(), now),
        features=tuple(_feature(term, service, spots) for term in feature_terms),
        place=place,
    )


def _spot(row: ServiceAtVenue, place: Place | None) -> Spot:
    venue = row.venue
    lat, lon = venue.lat, venue.lon
    if venue.address_hidden and lat is not None and lon is not None:
        lat, lon = round(lat, HIDDEN_DECIMALS), round(lon, HIDDEN_DECIMALS)
    miles = None
    if place and lat is not None and lon is not None:
        miles = round(distance_km((place.lat, place.lon), (lat, lon)) / MILE_KM, 1)
    street = () if venue.address_hidden else (venue.address_1,)
    postcode = "" if venue.address_hidden else venue.postal_code
    parts = [*street, venue.city, venue.state_province, postcode]
    return Spot(
        venue=venue,
        note=row.note,
        name=venue.city if venue.address_hidden else venue.name,
        address=", ".join(dict.fromkeys(part for part in parts if part)),
        miles=miles,
        lat=lat,
        lon=lon,
    )


def _feature(term: TaxonomyTerm, service: Service, spots: Iterable[Spot]) -> FeatureState:
    """A "no" anywhere beats a "yes": a family must not find out at the door."""
    own = [row for row in service.features.all() if row.term_id == term.pk]
    there = [(spot, row) for spot in spots for row in spot.venue.features.all() if row.term_id == term.pk]
    several = len(list(spots)) > 1
    states = {row.state for row in own} | {row.state for _, row in there}
    if several and not own and len(there) < len(list(spots)):
        state = gettext_noop("yes at some places") if states == {Has.YES} else _state(states)
    else:
        state = gettext_noop("not everywhere") if several and states == {Has.YES, Has.NO} else _state(states)
    notes = [row.note for row in own] + [
        f"{spot.name}: {_answer(row.state)}{', ' + row.note if row.note else ''}" if several else row.note
        for spot, row in there
    ]
    return FeatureState(term.name, term.description, state, tuple(note for note in notes if note))


def _state(states: set[str]) -> str:
    return gettext_noop("no") if Has.NO in states else _answer(next(iter(states), ""))


def _answer(state: str) -> str:
    answers: Mapping[str, str] = {Has.YES.value: gettext_noop("yes"), Has.NO.value: gettext_noop("no")}
    return answers.get(state, gettext_noop("not stated"))
