"""How far it is: by straight lines made longer, or by a table of travel times."""

import pytest
from django.core.management import call_command

from localoffer.commissioning import queries
from localoffer.commissioning.actions.measuring import measure
from tests import making
from tests.locations.making import table

from .making import definition, north

pytestmark = pytest.mark.django_db
WELLS, PRIDDY, SIMONSBATH = "E01000001", "E01000002", "E01000003"


@pytest.fixture
def timed(villages, tmp_path):
    """A slow lane from Priddy, a fast road from Simonsbath; halls in the town and over the border."""
    making.service("Town club", at=[making.venue("Town Hall", *north(0.5), town="Wells")])
    making.service("Devon club", at=[making.venue("Exe Hall", *north(-20), town="Tiverton")])
    rows = [(PRIDDY, WELLS, 45), (SIMONSBATH, WELLS, 18), (WELLS, WELLS, 3), (WELLS, PRIDDY, 45)]
    path = table(tmp_path / "travel.csv", ("origin", "destination", "minutes"), rows)
    call_command("load_places", travel=str(path), kind="lsoa", verbosity=0)


def measured():
    (run,) = measure([definition(detour=1.3, reach_km=15)])
    return run, {area.name: area for area in queries.areas_of(run)}


def test_with_a_table_minutes_are_km_of_road_at_forty_an_hour_and_the_straight_line_is_forgotten(timed):
    run, found = measured()
    assert found["Wells"].nearest_km == pytest.approx(3 * 40 / 60)
    assert found["Priddy"].nearest_km == pytest.approx(30)
    assert found["Simonsbath"].nearest_km == pytest.approx(12)
    assert [found[name].within for name in ("Wells", "Priddy", "Simonsbath")] == [1, 0, 1]
    assert run.parameters["travel"] == "minutes as km at 40 km an hour"
    # 2,600 children at 2 km count whole and 26 at 12 km by 0.22.
    each = 1000 / (2600 + 26 * 0.22)
    assert found["Wells"].score == pytest.approx(each)
    assert found["Simonsbath"].score == pytest.approx(each * 0.22)
    assert found["Priddy"].score == 0


def test_a_hall_outside_every_area_of_the_table_cannot_be_reached_by_it(timed):
    run, found = measured()
    assert run.venues == 2
    assert {len(area.nearest) for area in found.values()} == {1}
    assert found["Wells"].second_km is None
    assert found["Wells"].listed_around == 1


def test_without_a_table_it_is_the_straight_line_times_the_detour(villages):
    making.service("Town club", at=[making.venue("Town Hall", *north(0.5))])
    run, found = measured()
    assert run.parameters["travel"] is None
    assert found["Priddy"].nearest_km == pytest.approx(9.5 * 1.3, abs=0.01)


def test_runs_by_table_and_by_straight_line_are_not_held_against_each_other(timed, tmp_path):
    by_table, _ = measured()
    from .making import load_villages

    load_villages(tmp_path)  # its areas leave the table behind
    by_line, _ = measured()
    assert by_line.parameters["travel"] is None
    assert queries.run_before(by_line) is None
    again, _ = measured()
    assert queries.run_before(again) == by_line != by_table
