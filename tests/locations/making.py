"""Small files of places, written where a test says, and loaded through the real action."""

import csv
import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from locations.actions import AreaFile, Files, LoadReport, load_places

POSTCODES = (
    ("TA6 4RN", 51.14859, -2.99478),
    ("TA6 4RP", 51.14900, -2.99400),
    ("TA6 9AA", 51.12800, -3.00300),
    ("TA6 9AB", 51.13000, -3.00500),
    ("TA24 7PP", 51.13370, -3.64020),
)
PLACES = (
    ("Wells", "Mendip", "c", 51.2086, -2.6472, 1),
    ("Wells", "Norfolk", "t", 52.9543, 0.8518, 0),
    ("Bridgwater", "Sedgemoor", "t", 51.1280, -3.0030, 1),
    ("Bishop's Hull", "Somerset West and Taunton", "a", 51.0160, -3.1313, 1),
    ("St Decumans", "Somerset West and Taunton", "a", 51.1752, -3.3364, 1),
    ("Westbury-sub-Mendip", "Mendip", "v", 51.2362, -2.7170, 1),
    ("Burnham-on-Sea", "Sedgemoor", "t", 51.2385, -2.9951, 1),
    ("Burnham", "Buckinghamshire", "v", 51.5390, -0.6520, 0),
    ("Newton", "Dorset", "t", 50.7226, -2.3069, 0),
    ("Newton", "Somerset West and Taunton", "h", 51.1400, -3.2786, 1),
    ("An Àrd", "Highland", "a", 57.7123, -5.6804, 0),
    ("TA99", "Somerset", "postcode_district", 51.0000, -3.0000, 1),
)
PLACE_HEADINGS = ("name", "area", "type", "lat", "lon", "in_somerset")
#: code, name, west, south, east, north
SOMERSET = ("E06000066", "Somerset", -3.84, 50.82, -2.24, 51.33)
DEVON = ("E10000008", "Devon", -4.68, 50.20, -3.84, 51.25)


def table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV file; gzipped when its name ends in .gz."""
    with gzip.open(path, "wt", newline="") if path.suffix == ".gz" else path.open("w", newline="") as file:
        writer = csv.writer(file)
        if headings:
            writer.writerow(headings)
        writer.writerows(rows)
    return path


def boxes(path: Path, *areas: tuple[str, str, float, float, float, float], stem: str = "LAD24") -> Path:
    """A GeoJSON file of rectangles."""
    features = [
        {
            "type": "Feature",
            "properties": {f"{stem}CD": code, f"{stem}NM": name},
            "geometry": {"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]},
        }
        for code, name, w, s, e, n in areas
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def load_postcodes(folder: Path, rows: Iterable[Sequence[object]] = POSTCODES) -> LoadReport:
    return load_places(
        files=Files(postcodes=table(folder / "postcodes.csv", ("postcode", "lat", "lon"), rows))
    )


def load_named(folder: Path, rows: Iterable[Sequence[object]] = PLACES) -> LoadReport:
    return load_places(files=Files(places=table(folder / "places.csv", PLACE_HEADINGS, rows)))


def load_boxes(folder: Path, *areas: tuple, kind: str = "county", stem: str = "LAD24") -> LoadReport:
    file = boxes(folder / f"{kind}.geojson", *areas, stem=stem)
    return load_places(files=Files(areas=(AreaFile(file, kind),)))


def somerset(folder: Path) -> None:
    """Postcodes, names and two counties: enough to find a family."""
    load_places(
        files=Files(
            postcodes=table(folder / "postcodes.csv", ("postcode", "lat", "lon"), POSTCODES),
            places=table(folder / "places.csv", PLACE_HEADINGS, PLACES),
            areas=(AreaFile(boxes(folder / "county.geojson", SOMERSET, DEVON), "county"),),
        )
    )
