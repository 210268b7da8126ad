"""Makers of measured runs, as pages show them: a county of cells with outlines, and rows for each."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import sin
from pathlib import Path
from typing import Any
from uuid import uuid4

from localoffer.commissioning.models import AreaGap, GapRun, Measure
from locations.actions import AreaFile, Files, load_places

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ACROSS = 15
#: Degrees; a cell is about 4 km wide.
WEST, SOUTH, CELL = -3.8, 50.9, 0.06


def made_measure(code: str = "weekend-short-breaks", **fields: Any) -> Measure:
    """A measure of the list."""
    return Measure.objects.create(
        **{"code": code, "name": "Weekend short breaks", "day": "weekend", "reach_km": 15.0} | fields
    )


def made_run(measure: Measure | None = None, *, days_ago: int = 0, **fields: Any) -> GapRun:
    """A complete run; without a measure it isn't saved."""
    values = {
        "measure": measure,
        "batch": uuid4(),
        "name": measure.name if measure else "Weekend short breaks",
        "kind_code": "short-break",
        "age_from": 0,
        "age_to": 25,
        "day": "weekend",
        "reach_km": 15.0,
        "parameters": {
            "method": "e2sfca",
            "detour": 1.3,
            "thresholds_km": [5.0, 10.0, 15.0, 30.0],
            "counted_in": "sessions",
            "need_rate": None,
            "travel": None,
        },
        "area_kind": "lsoa",
        "generation_label": "Cells of a test",
        "listed_at": NOW,
        "listings": 9,
        "venues": 7,
        "comes_to_you": 2,
        "online": 5,
        "children": 0.0,
        "complete": True,
    } | fields
    run = GapRun(**values)
    if measure:
        run.save()
    # Saving gives it the moment it was written.
    run.measured_at = NOW - timedelta(days=days_ago)
    if measure:
        run.save(update_fields=["measured_at"])
    return run


def made_gap(code: str = "A001", km: float | None = 3.0, children: float = 100, **fields: Any) -> AreaGap:
    """A row that isn't saved; ``km`` is the nearest."""
    values = {
        "code": code,
        "name": f"Village {code}",
        "lat": 51.0,
        "lon": -3.0,
        "children": children,
        "rural": True,
        "rural_urban": "Rural",
        "imd_decile": 3,
        "nearest_km": km,
        "second_km": None if km is None else km + 4.0,
        "within": int(km is not None and km <= 15),
        "score": 0.0 if km is None or km > 15 else round(20 / (1 + km), 4),
        "sure": "high",
        "listed_around": 8,
        "listed_around_checked": 7,
        "nearest": [],
    }
    return AreaGap(**values | fields)


def saved(run: GapRun, gaps: Iterable[AreaGap]) -> GapRun:
    """The run with these rows."""
    rows = list(gaps)
    for gap in rows:
        gap.run = run
    AreaGap.objects.bulk_create(rows)
    return run


def cell_code(number: int) -> str:
    return f"E{number:08d}"


def cell_gaps(many: int, **fields: Any) -> list[AreaGap]:
    """Rows for the cells: farther in the east, every sixth one not sure, every fourth one urban."""
    gaps = []
    for number in range(many):
        x, y = number % ACROSS, number // ACROSS
        km = 0.7 + x * 2.63 + y * 0.11
        gaps.append(
            made_gap(
                cell_code(number),
                km,
                children=40.4 + (number * 37) % 311,
                name=f"Cell {number:03d} & sons" if number == 1 else f"Cell {number:03d}",
                lat=SOUTH + (y + 0.5) * CELL,
                lon=WEST + (x + 0.5) * CELL,
                rural=None if number % 50 == 49 else number % 4 != 0,
                imd_decile=number % 10 + 1,
                sure="low" if number % 6 == 0 else "medium" if number % 6 == 1 else "high",
                **fields,
            )
        )
    return gaps


def load_cells(folder: Path, many: int, corners: int = 40, kind: str = "lsoa") -> None:
    """As many areas, each with so many corners, whose borders are shared."""
    features = [
        {
            "type": "Feature",
            "properties": {"LSOA21CD": cell_code(number), "LSOA21NM": f"Cell {number:03d}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [_cell(number % ACROSS, number // ACROSS, corners // 4)],
            },
        }
        for number in range(many)
    ]
    file = folder / "cells.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    load_places(files=Files(areas=(AreaFile(file, kind),)))


def _cell(x: int, y: int, steps: int) -> list[Sequence[float]]:
    """Its corners, anticlockwise, along borders that waver as a parish's do."""
    south = [(x + at / steps, y + _waver(x * steps + at, y, steps)) for at in range(steps)]
    east = [(x + 1 + _waver(y * steps + at, x + 101, steps), y + at / steps) for at in range(steps)]
    north = [
        (x + 1 - at / steps, y + 1 + _waver(x * steps + steps - at, y + 1, steps)) for at in range(steps)
    ]
    west = [(x + _waver(y * steps + steps - at, x + 100, steps), y + 1 - at / steps) for at in range(steps)]
    ring = [*south, *east, *north, *west]
    return [(round(WEST + a * CELL, 6), round(SOUTH + b * CELL, 6)) for a, b in [*ring, ring[0]]]


def _waver(at: int, line: int, steps: int) -> float:
    """How far a border leaves its straight line, in cells; nothing at the corners."""
    return 0.0 if at % steps == 0 else 0.09 * sin(at * 2.7 + line * 1.3) + 0.05 * sin(at * 5.1 + line)
