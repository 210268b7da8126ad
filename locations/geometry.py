"""Points, distances and outlines on the WGS84 ellipsoid. Pure.

Degrees throughout; latitude before longitude in arguments, longitude before latitude inside GeoJSON.
Distances are kilometres.
"""

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import shapely
from geopy.distance import geodesic
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

MILE_KM = 1.609344

# A hand-drawn line round Great Britain, Ireland, Man and the Channel Islands that leaves out France.
AROUND_BRITISH_ISLES = (
    (-11.2, 51.0),
    (-7.0, 49.3),
    (-3.2, 49.0),
    (-1.95, 49.05),
    (-1.98, 49.95),
    (0.9, 50.55),
    (1.52, 50.95),
    (2.2, 51.9),
    (2.2, 53.5),
    (0.2, 61.2),
    (-2.5, 61.4),
    (-11.2, 59.5),
)
NORTH_OF_FRANCE = 52.0  # above this the line is simple, and a cheap test is enough
# One degree of latitude is never shorter than this on WGS84, so that a box is never too small.
KM_PER_DEGREE = 110.567
PARSED_OUTLINES = 512
#: How whoever made the file mends a broken outline.
RING = "Each ring needs four points or more, longitude first, the last the same as the first"


class Point(NamedTuple):
    """A point in WGS84 degrees."""

    lat: float
    lon: float


class Bounds(NamedTuple):
    """A box in degrees."""

    south: float
    west: float
    north: float
    east: float


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres along the ellipsoid between two (lat, lon) pairs (Karney 2013, through geopy)."""
    return float(geodesic(a, b).km)


def bounds_around(lat: float, lon: float, km: float) -> Bounds:
    """A box that holds every point within the radius; a little of what lies outside too."""
    up = km / KM_PER_DEGREE
    nearest_pole = min(abs(lat) + up, 89.0)
    sideways = km / (KM_PER_DEGREE * math.cos(math.radians(nearest_pole)))
    return Bounds(lat - up, lon - sideways, lat + up, lon + sideways)


def within_british_isles(lat: float, lon: float) -> bool:
    """Whether the point lies in or close round the British Isles; False for anything that is no number."""
    if not (49.0 <= lat <= 61.4 and -11.2 <= lon <= 2.2):
        return False
    if NORTH_OF_FRANCE <= lat <= 59.0 and lon <= 0.2:
        return True
    inside = False
    ax, ay = AROUND_BRITISH_ISLES[-1]
    for bx, by in AROUND_BRITISH_ISLES:
        if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
            inside = not inside
        ax, ay = bx, by
    return inside


@lru_cache(maxsize=PARSED_OUTLINES)
def outline_from(geojson: str) -> BaseGeometry:
    """The shape that a GeoJSON geometry draws. Kept, because the same few outlines are asked about again."""
    drawn = shape(json.loads(geojson))
    shapely.prepare(drawn)
    return drawn


def holds(geojson: str, lat: float, lon: float) -> bool:
    """Whether the outline holds the point; its edge counts as inside."""
    return bool(shapely.intersects_xy(outline_from(geojson), lon, lat))


def to_geojson(drawn: BaseGeometry, decimals: int = 6) -> str:
    """A shape as a compact GeoJSON geometry; six decimals are about 10 cm."""
    rounded = shapely.transform(drawn, lambda points: points.round(decimals))
    return str(shapely.to_geojson(rounded))


def mended(geometry: dict[str, Any]) -> BaseGeometry:
    """A GeoJSON polygon as a valid shape. Raises ValueError, in words, when it is none."""
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"its geometry is a {geometry.get('type', 'nothing')}, not a polygon")
    try:
        drawn = shape(geometry)
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError) as wrong:
        raise ValueError(f"its polygon can't be read. {RING}") from wrong
    if not drawn.is_valid:
        drawn = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    if drawn.is_empty or not drawn.area:
        raise ValueError(f"its polygon holds no ground. {RING}")
    return drawn


def simplified(drawn: Iterable[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """The shapes with fewer corners (tolerance in degrees); borders they share stay shared."""
    return list(shapely.coverage_simplify(list(drawn), tolerance))
