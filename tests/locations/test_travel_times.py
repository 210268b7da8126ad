"""Minutes between areas, loaded as a part of a generation: whole or not at all."""

import io

import pytest
from django.core.management import CommandError, call_command

from locations.actions import LoadRefusedError
from locations.models import Layer, TravelTime
from locations.queries import live_generation, travel_table
from tests.locations.making import SOMERSET, load_boxes, table

pytestmark = pytest.mark.django_db
HEADINGS = ("origin", "destination", "minutes")
WEST = ("E01000001", "West 001A", -3.84, 50.82, -3.00, 51.33)
EAST = ("E01000002", "East 001A", -3.00, 50.82, -2.24, 51.33)
WAYS = (("E01000001", "E01000002", 22.5), ("E01000002", "E01000001", 25))


@pytest.fixture
def lsoas(tmp_path):
    load_boxes(tmp_path, WEST, EAST, kind="lsoa", stem="LSOA21")


def run(path, **options):
    out = io.StringIO()
    call_command("load_places", stdout=out, travel=str(path), **options)
    return out.getvalue()


def minutes():
    found = travel_table("lsoa")
    ways = zip(found.origin, found.destination, found.minutes, strict=True)
    return {(found.origins[start][-1], found.destinations[end][-1]): taken for start, end, taken in ways}


def test_a_table_is_a_part_of_the_generation_and_a_way_within_an_area_takes_no_time(lsoas, tmp_path):
    assert travel_table("lsoa") is None
    out = run(table(tmp_path / "travel.csv", HEADINGS, WAYS), kind="lsoa")
    assert "2 travel times (lsoa) loaded" in out
    assert "2 of 2 loaded lsoa areas have a way from them" in out
    assert live_generation().counts() == {"areas lsoa": 2, "travel lsoa": 2}
    assert minutes() == {("1", "2"): 22.5, ("2", "1"): 25, ("1", "1"): 0, ("2", "2"): 0}


def test_what_the_table_says_of_the_way_within_an_area_stands(lsoas, tmp_path):
    run(table(tmp_path / "t.csv", HEADINGS, [*WAYS, ("E01000001", "E01000001", 6)]), kind="lsoa")
    assert minutes()["1", "1"] == 6


def test_one_statement_reads_it(lsoas, tmp_path, django_assert_num_queries):
    run(table(tmp_path / "travel.csv", HEADINGS, WAYS), kind="lsoa")
    with django_assert_num_queries(1):
        travel_table("lsoa")


def test_an_unknown_code_refuses_the_whole_table_with_its_line_and_column(lsoas, tmp_path):
    path = table(tmp_path / "travel.csv", HEADINGS, [*WAYS, ("E01000001", "E01999999", 3)])
    with pytest.raises(CommandError) as refused:
        run(path, kind="lsoa")
    assert "line 4, column “destination”: “E01999999” is not a known destination" in str(refused.value)
    assert str(refused.value).count("Nothing was changed") == 1
    assert not TravelTime.objects.exists()
    assert not Layer.objects.filter(part="travel").exists()


def test_without_a_kind_or_without_areas_it_says_what_is_missing(lsoas, tmp_path):
    path = table(tmp_path / "travel.csv", HEADINGS, WAYS)
    with pytest.raises(CommandError, match="--kind what areas the travel times are between"):
        run(path)
    with pytest.raises(CommandError, match="no areas of kind “ward” are loaded"):
        run(path, kind="ward")


def test_a_newer_table_takes_the_place_of_the_older(lsoas, tmp_path):
    run(table(tmp_path / "one.csv", HEADINGS, WAYS), kind="lsoa")
    run(table(tmp_path / "two.csv", HEADINGS, [("E01000001", "E01000002", 9)]), kind="lsoa")
    assert minutes()["1", "2"] == 9
    assert ("2", "1") not in minutes()


def test_other_areas_leave_the_times_between_the_old_ones_behind_and_say_so(lsoas, tmp_path):
    run(table(tmp_path / "travel.csv", HEADINGS, WAYS), kind="lsoa")
    report = load_boxes(tmp_path, SOMERSET)
    assert (travel_table("lsoa") is not None, report.notes) == (True, [])
    report = load_boxes(tmp_path, WEST, kind="lsoa", stem="LSOA21")
    assert travel_table("lsoa") is None
    assert report.notes == ["the travel times between lsoa areas were left behind: load --travel again"]


def test_areas_and_the_times_between_them_can_be_loaded_together(tmp_path):
    from locations.actions import AreaFile, Files, load_places
    from tests.locations.making import boxes

    shapes = AreaFile(boxes(tmp_path / "lsoa.geojson", WEST, EAST, stem="LSOA21"), "lsoa")
    times = table(tmp_path / "travel.csv", HEADINGS, WAYS)
    load_places(files=Files(areas=(shapes,), travel=times, travel_kind="lsoa"))
    assert len(minutes()) == 4
    with pytest.raises(LoadRefusedError, match="holds no travel times"):
        load_places(files=Files(travel=table(tmp_path / "no.csv", HEADINGS, []), travel_kind="lsoa"))
    assert len(minutes()) == 4
