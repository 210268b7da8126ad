"""What goes into a measurement: plain frozen values. Degrees are WGS84, distances km, ages whole years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from locations.access import TravelTable


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of children who need something, from 0 to 1, by area; ``source`` is the file's name."""

    source: str
    by_area: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Definition:
    """What is measured and how: a Measure of the list, or one asked for once. "" is any need or kind.

    ``need_rates`` by area take the place of the one ``need_rate``.
    """

    name: str
    need: str = ""
    kind: str = ""
    age_from: int = 0
    age_to: int = 25
    day: str = "any"
    reach_km: float = 15.0
    thresholds_km: tuple[float, ...] = (5.0, 10.0, 15.0, 30.0)
    detour: float = 1.3
    counted_in: str = "sessions"
    need_rate: float | None = None
    checked_within_days: int | None = None
    measure_id: int | None = None
    need_rates: Rates | None = None

    @property
    def ages(self) -> range:
        """The whole years of age, as ``locations.queries.demand`` takes them."""
        return range(self.age_from, self.age_to + 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a listing happens, known by its venue's id; a hidden venue has no name here.

    ``sessions`` a week by day code ("any", "weekend", ...), every second week being 0.5; none: not stated.
    """

    id: str
    name: str
    town: str
    lat: float
    lon: float
    when: frozenset[str] = frozenset()
    sessions: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A published service as families find it. ``needs`` and ``kinds`` hold the broader codes too."""

    id: str
    name: str
    needs: frozenset[str]
    kinds: frozenset[str]
    age_min: float | None
    age_max: float | None
    spots: tuple[Spot, ...]
    comes_to_you: bool
    remote: bool  # online or by phone
    covers: tuple[str, ...]  # area codes
    when: frozenset[str]
    checked: date | None
    capacity: int | None  # children at a time

    def checked_within(self, days: int, today: date) -> bool:
        """Whether somebody confirmed it in so many days; what was never checked was not."""
        return self.checked is not None and (today - self.checked).days <= days


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """Who lives in an area. ``lat``, ``lon`` is the point that distances are measured from."""

    code: str
    name: str
    lat: float
    lon: float
    holding: tuple[str, ...]  # codes of the areas that hold the point: what "covers" may name
    rural: bool | None
    rural_urban: str
    imd_decile: int | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What every measure of one batch stands on, read once: listings, areas, the Generation's own mark.

    ``children`` holds, for each range of whole years that was asked for, how many live in each area by code.
    With a table of travel times between the areas, ``spot_areas`` says in which of them each spot is, by ids.
    """

    listings: tuple[Listing, ...]
    listed_at: datetime
    areas: tuple[AreaFigures, ...]
    area_kind: str
    generation_id: int | None
    generation_label: str
    today: date
    children: Mapping[range, Mapping[str, float]] = field(default_factory=dict)
    travel: TravelTable | None = None
    spot_areas: Mapping[str, str] = field(default_factory=dict)
