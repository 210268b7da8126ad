"""Areas: which hold a point, what they are called, how they are drawn."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import shapely
from django.conf import settings
from django.db.models import FloatField, Q
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry

from locations.geometry import holds, outline_from, simplified, to_geojson
from locations.models import Area, Generation
from locations.prepared import Gap, Prepared

# Degrees; about 200 m. Outlines are drawn coarsely, and a pier is not in another county.
EDGE = 0.002
DRAWN_DECIMALS = 4  # about 10 m, enough to draw a county


def live_generation() -> Generation | None:
    """What is live now, or None before the first load. One statement."""
    return Generation.objects.filter(status=Generation.Status.LIVE).first()


def areas(kind: str) -> list[Area]:
    """The live areas of a kind in the order of their codes, without their outlines. One statement."""
    return list(Area.objects.live().filter(kind=kind).defer("outline"))


def home_area() -> Area | None:
    """The authority's own area (settings.HOME_AREA), or None when it isn't set or loaded."""
    if not settings.HOME_AREA:
        return None
    return Area.objects.live().filter(code=settings.HOME_AREA).first()


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of loaded areas by code; a code that isn't loaded is left out. One statement."""
    return dict(Area.objects.live().filter(code__in=set(codes)).order_by().values_list("code", "name"))


def areas_around(points: Iterable[tuple[float, float]], *, with_home: bool = False) -> list[Area]:
    """The live areas whose box holds one of the (lat, lon) points, and the home area. One statement."""
    wanted = Q()
    for lat, lon in points:
        wanted |= Q(south__lte=lat, north__gte=lat, west__lte=lon, east__gte=lon)
    if with_home and settings.HOME_AREA:
        wanted |= Q(code=settings.HOME_AREA)
    return list(Area.objects.live().filter(wanted)) if wanted else []


def codes_at(lat: float, lon: float) -> tuple[str, ...]:
    """The codes of the live areas that hold the point, by kind and code. One statement."""
    around = _around_a_point().rows(lat, lon)
    return tuple(code for code, outline in around if holds(outline, lat, lon))


@lru_cache(maxsize=1)
def _around_a_point() -> Prepared:
    lat, lon = Gap(0, FloatField()), Gap(1, FloatField())
    boxes = Area.objects.live().filter(south__lte=lat, north__gte=lat, west__lte=lon, east__gte=lon)
    return Prepared.of(boxes.values_list("code", "outline"))


class AreaIndex:
    """All live areas in memory, for bulk work: one statement when it is made, none afterwards."""

    def __init__(self, live: Iterable[Area], home_code: str) -> None:
        self._areas = list(live)
        self._outlines = [outline_from(area.outline) for area in self._areas]
        self._tree = shapely.STRtree(self._outlines)
        self._names = {area.code: area.name for area in self._areas}
        self._home = next((at for at, area in enumerate(self._areas) if area.code == home_code), None)

    def codes_at(self, lat: float, lon: float) -> tuple[str, ...]:
        """The codes of the areas that hold the point (degrees), by kind and code."""
        return tuple(area.code for area in self._at(lat, lon))

    def name_of(self, code: str) -> str:
        """The name of a loaded area, or "" when it isn't loaded."""
        return self._names.get(code, "")

    def outside_home(self, lat: float, lon: float) -> str:
        """ "" inside the home area, or when none is loaded; otherwise where the point is instead.

        That is the name of the area of the same kind that holds it ("Devon"), or "outside Somerset". A point
        that no other area holds and that lies within 200 m of the home area's edge counts as inside.
        """
        if self._home is None:
            return ""
        home, holding = self._areas[self._home], self._at(lat, lon)
        if any(area.code == home.code for area in holding):
            return ""
        other = next((area.name for area in holding if area.kind == home.kind), "")
        if other:
            return other
        beside = self._outlines[self._home].distance(ShapelyPoint(lon, lat)) <= EDGE
        return "" if beside else f"outside {home.name}"

    def _at(self, lat: float, lon: float) -> list[Area]:
        found = self._tree.query(ShapelyPoint(lon, lat), predicate="intersects")
        return [self._areas[at] for at in sorted(found)]


def area_index() -> AreaIndex:
    """The live areas, ready for many points. Keep it for one job, not for long: areas may be loaded anew."""
    return AreaIndex(Area.objects.live(), settings.HOME_AREA)


def outline(
    *, kinds: Iterable[str] = (), codes: Iterable[str] = (), tolerance: float = 0.001
) -> dict[str, Any]:
    """Live areas of some kinds, or with some codes, as a GeoJSON FeatureCollection to draw a map of.

    ``tolerance`` is in degrees (0.001 is about 100 m). Borders that areas of a kind share stay shared.
    """
    wanted = Area.objects.live().filter(Q(kind__in=list(kinds)) | Q(code__in=list(codes)))
    by_kind: dict[str, list[Area]] = {}
    for area in wanted:
        by_kind.setdefault(area.kind, []).append(area)
    features = []
    for alike in by_kind.values():
        drawn = simplified((outline_from(area.outline) for area in alike), tolerance)
        features += [_feature(area, shape) for area, shape in zip(alike, drawn, strict=True)]
    return {"type": "FeatureCollection", "features": features}


def _feature(area: Area, shape: BaseGeometry) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"code": area.code, "name": area.name, "kind": area.kind},
        "geometry": json.loads(to_geojson(shape, DRAWN_DECIMALS)),
    }
