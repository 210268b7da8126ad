"""Which run is shown, and which one it is held against."""

import pytest

from localoffer.commissioning import queries
from localoffer.commissioning.models import Measure

from .making import area_gap, run

pytestmark = pytest.mark.django_db


def saved(measure=None, **fields):
    made = run(**{"complete": True, "measure": measure} | fields)
    made.save()
    return made


@pytest.fixture
def clubs():
    return Measure.objects.create(code="clubs", name="Clubs", order=2)


def test_the_latest_whole_run_of_a_measure_is_shown(clubs, django_assert_num_queries):
    saved(clubs)
    newest = saved(clubs)
    saved(clubs, complete=False)
    saved(clubs, checked_within_days=365)
    with django_assert_num_queries(1):
        shown = queries.latest_run("clubs")
        assert (shown, shown.measure.need) == (newest, None)
    assert queries.latest_run("nobody") is None


def test_without_stale_listings_is_a_run_of_its_own(clubs):
    saved(clubs)
    strict = saved(clubs, checked_within_days=365)
    saved(clubs)
    assert queries.latest_run("clubs", checked_within_days=365) == strict
    assert queries.latest_runs(checked_within_days=365) == [strict]


def test_the_latest_of_every_active_measure_comes_in_the_editors_order(clubs, django_assert_num_queries):
    first = Measure.objects.create(code="first", name="First", order=1)
    resting = Measure.objects.create(code="resting", name="Resting", active=False)
    saved(clubs), saved(first), saved(resting), saved()
    newest = [saved(first), saved(clubs)]
    with django_assert_num_queries(1):
        assert queries.latest_runs() == newest


def test_the_run_before_asked_the_same_in_the_same_way(clubs, django_assert_num_queries):
    before = saved(clubs)
    saved(clubs, reach_km=10)
    saved(clubs, parameters={"thresholds_km": [5.0, 10.0, 15.0, 30.0], "counted_in": "places"})
    saved(clubs, checked_within_days=365)
    saved(clubs, age_to=11)
    saved(clubs, complete=False)
    saved()
    now = saved(clubs)
    with django_assert_num_queries(1):
        assert queries.run_before(now) == before
    assert queries.run_before(before) is None
    assert queries.run_after(before) == now


def test_what_was_found_on_the_way_makes_no_other_question(clubs):
    asked = {"thresholds_km": [5.0], "counted_in": "places"}
    before = saved(clubs, parameters=asked | {"found": {"capacity_assumed": 8.0}})
    now = saved(clubs, parameters=asked | {"found": {"capacity_assumed": 9.0}})
    assert queries.run_before(now) == before


def test_a_question_asked_once_is_held_against_the_same_question(clubs):
    before, other = saved(kind_code="club"), saved(kind_code="sport")
    now = saved(kind_code="club")
    assert queries.run_before(now) == before
    assert queries.run_before(other) is None


def test_the_areas_of_a_run_come_by_code_in_one_statement(clubs, django_assert_num_queries):
    made = saved(clubs)
    for code in ("B", "A"):
        row = area_gap(code, 3.0)
        row.run = made
        row.save()
    with django_assert_num_queries(1):
        assert [area.code for area in queries.areas_of(made)] == ["A", "B"]
