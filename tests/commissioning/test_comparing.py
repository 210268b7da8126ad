"""What changed between two runs, area by area."""

from datetime import UTC, datetime

import pytest

from localoffer.commissioning.measuring.comparing import compare

from .making import area_gap, run

THEN = datetime(2025, 11, 3, 3, tzinfo=UTC)


def changed(then_areas, now_areas, **now):
    then = run(measured_at=THEN, children=sum(area.children for area in then_areas))
    return compare(then, then_areas, run(**now), now_areas)


def test_a_village_that_came_within_reach_has_gained_and_its_children_are_told():
    found = changed(
        [area_gap("Exford", 22.0, 120), area_gap("Wells", 1.0, 3000, score=5.0)],
        [area_gap("Exford", 4.0, 118, score=2.5), area_gap("Wells", 1.0, 3010, score=5.0)],
        listings=4,
    )
    (exford,) = found.gained
    assert (exford.name, exford.then_km, exford.now_km, exford.children) == ("Exford", 22.0, 4.0, 118)
    assert (exford.then_score, exford.now_score) == (0.0, 2.5)
    assert (found.lost, found.beyond_then, found.beyond_now) == ((), 120, 0)
    assert (found.better, found.worse) == (1, 0)
    assert (found.listings_then, found.listings_now, found.then, found.reach_km) == (3, 4, THEN, 15.0)


def test_villages_whose_only_club_closed_have_lost_and_the_one_with_most_children_comes_first():
    names = ("Aller", "Brent", "Croscombe", "Drayton", "Exford")
    found = changed(
        [area_gap(name, 3.0, 10 * n, score=1.0) for n, name in enumerate(names, start=1)],
        [area_gap(name, None, 10 * n) for n, name in enumerate(names, start=1)],
    )
    assert [one.name for one in found.lost] == ["Exford", "Drayton", "Croscombe", "Brent", "Aller"]
    assert found.worse == 5
    assert (found.beyond_then, found.beyond_now) == (0, 150)


def test_where_nothing_changed_nobody_gained_or_lost():
    areas = [area_gap("Exford", 22.0, 120)]
    found = changed(areas, areas)
    assert (found.gained, found.lost, found.better, found.worse) == ((), (), 0, 0)
    assert found.beyond_then == found.beyond_now == 120


def test_the_last_digit_of_a_score_is_no_change():
    found = changed([area_gap("A", 1.0, score=0.1 + 0.2)], [area_gap("A", 1.0, score=0.3)])
    assert (found.better, found.worse) == (0, 0)


def test_areas_of_another_census_are_no_gain_and_no_loss():
    found = changed(
        [area_gap("Old", 22.0), area_gap("Same", 2.0)], [area_gap("New", 3.0), area_gap("Same", 2.0)]
    )
    assert (found.gained, found.lost, found.unmatched) == ((), (), 2)


@pytest.mark.parametrize(("km", "beyond"), [(15.0, 0), (15.001, 100), (None, 100)])
def test_a_child_at_the_edge_is_within_reach(km, beyond):
    assert changed([], [area_gap("A", km, 100)]).beyond_now == beyond
