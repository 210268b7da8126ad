"""The picture as files: one flat table, as CSV and GeoJSON, with its date, method and source in each row."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from django.utils import timezone

from localoffer.commissioning.picture.drawing import Drawing
from localoffer.commissioning.picture.values import AreaRow, GapPicture

Cell = str | int | float | None
#: A spreadsheet would take text that begins with one of these for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}


#: Name and value of each column, of one type each; None is not known, or there is no venue.
COLUMNS: dict[str, Callable[[GapPicture, AreaRow], Cell]] = {
    "code": lambda picture, row: row.code,
    "name": lambda picture, row: row.name,
    "area_type": lambda picture, row: row.type_words.lower(),
    "rural_urban_class": lambda picture, row: row.rural_urban,
    "deprivation_decile": lambda picture, row: row.imd_decile,
    "children": lambda picture, row: float(row.children),
    "nearest_km": lambda picture, row: row.nearest_km,
    "second_nearest_km": lambda picture, row: row.second_km,
    "listings_within_reach": lambda picture, row: row.within,
    "score": lambda picture, row: float(row.score),
    "score_unit": lambda picture, row: picture.score_unit,
    "class": lambda picture, row: picture.bands[row.band].words,
    "come_to_this_area": lambda picture, row: row.covering,
    "how_sure": lambda picture, row: row.sure_words.lower(),
    "why": lambda picture, row: row.sure_why,
    "actions_planned": lambda picture, row: row.planned,
    "measure": lambda picture, row: picture.name,
    "reach_km": lambda picture, row: float(picture.reach_km),
    "measured_on": lambda picture, row: timezone.localdate(picture.measured_at).isoformat(),
    "method": lambda picture, row: picture.method_words,
    "source": lambda picture, row: picture.source_words,
    "confidence": lambda picture, row: picture.confidence_words,
}


def flat(picture: GapPicture, row: AreaRow) -> dict[str, Cell]:
    """One area as the columns of every file."""
    return {name: value(picture, row) for name, value in COLUMNS.items()}


def as_csv(picture: GapPicture) -> str:
    """A header and a row an area, in the order of the page's table."""
    rows = [flat(picture, row) for row in picture.rows]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in row.values()] for row in rows)
    return out.getvalue()


def as_geojson(picture: GapPicture, drawing: Drawing) -> str:
    """A FeatureCollection in longitude and latitude (CRS84), as GIS programs and their converters read it.

    Outlines are drawn to about 100 m. An area without an outline has a null geometry.
    """
    head = {
        "type": "FeatureCollection",
        "name": picture.measure_code,
        "crs": CRS84,
        "title": picture.name,
        "measured": picture.measured_at.isoformat(),
        "method": picture.method_words,
        "source": picture.source_words,
        "confidence": picture.confidence_words,
        "words": picture.words,
    }
    features = ",\n".join(_features(picture, drawing))
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "features": [\n{features}\n]}}\n'


def _features(picture: GapPicture, drawing: Drawing) -> Iterator[str]:
    for row in picture.rows:
        outline = drawing.outlines.get(row.code)
        told: Mapping[str, Cell] = flat(picture, row)
        yield (
            f'{{"type": "Feature", "id": {json.dumps(row.code)},'
            f' "properties": {json.dumps(told, ensure_ascii=False)},'
            f' "geometry": {outline.geometry if outline else "null"}}}'
        )


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs, whole numbers without a point."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
