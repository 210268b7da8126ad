"""The one object behind a page of gaps. All that is shown of a run is read from here, so nothing differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Band:
    """One class of the legend; ``number`` 0 is the best, and ``words`` say what it is.

    ``shade`` names its colour (``legend.COLOURS``). Areas and children are those of the lens.
    """

    number: int
    words: str  # "within 5 km", "more than 30 km", "nothing listed"
    areas: int
    children: float
    shade: str = ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: the same numbers for the map, the table and the files. Distances km; None: no venue.

    Its numbers are rounded already (``numbers``), so that everything shows the same figures.
    """

    code: str
    name: str
    url: str
    children: float
    rural: bool | None
    rural_urban: str
    imd_decile: int | None
    nearest_km: float | None
    second_km: float | None
    within: int
    score: float
    covering: int
    sure: str  # high, medium, low
    sure_words: str
    band: int  # the number of its Band
    planned: int  # action items that name it
    nearest: tuple[Mapping[str, object], ...]
    sure_why: str = ""
    lat: float = 0.0
    lon: float = 0.0

    @property
    def type_words(self) -> str:
        """Rural, Urban, or that it isn't known."""
        return "Not known" if self.rural is None else "Rural" if self.rural else "Urban"


@dataclass(frozen=True, slots=True)
class Share:
    """Children beyond a distance, of all and by group ("Rural", "Urban", "Most deprived tenth" ...)."""

    beyond_km: float
    children: float
    of: float
    by_group: tuple[tuple[str, float, float], ...]  # (group, children beyond, children in the group)


@dataclass(frozen=True, slots=True)
class Typical:
    """What the children of a group have. Km that half of them live within, None where fewer than half have
    any; ``within`` and ``score`` are the means over children."""

    group: str
    areas: int
    children: float
    nearest_km: float | None
    second_km: float | None
    within: float
    score: float


@dataclass(frozen=True, slots=True)
class GapPicture:
    """A run, seen through a lens ("all" or "rural"), by distance ("nearest") or by "score"."""

    run_id: int
    measure_code: str
    name: str
    measured_at: datetime
    lens: str
    shown_by: str
    reach_km: float
    words: tuple[str, ...]  # short paragraphs, the most important first; the last ones are ``changes``
    bands: tuple[Band, ...]
    rows: tuple[AreaRow, ...]  # of the lens, in the order asked for
    shares: tuple[Share, ...]
    typical: tuple[Typical, ...]  # everybody, then each group
    children: float
    listings: int
    venues: int
    comes_to_you: int
    online: int
    score_unit: str  # "sessions a week for each 1,000 children"
    changes: tuple[str, ...]  # since the run before, in words; empty for a first run
    confidence_words: str
    generation_label: str
    method_words: str = ""
    source_words: str = ""
    checked_within_days: int | None = None
    before_at: datetime | None = None

    @property
    def shades(self) -> dict[int, str]:
        """The colour of each band by its number."""
        return {band.number: band.shade for band in self.bands}

    @property
    def unsure(self) -> int:
        """How many areas wear the pattern of low confidence."""
        return sum(row.sure == "low" for row in self.rows)
