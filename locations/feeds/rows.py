"""What every reader gives: rows, and the lines that are none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


class FeedError(Exception):
    """The file as a whole can't be used. The message says why and how to mend it."""


class BadLine(NamedTuple):
    """A line (or, of GeoJSON, a feature) that holds no usable row, numbered from 1, and why."""

    line: int
    reason: str


class LeftOut(NamedTuple):
    """A line that is right but not wanted, such as a postcode that has no position."""

    reason: str


class PostcodeRow(NamedTuple):
    """A postcode in its one spelling; WGS84 degrees. ``scope`` is f full, s sector or o outward code."""

    line: int
    code: str
    lat: float
    lon: float
    terminated: bool = False
    scope: str = "f"


class PlaceRow(NamedTuple):
    """A named place; kind is one of city, town, village, hamlet, suburb, other, outcode."""

    line: int
    name: str
    kind: str
    area: str
    lat: float
    lon: float
    in_home: bool


class AreaRow(NamedTuple):
    """An area with its box (south, west, north, east), a point inside it and its outline as GeoJSON."""

    line: int
    code: str
    name: str
    lat: float
    lon: float
    bounds: tuple[float, float, float, float]
    outline: str


class AgeBand(NamedTuple):
    """Whole years, both ends included."""

    age_from: int
    age_to: int


class StatisticsRow(NamedTuple):
    """What a file says of one area. ``children`` follows the feed's bands; None is not stated."""

    line: int
    code: str
    children: tuple[float | None, ...]
    rural_urban_code: str
    rural_urban: str
    rural: bool | None
    imd_decile: int | None


@dataclass(slots=True)
class Feed(Generic[Row]):
    """A file understood: its format by name, the columns used for what, and those that are not used.

    ``rows`` can be walked once; ``notes`` counts, while it is walked, what an operator should know.
    """

    format: str
    rows: Iterator[Row | BadLine | LeftOut]
    used: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    notes: Counter[str] = field(default_factory=Counter)
