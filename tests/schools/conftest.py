"""A small county with a neighbour, and an empty index, for the tests about schools."""

import json

import pytest

from locations.actions import AreaFile, Files, load_places
from search.engine import engine

HOME = "E06000066"
AREAS = ((HOME, "Somerset", -3.8, -2.3), ("E10000008", "Devon", -4.6, -3.8))


@pytest.fixture
def index(settings, tmp_path):
    """The embedded engine with an empty index in a folder of its own."""
    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    made = engine()
    made.rebuild(())
    return made


@pytest.fixture
def county(db, settings, tmp_path):
    """A square Somerset, a square Devon west of it, postcodes and a town."""
    settings.HOME_AREA, settings.AUTHORITY_NAME = HOME, "Somerset"
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "postcodes.csv").write_text(
        "postcode,lat,lon\nTA6 4RN,51.1280,-3.0040\nTA24 7PP,51.1300,-3.6400\nEX36 3AA,51.0180,-3.8340\n"
    )
    (folder / "places.csv").write_text("name,lat,lon,kind\nBridgwater,51.1280,-3.0040,Town\n")
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[west, 50.8], [east, 50.8], [east, 51.4], [west, 51.4], [west, 50.8]],
                ],
            },
        }
        for code, name, west, east in AREAS
    ]
    (folder / "county.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    load_places(
        files=Files(
            postcodes=folder / "postcodes.csv",
            places=folder / "places.csv",
            areas=(AreaFile(folder / "county.geojson", "county", "code", "name"),),
        )
    )
