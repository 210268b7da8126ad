"""A real index in a folder of its own, and a small real county, for the tests that search."""

import json

import pytest

HOME = "E06000066"


@pytest.fixture
def index(settings, tmp_path):
    """The embedded engine with an empty index in a folder of its own."""
    from search.engine import engine

    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    made = engine()
    made.rebuild(())
    return made


@pytest.fixture
def leaflets(monkeypatch):
    """A source of guidance, the only one there is."""
    from search import sources
    from tests.search.guiding import Leaflets

    monkeypatch.setattr(sources, "_sources", {})
    made = Leaflets()
    sources.register(made)
    return made


@pytest.fixture
def county(db, settings, tmp_path):
    """Loaded through the real load: a square Somerset, a square Devon west of it, a district, and places."""
    from locations.actions import AreaFile, Files, load_places

    settings.HOME_AREA, settings.AUTHORITY_NAME = HOME, "Somerset"
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "postcodes.csv").write_text(
        "postcode,lat,lon\nTA6 4RN,51.1280,-3.0040\nTA24 7PP,51.1300,-3.6400\nEX16 9AA,51.00,-3.95\n"
    )
    (folder / "places.csv").write_text(
        "name,lat,lon,kind\nBridgwater,51.1280,-3.0040,Town\nExford,51.1300,-3.6400,Village\n"
    )
    shapes = {"county": [(HOME, "Somerset", -3.8, -2.3), ("E10000008", "Devon", -4.6, -3.8)]}
    shapes["district"] = [("E07000188", "Sedgemoor", -3.2, -2.8)]
    files = []
    for kind, areas in shapes.items():
        path = folder / f"{kind}.geojson"
        path.write_text(
            json.dumps({"type": "FeatureCollection", "features": [_square(*one) for one in areas]})
        )
        files.append(AreaFile(path, kind, "code", "name"))
    load_places(
        files=Files(postcodes=folder / "postcodes.csv", places=folder / "places.csv", areas=tuple(files))
    )


def _square(code, name, west, east):
    ring = [[west, 50.8], [east, 50.8], [east, 51.4], [west, 51.4], [west, 50.8]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
