"""Which listings count for a measure, where families can go to them, and what each place weighs. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from localoffer.commissioning.measuring.values import Definition, Listing, Spot
from localoffer.commissioning.measuring.weekly import ANY
from search.ages import service_span, spans_meet

#: A measure of all these years asks about no age: a listing that states none counts for it.
ALL_AGES = range(26)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that families can go to: which of the listings happens there, and what it weighs."""

    listing: int
    spot: Spot
    weight: float


@dataclass(frozen=True, slots=True)
class Supply:
    """What counts. ``stops`` name their listing by its position in ``listings``.

    ``capacity_assumed`` is what a listing that states no capacity was counted as, where places are counted.
    ``ages_not_stated`` listings were left out only because they state no age.
    """

    listings: tuple[Listing, ...]
    stops: tuple[Stop, ...]
    capacity_assumed: float | None = None
    ages_not_stated: int = 0

    @property
    def venues(self) -> int:
        """How many places families can go to; two listings at one venue are one."""
        return len({stop.spot.id for stop in self.stops})

    @property
    def coming(self) -> tuple[Listing, ...]:
        """Those that come to the family."""
        return tuple(listing for listing in self.listings if listing.comes_to_you)

    @property
    def online(self) -> int:
        """How many are online or by phone."""
        return sum(listing.remote for listing in self.listings)

    @property
    def nowhere(self) -> int:
        """How many happen at a place that isn't on the map: they are out of everybody's reach."""
        placed = {stop.listing for stop in self.stops}
        return sum(
            not (at in placed or listing.comes_to_you or listing.remote)
            for at, listing in enumerate(self.listings)
        )


def supply(definition: Definition, listings: Iterable[Listing], today: date) -> Supply:
    """What of the listings counts for the measure on this day."""
    fitting = [one for one in listings if _fits(one, definition, today)]
    counting = tuple(one for one in fitting if _for_ages(one, definition.ages))
    assumed = _usual_capacity(counting) if definition.counted_in == "places" else None
    unstated = sum(not _states_ages(one) and not _for_ages(one, definition.ages) for one in fitting)
    return Supply(counting, tuple(_stops(counting, definition, assumed)), assumed, unstated)


def _fits(listing: Listing, definition: Definition, today: date) -> bool:
    """All but the ages."""
    return (
        (not definition.need or definition.need in listing.needs)
        and (not definition.kind or definition.kind in listing.kinds)
        and (definition.day == ANY or definition.day in listing.when)
        and (
            definition.checked_within_days is None
            or listing.checked_within(definition.checked_within_days, today)
        )
    )


def _for_ages(listing: Listing, ages: range) -> bool:
    if ages == ALL_AGES:
        return True
    span = service_span(listing.age_min, listing.age_max)
    return span is not None and spans_meet(span, (ages.start, ages.stop))


def _states_ages(listing: Listing) -> bool:
    return listing.age_min is not None or listing.age_max is not None


def _stops(listings: Sequence[Listing], definition: Definition, assumed: float | None) -> Iterator[Stop]:
    for at, listing in enumerate(listings):
        for spot in listing.spots:
            if definition.day == ANY or definition.day in spot.when:
                yield Stop(at, spot, _weight(listing, spot, definition, assumed))


def _weight(listing: Listing, spot: Spot, definition: Definition, assumed: float | None) -> float:
    if definition.counted_in == "listings":
        return 1.0
    sessions = spot.sessions.get(definition.day) or 1.0
    if definition.counted_in == "sessions":
        return sessions
    places = listing.capacity if listing.capacity is not None else assumed
    return sessions * (1.0 if places is None else places)


def _usual_capacity(listings: Iterable[Listing]) -> float | None:
    known = [listing.capacity for listing in listings if listing.capacity is not None]
    return float(median(known)) if known else None
