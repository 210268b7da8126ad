"""Where a service happens, with what holds there: its own word and the venue's, one venue at a time."""

from collections.abc import Mapping, Sequence

from directory.queries import ServiceRow, VenueRow
from search.document import when
from search.document.reach import Surroundings, outside
from search.terms import VenueEntry

#: The four that a card shows, by code, as a card names them.
MAIN_FEATURES = (
    ("quiet-space", "Quiet space"),
    ("step-free", "Step-free"),
    ("accessible-toilet", "Accessible toilet"),
    ("parking", "Parking"),
)
NOT_STATED = "not stated"
#: A hidden address is known to about a kilometre: degrees are rounded to two decimals (1.1 km by 0.7 km
#: here), enough for "4 miles away" and too coarse to lead anybody to a door. A name can give a door away too.
HIDDEN_DECIMALS = 2


def entries(
    service: ServiceRow, sessions: Sequence[when.Session], around: Surroundings
) -> tuple[VenueEntry, ...]:
    """Every venue that a family can go to, in a steady order.

    A service that happens nowhere in particular has one entry without a name or point, so that its days and
    features can be filtered by; an office that nobody visits is no place to be near to.
    """
    own = dict(service.features)
    visited = [venue for venue in service.venues if venue.location_type == "physical"]
    if not service.at_venue and any((service.comes_to_you, service.online, service.by_phone)):
        visited = []
    if not visited:
        return _nowhere(own, sessions)
    visited.sort(key=lambda venue: (venue.name, str(venue.pk)))
    return tuple(_entry(venue, own, sessions, around) for venue in visited)


def effective(own: Mapping[str, str], venue: Mapping[str, str]) -> dict[str, str]:
    """What holds at a venue, by feature code: a "no" from either beats a "yes" from the other."""
    both = {**venue, **own}
    return {code: "no" if "no" in (own.get(code), venue.get(code)) else both[code] for code in both}


def feature_states(service: ServiceRow, venues: Sequence[VenueEntry]) -> tuple[tuple[str, str], ...]:
    """The main features for the whole service: yes or no only where all its venues agree."""
    return tuple((name, _agreed(code, venues)) for code, name in MAIN_FEATURES)


def states_at(venue: VenueEntry) -> tuple[tuple[str, str], ...]:
    """The main features at one venue."""
    return tuple((name, _state(code, venue)) for code, name in MAIN_FEATURES)


def _state(code: str, venue: VenueEntry) -> str:
    if code in venue.features:
        return "yes"
    return "no" if code in venue.lacking.split() else NOT_STATED


def _agreed(code: str, venues: Sequence[VenueEntry]) -> str:
    states = {_state(code, venue) for venue in venues}
    return states.pop() if len(states) == 1 else NOT_STATED


def _nowhere(own: Mapping[str, str], sessions: Sequence[when.Session]) -> tuple[VenueEntry, ...]:
    codes = when.codes(sessions)
    if not own and not codes:
        return ()
    holds = _split(own)
    return (
        VenueEntry(
            id="",
            name="",
            town="",
            postcode="",
            lat=None,
            lon=None,
            when=codes,
            features=holds[0],
            lacking=holds[1],
        ),
    )


def _entry(
    venue: VenueRow, own: Mapping[str, str], sessions: Sequence[when.Session], around: Surroundings
) -> VenueEntry:
    features, lacking = _split(effective(own, dict(venue.features)))
    key = str(venue.pk)
    hidden = venue.address_hidden
    return VenueEntry(
        id=key,
        name="" if hidden else venue.name,
        town=venue.city,
        postcode="" if hidden else venue.postal_code,
        lat=_coarse(venue.lat) if hidden else venue.lat,
        lon=_coarse(venue.lon) if hidden else venue.lon,
        when=when.codes(session for session in sessions if session.venue_id in (None, key)),
        features=features,
        lacking=lacking,
        outside=outside(venue, around),
    )


def _split(states: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Codes stated as yes, and (a space between) codes stated as no."""
    yes = tuple(sorted(code for code, state in states.items() if state == "yes"))
    return yes, " ".join(sorted(code for code, state in states.items() if state == "no"))


def _coarse(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, HIDDEN_DECIMALS)
