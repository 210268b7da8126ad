"""Outlines on a flat sheet, ready to be drawn as SVG or as a picture. Pure: degrees in, small numbers out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from locations.geometry import mended, to_geojson

#: The sheet's units. On a screen the map is about half as many pixels, so that whole units are fine enough.
WIDTH, MOST_HEIGHT = 1600, 1800
MARGIN = 6
#: An area smaller than the sheet can show is still drawn, as a square of so many units.
SMALLEST = 4

Ring = tuple[tuple[int, int], ...]
#: Where on the sheet a longitude and latitude are.
Flat = Callable[[float, float], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Outline:
    """One area. ``polygons`` are rings, the outer one first; ``path`` is the same as SVG says it."""

    polygons: tuple[tuple[Ring, ...], ...]
    path: str
    size: float  # square units; an area within another's hole is the smaller one
    geometry: str  # GeoJSON in degrees


@dataclass(frozen=True, slots=True)
class Drawing:
    """The areas by code; empty when no outlines of the kind are loaded. ``flat`` puts a point on it."""

    width: int
    height: int
    outlines: Mapping[str, Outline]
    flat: Flat = lambda lon, lat: (0, 0)

    def layer(self, code: str) -> float:
        """To sort by before drawing: what lies in another area's hole comes after that area."""
        outline = self.outlines[code]
        return -outline.size if any(len(rings) > 1 for rings in outline.polygons) else 0


def drawn(collection: Mapping[str, Any]) -> Drawing:
    """A FeatureCollection of (multi)polygons with a code each, on one sheet.

    The projection is equirectangular with the middle latitude true (error under 1% over a county).
    """
    features = collection["features"]
    corners = [spot for feature in features for spot in _spots(feature["geometry"])]
    if not corners:
        return Drawing(WIDTH, WIDTH, {})
    west, east = min(lon for lon, _ in corners), max(lon for lon, _ in corners)
    south, north = min(lat for _, lat in corners), max(lat for _, lat in corners)
    narrow = cos(radians((south + north) / 2))
    wide, tall = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / tall)

    def flat(lon: float, lat: float) -> tuple[int, int]:
        return round(MARGIN + (lon - west) * narrow * scale), round(MARGIN + (north - lat) * scale)

    outlines = {feature["properties"]["code"]: _outline(feature["geometry"], flat) for feature in features}
    return Drawing(round(wide * scale) + 2 * MARGIN, round(tall * scale) + 2 * MARGIN, outlines, flat)


def _outline(geometry: Mapping[str, Any], flat: Any) -> Outline:
    polygons = []
    for rings in _polygons(geometry):
        outer, *holes = [_ring(ring, flat) for ring in rings]
        if len(outer) >= 3:
            polygons.append((outer, *[hole for hole in holes if len(hole) >= 3]))
    if not polygons:
        x, y = flat(*next(_spots(geometry))[:2])
        half = SMALLEST // 2
        square = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
        polygons = [(square,)]
    path = "".join(_said(ring) for rings in polygons for ring in rings)
    size = sum(abs(_area(rings[0])) for rings in polygons)
    return Outline(tuple(polygons), path, size, _for_files(geometry))


def _for_files(geometry: Mapping[str, Any]) -> str:
    """As a GIS wants it: valid, though rounding made a ring touch itself, and all of one type."""
    try:
        valid = json.loads(to_geojson(mended(dict(geometry))))
    except ValueError:  # Too small to be an area once it was rounded; its place is still told.
        valid = geometry
    shape = {"type": "MultiPolygon", "coordinates": _polygons(valid)}
    return json.dumps(shape, separators=(",", ":"))


def _ring(corners: Sequence[Sequence[float]], flat: Any) -> Ring:
    """The corners on the sheet, without those that fall together."""
    kept: list[tuple[int, int]] = []
    for lon, lat, *_ in corners:
        spot = flat(lon, lat)
        if not kept or kept[-1] != spot:
            kept.append(spot)
    return tuple(kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept)


def _said(ring: Ring) -> str:
    """From corner to corner in steps, which are short to write: M10 20l3-4 5 6z."""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _spots(geometry: Mapping[str, Any]) -> Iterator[Sequence[float]]:
    rings: Iterable[Any] = (ring for rings in _polygons(geometry) for ring in rings)
    return (spot for ring in rings for spot in ring)
