"""Demonstration areas: a cell round every settlement, cut off at a coarse county outline. Pure.

No real boundary is committed: each cell holds what is nearer to its settlement than to any other (a Voronoi
cell), and the figures for it are worked out from the settlement's rough population. None of it may be used
to decide anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import cos, radians
from typing import Any
from zlib import crc32

from shapely import MultiPoint, Point, Polygon, union_all, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

CELL = "Demonstration area: {name}"
#: Children of one age for each person, by the last age of the band: about what England as a whole has.
SHARES: tuple[tuple[int, float], ...] = ((4, 0.0100), (10, 0.0112), (17, 0.0118), (25, 0.0118))
#: Young adults who leave a village to study or to work are counted in a town.
STAY_IN_A_VILLAGE = 0.6
OLDEST = 25
CORNERS = 5  # decimals of a degree: about a metre


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town or village of the demonstration county; WGS84 degrees."""

    code: str
    name: str
    lat: float
    lon: float
    population: int
    rural: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """An area with its outline in degrees, longitude first."""

    code: str
    name: str
    outline: BaseGeometry


def counties(listed: Sequence[Mapping[str, Any]]) -> tuple[Shape, ...]:
    """Counties that don't overlap: where outlines do, the ground is the earlier one's."""
    taken: BaseGeometry = Polygon()
    shapes = []
    for county in listed:
        outline = Polygon(county["outline"])
        shapes.append(Shape(county["code"], county["name"], outline.difference(taken)))
        taken = union_all([taken, outline])
    return tuple(shapes)


def cells(settlements: Sequence[Settlement], county: BaseGeometry) -> tuple[Shape, ...]:
    """One area a settlement, in the same order; together they are the county and no two overlap.

    ValueError names settlements that are outside the county, or in the same spot as another.
    """
    _refuse_strays(settlements, county)
    # A degree of longitude is shorter than one of latitude; cells are drawn on even ground and drawn back.
    narrow = cos(radians(county.centroid.y))
    ground = scale(county, xfact=narrow, origin=(0, 0))
    spots = MultiPoint([(one.lon * narrow, one.lat) for one in settlements])
    drawn = voronoi_polygons(spots, extend_to=ground, ordered=True)
    return tuple(
        Shape(
            one.code,
            CELL.format(name=one.name),
            scale(cell.intersection(ground), xfact=1 / narrow, origin=(0, 0)),
        )
        for one, cell in zip(settlements, drawn.geoms, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Network:
    """A make-believe community network: the areas nearer to its hub (WGS84 degrees) than to another's."""

    code: str
    name: str
    lat: float
    lon: float


NETWORKS = (
    Network("DEMO-NET-1", "Demonstration network: Moor and Coast", 51.14, -3.45),
    Network("DEMO-NET-2", "Demonstration network: Levels and Parrett", 51.10, -2.95),
    Network("DEMO-NET-3", "Demonstration network: Mendip and Cary", 51.13, -2.50),
)


def networks(
    settlements: Sequence[Settlement], drawn: Sequence[Shape], hubs: Sequence[Network] = NETWORKS
) -> tuple[Shape, ...]:
    """The cells put together by the nearest hub, so that no border of a network runs through a cell."""
    narrow = cos(radians(settlements[0].lat))

    def away(one: Settlement, hub: Network) -> float:
        return (hub.lat - one.lat) ** 2 + ((hub.lon - one.lon) * narrow) ** 2

    held: dict[str, list[BaseGeometry]] = {hub.code: [] for hub in hubs}
    for one, cell in zip(settlements, drawn, strict=True):
        nearest = min(hubs, key=partial(away, one))
        held[nearest.code].append(cell.outline)
    return tuple(Shape(hub.code, hub.name, union_all(held[hub.code])) for hub in hubs)


def children(settlement: Settlement) -> tuple[float, ...]:
    """How many children and young people of each age, 0 to 25, from the rough population."""
    found = []
    for age in range(OLDEST + 1):
        share = next(share for last, share in SHARES if age <= last)
        if settlement.rural and age >= 18:
            share *= STAY_IN_A_VILLAGE
        found.append(round(settlement.population * share, 1))
    return tuple(found)


def decile(code: str) -> int:
    """A made-up deprivation decile, 1 to 10, always the same. It says nothing of the real place."""
    return crc32(code.encode()) % 10 + 1


def geojson(shapes: Sequence[Shape]) -> dict[str, Any]:
    """The shapes as a FeatureCollection with a code and a name each."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": shape.code, "name": shape.name},
                "geometry": _rounded(mapping(shape.outline)),
            }
            for shape in shapes
        ],
    }


def _refuse_strays(settlements: Sequence[Settlement], county: BaseGeometry) -> None:
    spots: set[tuple[float, float]] = set()
    for one in settlements:
        if not county.contains(Point(one.lon, one.lat)):
            raise ValueError(f"{one.name} ({one.code}) is outside the county's outline.")
        if (one.lat, one.lon) in spots:
            raise ValueError(f"{one.name} ({one.code}) is in the same spot as another settlement.")
        spots.add((one.lat, one.lon))


def _rounded(drawn: Any) -> Any:
    """Corners cut to CORNERS decimals, however deep they are nested."""
    if isinstance(drawn, float):
        return round(drawn, CORNERS)
    if isinstance(drawn, Mapping):
        return {key: _rounded(value) for key, value in drawn.items()}
    return [_rounded(one) for one in drawn] if isinstance(drawn, list | tuple) else drawn
