"""What was asked for and not found as files: the rows of the page, with the same words for small counts."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from localoffer.commissioning.unmet.values import AskedFor, AskedIn, Unmet
from localoffer.commissioning.unmet.words import HOW_COUNTED

Cell = str | int | float | None
#: A spreadsheet would take text that begins with one of these for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
COLUMNS = (
    "area_code",
    "area",
    "asked_for",
    "sort",
    "code",
    "times",
    "times_in_words",
    "listings_within_reach",
    "nearest_km",
    "asked_for_and_missing",
    "measure",
    "reach_km",
    "measured_on",
    "first_month",
    "last_month",
    "method",
)


def rows(unmet: Unmet) -> Iterator[dict[str, Cell]]:
    """One row for each need or kind and area; ``times`` is None where the count is held back."""
    for asked in unmet.asked:
        for one in asked.areas:
            yield dict(zip(COLUMNS, _row(unmet, asked, one), strict=True))


def as_csv(unmet: Unmet) -> str:
    """A header and the rows."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in row.values()] for row in rows(unmet))
    return out.getvalue()


def as_geojson(unmet: Unmet, outlines: Mapping[str, Any]) -> str:
    """The rows as a FeatureCollection (longitude and latitude); an area without an outline has none."""
    features = [
        {"type": "Feature", "properties": row, "geometry": outlines.get(str(row["area_code"]))}
        for row in rows(unmet)
    ]
    head = {"type": "FeatureCollection", "name": "asked-for", "crs": CRS84, "method": HOW_COUNTED}
    return json.dumps(head | {"features": features}, ensure_ascii=False)


def _row(unmet: Unmet, asked: AskedFor, one: AskedIn) -> tuple[Cell, ...]:
    supply, measured = one.supply, asked.measured if one.supply else None
    missing = "not measured" if supply is None else "yes" if supply.little else "no"
    return (
        one.area_code,
        one.area,
        asked.name,
        "need" if asked.taxonomy == "need" else "kind of help",
        asked.code,
        one.times.number,
        one.times.words,
        supply.within if supply else None,
        supply.nearest_km if supply else None,
        missing,
        measured.name if measured else "",
        measured.reach_km if measured else None,
        measured.on.isoformat() if measured else "",
        f"{unmet.since:%Y-%m}",
        f"{unmet.until:%Y-%m}",
        HOW_COUNTED,
    )


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
