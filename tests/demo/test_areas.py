"""The demonstration areas: drawn by code, so that no real boundary has to be committed."""

import csv
import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from shapely import Point, Polygon, union_all
from shapely.geometry import shape

from localoffer.demo import areas, prepared
from localoffer.demo.actions import FIXTURES

COUNTY = Polygon([(-3.5, 51.0), (-2.5, 51.0), (-2.5, 51.3), (-3.5, 51.3)])


def settlement(name, lat, lon, population=1000, rural=True):
    return areas.Settlement(name.upper(), name, lat, lon, population, rural)


def test_every_settlement_lies_in_its_own_area_and_the_areas_fill_the_county():
    towns = [
        settlement("Westford", 51.1, -3.3),
        settlement("Midford", 51.2, -3.0),
        settlement("Eastford", 51.1, -2.6),
    ]
    cells = areas.cells(towns, COUNTY)
    for town, cell in zip(towns, cells, strict=True):
        assert cell.outline.contains(Point(town.lon, town.lat))
        assert (cell.code, cell.name) == (town.code, f"Demonstration area: {town.name}")
    assert union_all([cell.outline for cell in cells]).symmetric_difference(COUNTY).area < 1e-9
    assert all(one.outline.intersection(other.outline).area < 1e-9 for one, other in combinations(cells, 2))


def test_the_line_between_two_villages_is_halfway_on_the_ground_and_not_in_degrees():
    """A degree of longitude is shorter than one of latitude here; a line drawn in degrees would be askew."""
    here, there = settlement("Here", 51.05, -3.2), settlement("There", 51.25, -2.8)
    cell = areas.cells([here, there], COUNTY)[0].outline
    # 22.2 km north of Here and 8.4 km east of it, 19.5 km west of There: There is nearer, but not in degrees.
    assert not cell.contains(Point(-3.08, 51.25))
    assert cell.contains(Point(-3.2, 51.2))


def test_a_village_outside_the_county_is_named():
    with pytest.raises(ValueError, match=r"Faraway \(FARAWAY\) is outside the county"):
        areas.cells([settlement("Here", 51.1, -3.0), settlement("Faraway", 52.0, -3.0)], COUNTY)


def test_two_villages_in_the_same_spot_are_named():
    with pytest.raises(ValueError, match=r"Twin .* same spot"):
        areas.cells([settlement("Here", 51.1, -3.0), settlement("Twin", 51.1, -3.0)], COUNTY)


def test_where_two_counties_outlines_overlap_the_ground_is_the_earlier_ones():
    first, second = areas.counties(
        [
            {"code": "A", "name": "First", "outline": [[0, 0], [2, 0], [2, 1], [0, 1]]},
            {"code": "B", "name": "Second", "outline": [[1, 0], [3, 0], [3, 1], [1, 1]]},
        ]
    )
    assert first.outline.area == 2
    assert second.outline.area == 1
    assert second.outline.intersection(first.outline).area == 0


def test_a_village_has_fewer_young_adults_than_a_town_of_its_size_and_as_many_children():
    village, town = (
        areas.children(settlement("A", 51.1, -3.0)),
        areas.children(settlement("B", 51.1, -3.0, rural=False)),
    )
    assert len(village) == len(town) == 26
    assert village[:18] == town[:18]
    assert sum(village[18:]) < sum(town[18:])


def test_the_made_up_decile_is_the_same_every_time_and_a_decile():
    found = [areas.decile(f"DEMO{number:03d}") for number in range(1, 219)]
    assert set(found) == set(range(1, 11))
    assert found == [areas.decile(f"DEMO{number:03d}") for number in range(1, 219)]


def test_the_demo_county_is_about_the_size_of_somerset_with_its_children(tmp_path):
    settlements = prepared.read_settlements(FIXTURES / "places" / "places.csv")
    assert len(settlements) >= 200
    assert len({one.code for one in settlements}) == len(settlements)
    young = sum(sum(areas.children(one)) for one in settlements)
    assert 130_000 < young < 170_000
    made = prepared.geography(FIXTURES, tmp_path)
    drawn = _shapes(made.areas)
    assert drawn.keys() == {one.code for one in settlements}
    county = _shapes(made.counties)["DEMO-SOMERSET"]
    assert union_all(list(drawn.values())).symmetric_difference(county).area / county.area < 1e-4


def test_a_listing_is_as_fresh_in_a_year_as_today(tmp_path):
    feed = FIXTURES / "feeds" / "village_groups.csv"
    now = _checked(prepared.feed(feed, _folder(tmp_path, "now"), date(2026, 3, 1)))
    later = _checked(prepared.feed(feed, _folder(tmp_path, "later"), date(2027, 3, 1)))
    assert now["Village Vans: youth work that comes to you"] == "2025-08-03"  # 210 days before
    assert later["Village Vans: youth work that comes to you"] == "2026-08-03"
    assert now["Crewkerne Stay & Play"] == ""


def _checked(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["last_checked"] for row in csv.DictReader(file)}


def _folder(path: Path, name: str) -> Path:
    made = path / name
    made.mkdir()
    return made


def _shapes(path):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {one["properties"]["code"]: shape(one["geometry"]) for one in features}
