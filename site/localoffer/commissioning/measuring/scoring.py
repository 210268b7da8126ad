"""What each area has in reach: distances (km of road), counts, score, and how sure they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from localoffer.commissioning.measuring.confidence import THREE_MONTHS, TWELVE_MONTHS, sure
from localoffer.commissioning.measuring.supply import Supply
from localoffer.commissioning.measuring.values import AreaFigures, Definition, Ground, Listing
from localoffer.commissioning.measuring.ways import ways
from locations.access import Nearest, Reach, decay, enhanced

#: How worth falls with distance: the first set of weights of Luo and Qi 2009, in thirds of the reach.
DECAY = "stepped"
#: The score is of what is offered for so many children.
FOR_EACH = 1000
#: How many of the nearest listings are kept with an area.
NEAREST = 3

Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area measured: the columns of AreaGap, explained there."""

    code: str
    name: str
    lat: float
    lon: float
    children: float
    rural: bool | None
    rural_urban: str
    imd_decile: int | None
    nearest_km: float | None
    second_km: float | None
    within: int
    score: float
    covering: int
    sure: str
    checked_3_months: int
    checked_12_months: int
    capacity_known: int
    listed_around: int
    listed_around_checked: int
    nearest: list[dict[str, object]]


@dataclass(slots=True)
class Surroundings:
    """How much of every sort is listed in reach of each area, worked out once for each reach of a batch."""

    ground: Ground
    _known: dict[tuple[float, float], tuple[Whole, Whole]] = field(default_factory=dict)

    def listed(self, reach_km: float, detour: float) -> tuple[Whole, Whole]:
        """Listings of every sort in reach of each area, and those of them checked within twelve months."""
        asked = (reach_km, detour)
        if asked not in self._known:
            listings = self.ground.listings
            owners = [at for at, listing in enumerate(listings) for _ in listing.spots]
            spots = [spot for listing in listings for spot in listing.spots]
            met = _Met.of(ways(self.ground, detour).reach(spots, reach_km), owners, listings)
            checked = [one.checked_within(TWELVE_MONTHS, self.ground.today) for one in listings]
            self._known[asked] = (met.count(), met.count(checked))
        return self._known[asked]


def scores(definition: Definition, counting: Supply, surroundings: Surroundings) -> list[AreaScore]:
    """Every area of the ground, in its order. One with nothing in reach scores 0 and is there all the same.

    Distances are those of ``ways``. The score is by E2SFCA (Luo and Qi 2009).
    """
    ground, spots = surroundings.ground, [stop.spot for stop in counting.stops]
    led = ways(ground, definition.detour)
    reach = led.reach(spots, definition.reach_km)
    children = _children(definition, ground)
    score = (
        FOR_EACH
        * enhanced(
            reach,
            supply=[stop.weight for stop in counting.stops],
            demand=children,
            decay=decay(DECAY, definition.reach_km),
        ).score
    )
    met = _Met.of(reach, [stop.listing for stop in counting.stops], counting.listings)
    within = met.count()
    fresh, checked = (
        met.count([one.checked_within(days, ground.today) for one in counting.listings])
        for days in (THREE_MONTHS, TWELVE_MONTHS)
    )
    capacity = met.count([one.capacity is not None for one in counting.listings])
    around, around_checked = surroundings.listed(definition.reach_km, definition.detour)
    near = list(_nearest(led.nearest(spots, _looked_at(counting)), counting))
    return [
        AreaScore(
            code=area.code,
            name=area.name,
            lat=area.lat,
            lon=area.lon,
            children=float(children[at]),
            rural=area.rural,
            rural_urban=area.rural_urban,
            imd_decile=area.imd_decile,
            nearest_km=_km(near[at], 0),
            second_km=_km(near[at], 1),
            within=int(within[at]),
            score=float(score[at]),
            covering=_covering(area, counting),
            sure=sure(
                within=int(within[at]),
                checked=int(checked[at]),
                around=int(around[at]),
                around_checked=int(around_checked[at]),
            ).value,
            checked_3_months=int(fresh[at]),
            checked_12_months=int(checked[at]),
            capacity_known=int(capacity[at]),
            listed_around=int(around[at]),
            listed_around_checked=int(around_checked[at]),
            nearest=near[at],
        )
        for at, area in enumerate(ground.areas)
    ]


@dataclass(frozen=True, slots=True)
class _Met:
    """Each area with each listing in its reach, once, however many of its venues are."""

    areas: int
    area: Whole
    listing: Whole

    @classmethod
    def of(cls, reach: Reach, owners: Sequence[int], listings: Sequence[Listing]) -> "_Met":
        owner, many = np.array(owners, dtype=np.intp), max(len(listings), 1)
        seen = [piece.origin * many + owner[piece.destination] for piece in reach]
        both = np.unique(np.concatenate(seen)) if seen else np.zeros(0, dtype=np.intp)
        area, listing = np.divmod(both, many)
        return cls(reach.origin_count, area, listing)

    def count(self, which: Sequence[bool] | None = None) -> Whole:
        """How many listings each area meets, of all or of those that are marked."""
        kept = slice(None) if which is None else np.array(which, dtype=np.bool_)[self.listing]
        return np.bincount(self.area[kept], minlength=self.areas)


def _children(definition: Definition, ground: Ground) -> NDArray[np.float64]:
    living = ground.children[definition.ages]
    one = 1.0 if definition.need_rate is None else definition.need_rate
    rates = definition.need_rates.by_area if definition.need_rates else {}
    counted = [living[area.code] * rates.get(area.code, one) for area in ground.areas]
    return np.array(counted, dtype=np.float64)


def _looked_at(counting: Supply) -> int:
    """So many of the nearest places hold three listings, were the first two everywhere."""
    places = np.bincount([stop.listing for stop in counting.stops], minlength=NEAREST)
    return int(np.sort(places)[-(NEAREST - 1) :].sum()) + 1


def _nearest(found: Nearest, counting: Supply) -> Iterator[list[dict[str, object]]]:
    """The nearest few listings of each area, each at its nearest venue."""
    for costs, places in zip(found.cost.tolist(), found.destination.tolist(), strict=True):
        kept: dict[int, dict[str, object]] = {}
        for km, place in zip(costs, places, strict=True):
            if place < 0 or len(kept) == NEAREST:
                break
            stop = counting.stops[place]
            listing = counting.listings[stop.listing]
            where = ", ".join(filter(None, (stop.spot.name, stop.spot.town)))
            kept.setdefault(
                stop.listing, {"service": listing.id, "name": listing.name, "venue": where, "km": km}
            )
        yield list(kept.values())


def _km(near: Sequence[dict[str, object]], place: int) -> float | None:
    return float(str(near[place]["km"])) if len(near) > place else None


def _covering(area: AreaFigures, counting: Supply) -> int:
    return sum(not set(listing.covers).isdisjoint(area.holding) for listing in counting.coming)
