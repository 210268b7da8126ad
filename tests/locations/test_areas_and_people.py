import json

import pytest
from shapely.geometry import shape

from locations.actions import AreaFile, Files, load_places
from locations.queries import (
    area_index,
    area_names,
    areas,
    demand,
    facts,
    home_area,
    live_generation,
    locate,
    outline,
)
from tests.locations.making import DEVON, SOMERSET, load_boxes, load_postcodes, somerset, table

pytestmark = pytest.mark.django_db
WEST = ("E01000001", "West 001A", -3.84, 50.82, -3.00, 51.33)
EAST = ("E01000002", "East 001A", -3.00, 50.82, -2.24, 51.33)


@pytest.fixture
def county(tmp_path, settings):
    settings.HOME_AREA = "E06000066"
    somerset(tmp_path)
    load_boxes(tmp_path, WEST, EAST, kind="lsoa", stem="LSOA21")


def test_a_venue_across_the_county_line_is_labelled_with_its_own_county(county):
    index = area_index()
    assert index.outside_home(51.1, -3.0) == ""
    assert index.outside_home(50.7, -4.0) == "Devon"
    assert index.outside_home(51.4, -2.2) == "outside Somerset"


def test_a_pier_a_few_steps_off_the_coarse_coast_is_not_outside(county):
    index = area_index()
    assert index.outside_home(51.3315, -3.0) == ""
    assert index.outside_home(51.34, -3.0) == "outside Somerset"
    # On the other side of the line somebody else's county is known, however near.
    assert index.outside_home(50.9, -3.8401) == "Devon"


def test_without_a_home_area_nothing_is_outside(county, settings):
    settings.HOME_AREA = ""
    assert area_index().outside_home(50.7, -4.0) == ""
    settings.HOME_AREA = "E00000000"
    assert area_index().outside_home(50.7, -4.0) == ""
    assert home_area() is None


def test_the_index_in_memory_says_what_the_database_says(county, django_assert_num_queries):
    with django_assert_num_queries(1):
        index = area_index()
        assert index.codes_at(51.14859, -2.99478) == ("E06000066", "E01000002")
        assert index.codes_at(54.0, -2.0) == ()
        assert index.name_of("E01000002") == "East 001A"
        assert index.name_of("X") == ""
    assert locate("TA6 4RN").area_codes == index.codes_at(51.14859, -2.99478)


def test_areas_are_listed_and_named(county):
    assert [area.name for area in areas("county")] == ["Somerset", "Devon"]
    assert home_area().name == "Somerset"
    assert area_names(["E10000008", "X"]) == {"E10000008": "Devon"}
    assert areas("parish") == []


def test_a_base_map_is_drawn_of_the_kinds_asked_for(county):
    drawn = outline(kinds=["lsoa"], codes=["E06000066"])
    names = [feature["properties"]["name"] for feature in drawn["features"]]
    assert names == ["Somerset", "West 001A", "East 001A"]
    assert drawn["type"] == "FeatureCollection"
    assert shape(drawn["features"][0]["geometry"]).bounds == (-3.84, 50.82, -2.24, 51.33)
    assert json.loads(json.dumps(drawn)) == drawn
    assert outline(kinds=["parish"])["features"] == []


def test_children_of_an_age_range_are_counted_from_single_years(county, tmp_path):
    ages = ("lsoa21_code", *(f"est2020_age_{age}" for age in range(26)))
    rows = [("E01000001", *range(26)), ("E01000002", *([""] * 26))]
    load_places(files=Files(statistics=table(tmp_path / "s.csv", ages, rows)))
    assert demand(range(5, 8)) == {"E01000001": 5 + 6 + 7}
    assert demand(range(26)) == {"E01000001": sum(range(26))}
    assert demand(range(0)) == {}
    assert demand(range(5, 8), kind="ward") == {}
    with pytest.raises(ValueError, match="one after another"):
        demand(range(0, 10, 2))


def test_a_band_of_ages_is_split_evenly(county, tmp_path):
    headings = ("lsoa21_code", "Aged 15 years and under", "Aged 16 to 24 years", "Aged 25 to 34 years")
    rows = [("E01000001", 160, 90, "1,000"), ("E01000002", 16, 9, 10)]
    load_places(files=Files(statistics=table(tmp_path / "s.csv", headings, rows)))
    assert demand(range(4)) == {"E01000001": 40, "E01000002": 4}
    assert demand(range(14, 18)) == {"E01000001": 20 + 20, "E01000002": 2 + 2}
    assert demand(range(26)) == {"E01000001": 160 + 90 + 100, "E01000002": 16 + 9 + 1}


def test_single_years_go_before_bands_and_the_operator_is_told(county, tmp_path):
    headings = ("lsoa21_code", "age_0", "age_1", "Aged 0 to 15 years")
    file = table(tmp_path / "s.csv", headings, [("E01000001", 1, 2, 99)])
    report = load_places(files=Files(statistics=file))
    assert demand(range(16)) == {"E01000001": 3}
    assert "single years are used, not the bands Aged 0 to 15 years" in report.parts[0].notes
    assert report.parts[0].unused == ("Aged 0 to 15 years",)


@pytest.mark.parametrize(
    ("code", "label", "rural"),
    [
        ("A1", "Urban major conurbation", False),
        ("E1", "Rural village and dispersed", True),
        ("RSF1", "", True),
        ("UN1", "", False),
        ("D1", "", True),
        ("", "Larger rural: Nearer to a major town or city", True),
        ("", "", None),
        ("9", "Other", None),
    ],
)
def test_what_is_rural_is_said_by_the_label_or_else_by_the_code(county, tmp_path, code, label, rural):
    headings = ("lsoa21_code", "ruc21_code", "ruc21_name")
    load_places(files=Files(statistics=table(tmp_path / "s.csv", headings, [("E01000001", code, label)])))
    assert facts()["E01000001"].rural is rural


def test_nothing_is_live_before_the_first_load():
    assert live_generation() is None
    assert outline(kinds=["county"])["features"] == []
    assert area_index().codes_at(51.1, -3.0) == ()
    assert demand(range(26)) == {}


def test_an_area_that_was_replaced_is_not_found_any_more(county, tmp_path):
    load_boxes(tmp_path, DEVON)
    load_postcodes(tmp_path)
    assert locate("TA6 4RN").area_codes == ("E01000002",)
    assert SOMERSET[0] not in area_names([SOMERSET[0]])


def test_a_village_in_the_corner_of_the_box_but_outside_the_outline_is_not_in_the_area(tmp_path, settings):
    settings.HOME_AREA = "T1"
    corner = [[-3.84, 50.82], [-2.24, 50.82], [-3.84, 51.33], [-3.84, 50.82]]
    triangle = {
        "type": "Feature",
        "properties": {"LAD24CD": "T1", "LAD24NM": "Triangle"},
        "geometry": {"type": "Polygon", "coordinates": [corner]},
    }
    file = tmp_path / "triangle.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [triangle]}))
    somerset(tmp_path)
    load_places(files=Files(areas=(AreaFile(file, "county"),)))
    assert locate("Westbury-sub-Mendip").area_codes == ()
    assert locate("TA6 4RN").area_codes == ()
    assert locate("51.2,-2.6").area_codes == ()
    assert area_index().codes_at(51.2362, -2.717) == ()
    assert locate("TA24 7PP").area_codes == ("T1",)
    assert locate("50.9,-3.5").area_codes == ("T1",)
