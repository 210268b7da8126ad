"""Makers for gaps: values for what is pure, small rows and files for what reads the database."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from localoffer.commissioning.measuring.values import AreaFigures, Definition, Ground, Listing, Spot
from localoffer.commissioning.models import AreaGap, GapRun
from locations.actions import AreaFile, Files, LoadReport, load_places

TODAY = date(2026, 11, 22)
#: Degrees of latitude that are 1 km here, to a metre or two.
KM = 1 / 111.247
HALL = (51.0, -3.0)


def north(km: float, of: tuple[float, float] = HALL) -> tuple[float, float]:
    """A point so many km north of another."""
    return of[0] + km * KM, of[1]


def spot(at: tuple[float, float] = HALL, name: str = "Village Hall", **fields: Any) -> Spot:
    """A venue known by its name; open on no stated day."""
    values = {"id": name, "name": name, "town": "Wells", "lat": at[0], "lon": at[1]} | fields
    return Spot(**values)


def listing(name: str = "Thursday Crew", spots: Iterable[Spot] = (), **fields: Any) -> Listing:
    """A listing that states nothing but what the test says."""
    values = {
        "id": name,
        "name": name,
        "needs": frozenset(fields.pop("needs", ())),
        "kinds": frozenset(fields.pop("kinds", ())),
        "age_min": None,
        "age_max": None,
        "spots": tuple(spots),
        "comes_to_you": False,
        "remote": False,
        "covers": (),
        "when": frozenset(code for one in spots for code in one.when),
        "checked": None,
        "capacity": None,
    }
    return Listing(**values | fields)


def area(code: str, at: tuple[float, float] = HALL, **fields: Any) -> AreaFigures:
    """An area of which nothing is known but its point."""
    values = {
        "code": code,
        "name": code,
        "lat": at[0],
        "lon": at[1],
        "holding": (code,),
        "rural": None,
        "rural_urban": "",
        "imd_decile": None,
    }
    return AreaFigures(**values | fields)


def ground(
    areas: Sequence[AreaFigures],
    children: Sequence[float],
    listings: Sequence[Listing] = (),
    ages: range = range(26),
) -> Ground:
    """A ground with so many children of the ages in each area."""
    return Ground(
        listings=tuple(listings),
        listed_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
        areas=tuple(areas),
        area_kind="lsoa",
        generation_id=None,
        generation_label="",
        today=TODAY,
        children={ages: dict(zip((one.code for one in areas), children, strict=True))},
    )


def definition(name: str = "Clubs", **fields: Any) -> Definition:
    """Distances as the crow flies, unless the test says otherwise."""
    return Definition(**{"name": name, "detour": 1.0} | fields)


def run(name: str = "Clubs", **fields: Any) -> GapRun:
    """A run that is not saved."""
    values = {
        "name": name,
        "batch": "00000000-0000-0000-0000-000000000001",
        "age_from": 0,
        "age_to": 25,
        "day": "any",
        "reach_km": 15.0,
        "parameters": {"thresholds_km": [5.0, 10.0, 15.0, 30.0], "counted_in": "sessions"},
        "area_kind": "lsoa",
        "listed_at": datetime(2026, 11, 22, 3, tzinfo=UTC),
        "measured_at": datetime(2026, 11, 22, 3, tzinfo=UTC),
        "listings": 3,
        "venues": 2,
        "comes_to_you": 0,
        "online": 0,
        "children": 0.0,
    }
    return GapRun(**values | fields)


def area_gap(code: str, km: float | None, children: float = 100.0, **fields: Any) -> AreaGap:
    """A row of a run that is not saved; ``km`` is how far the nearest is."""
    values = {
        "code": code,
        "name": code,
        "lat": 51.0,
        "lon": -3.0,
        "children": children,
        "rural": True,
        "nearest_km": km,
        "within": 0,
        "score": 0.0,
        "sure": "high",
    }
    return AreaGap(**values | fields)


#: code, name, middle, children of each age, rural-urban class: a town, and villages 10 and 30 km north of it.
VILLAGES = (
    ("E01000001", "Wells", HALL, 100, "Urban"),
    ("E01000002", "Priddy", north(10), 10, "Rural"),
    ("E01000003", "Simonsbath", north(30), 1, "Rural"),
)


def load_villages(folder: Path, villages: Sequence[tuple] = VILLAGES, kind: str = "lsoa") -> LoadReport:
    """Square areas of about 2 km round their middles, and the children in them, through the real loader."""
    features = []
    for code, name, (lat, lon), *_ in villages:
        west, east, south, north_edge = lon - 0.01, lon + 0.01, lat - 0.01, lat + 0.01
        ring = [[west, south], [east, south], [east, north_edge], [west, north_edge], [west, south]]
        features.append(
            {
                "type": "Feature",
                "properties": {"code": code, "name": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    shapes = folder / f"{kind}.geojson"
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return load_places(
        files=Files(areas=(AreaFile(shapes, kind),), statistics=statistics(folder, villages)),
        label="Villages",
    )


def statistics(folder: Path, villages: Sequence[tuple] = VILLAGES) -> Path:
    """Children by single year of age and the rural-urban class, as a file."""
    path = folder / "statistics.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        classed = any(row[4] for row in villages)
        writer.writerow(["code", *(["rural_urban"] if classed else []), *range(26)])
        for code, _, _, children, rural_urban in villages:
            writer.writerow([code, *([rural_urban] if classed else []), *[children] * 26])
    return path
