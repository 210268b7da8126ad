"""What a page of gaps says in words."""

import pytest

from localoffer.commissioning.picture import words
from localoffer.commissioning.picture.numbers import (
    children_shown,
    km_shown,
    one_in,
    percent,
    score_shown,
    whole,
)
from localoffer.commissioning.picture.sureness import why
from localoffer.commissioning.picture.things import thing
from tests.commissioning.making_pictures import made_gap, made_run


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [
        (0, 100, ""),
        (100, 100, ""),
        (5, 0, ""),
        (3412, 30708, "1 in 9"),
        (1, 3, "1 in 3"),
        (34, 100, "1 in 3"),
        (35, 100, "4 in 10"),
        (44.9, 100, "4 in 10"),
        (48, 100, "about half"),
        (54.9, 100, "about half"),
        (55, 100, "6 in 10"),
        (94, 100, "9 in 10"),
        (95, 100, "more than 9 in 10"),
        (1, 99, "1 in 99"),
        (1, 137, "1 in 140"),
        (1, 1000, "fewer than 1 in 1,000"),
    ],
)
def test_a_share_is_said_as_people_say_it(part: float, of: float, said: str):
    assert one_in(part, of) == said


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(0, 9, "0%"), (9, 9, "100%"), (0.01, 9, "less than 1%"), (8.99, 9, "more than 99%"), (94, 100, "94%")],
)
def test_a_share_in_per_cent_is_never_none_or_all_when_it_is_not(part: float, of: float, said: str):
    assert percent(part, of) == said


def test_a_distance_is_rounded_up_so_that_what_is_beyond_15_km_never_reads_15():
    assert km_shown(15.0) == 15.0
    assert km_shown(15.0000000001) == 15.0
    assert km_shown(15.001) == 15.1
    assert km_shown(2.3) == 2.3
    assert km_shown(None) is None


def test_a_small_score_is_not_rounded_to_nothing():
    assert score_shown(0.004123) == 0.00412
    assert score_shown(12.349) == 12.3
    assert score_shown(0.0) == 0.0


def test_children_are_whole_unless_a_need_rate_makes_them_few():
    assert children_shown(3.26, rated=False) == 3
    assert children_shown(3.26, rated=True) == 3.3
    assert children_shown(32.6, rated=True) == 33
    assert whole(0.2) == "fewer than 1"


def test_how_many_are_far_away_how_many_that_is_and_where_they_live():
    far = [made_gap("A", 16, 3207.3), made_gap("B", 40, 204.7, rural=False)]
    near = [made_gap("C", 14.9, 27_000), made_gap("D", 15.0, 296, rural=False)]
    assert words.lead(made_run(), [*far, *near], "all") == (
        "3,412 children, 1 in 9, live more than 15 km from the nearest weekend short break;"
        " 94% of them are in rural areas."
    )


def test_nobody_is_far_away():
    said = words.lead(made_run(), [made_gap("A", 3), made_gap("B", 15)], "all")
    assert said == "No child lives more than 15 km from the nearest weekend short break."


def test_everybody_is_far_away():
    said = words.lead(made_run(), [made_gap("A", 16, 20), made_gap("B", 99, 30)], "all")
    assert said == (
        "All 50 children live more than 15 km from the nearest weekend short break;"
        " all of them are in rural areas."
    )


def test_one_child_lives_and_does_not_live_in_the_plural():
    said = words.lead(made_run(), [made_gap("A", 16, 1, rural=False), made_gap("B", 2, 8)], "all")
    assert said.startswith("1 child, 1 in 9, lives more than 15 km")
    assert said.endswith("; none of them are in rural areas.")
    assert words.lead(made_run(), [made_gap("A", 16, 1)], "all").startswith("The only child lives more than")


def test_nothing_listed_is_not_called_nothing_there():
    said = words.lead(made_run(venues=0), [made_gap("A", None, 20), made_gap("B", None, 30)], "all")
    assert said.startswith("Nothing is listed for this at any venue. 50 children live in these areas.")
    assert "does not mean that there is nothing" in said


def test_an_area_with_no_way_there_counts_as_far_away():
    said = words.lead(made_run(), [made_gap("A", None, 20), made_gap("B", 1, 60)], "all")
    assert said.startswith("20 children, 1 in 4, live more than 15 km")


def test_where_urban_or_rural_is_not_known_that_is_said_or_left_out():
    some = [made_gap("A", 16, 30), made_gap("B", 16, 10, rural=False), made_gap("C", 16, 9, rural=None)]
    assert words.lead(made_run(), some, "all").endswith(
        "; 75% of them are in rural areas, as far as that is known."
    )
    none = [made_gap("A", 16, 30, rural=None), made_gap("B", 2, 10, rural=None)]
    assert words.lead(made_run(), none, "all").endswith("from the nearest weekend short break.")


def test_a_county_without_children_of_the_age_is_not_divided_by():
    said = words.lead(made_run(), [made_gap("A", 16, 0)], "all")
    assert said.startswith("No children of these ages are counted")
    assert words.lead(made_run(), [], "rural") == "None of the areas is known to be rural."


def test_through_the_rural_lens_the_sentence_says_so():
    said = words.lead(made_run(), [made_gap("A", 16, 20), made_gap("B", 1, 60)], "rural")
    assert said == (
        "In rural areas, 20 children, 1 in 4, live more than 15 km from the nearest weekend short break."
    )


def test_what_comes_to_the_family_or_is_online_is_counted_apart():
    assert words.apart(made_run(listings=9, venues=7, comes_to_you=2, online=5)) == (
        "9 listings count, at 7 venues that families can go to. Counted apart, and not on the map:"
        " 2 come to the family, and 5 are online or by phone."
    )
    assert words.apart(made_run(listings=1, venues=0, comes_to_you=1, online=1)) == (
        "1 listing counts. Counted apart, and not on the map: 1 comes to the family,"
        " and 1 is online or by phone."
    )
    assert words.apart(made_run(listings=0, venues=0, comes_to_you=0, online=0)).startswith(
        "No listing counts"
    )


def test_how_sure_the_whole_is():
    sure, unsure = made_gap("A", children=88), made_gap("B", children=12, sure="low")
    assert "no area has so few" in words.confidence([sure])
    said = words.confidence([sure, unsure])
    assert "not sure of 1 of 2 areas, where 12% of the children live" in said
    assert "may be help that nobody has listed" in said


def test_since_the_run_before_fewer_children_are_far_away_and_the_areas_are_named():
    before = made_run(days_ago=30, listings=8)
    said = words.changes(
        made_run(),
        [made_gap("A", 9, 40), made_gap("B", 16, 5), made_gap("C", 3, 7)],
        before,
        [made_gap("A", 31, 41), made_gap("B", 16, 5), made_gap("C", 3, 7)],
    )
    assert said == (
        "Since 23 October 2026: 41 fewer children live more than 15 km away (46 then, 5 now)."
        " Now within reach: Village A (40 children). 9 listings count now, 8 did then."
    )


def test_a_first_run_has_nothing_to_compare_with_and_another_question_is_not_compared():
    assert words.changes(made_run(), [made_gap()], None, []) == ""
    before = made_run(days_ago=1, reach_km=20)
    assert "the measure itself was changed" in words.changes(made_run(), [made_gap()], before, [made_gap()])
    other = words.changes(made_run(), [made_gap("A")], made_run(days_ago=1), [made_gap("Z")])
    assert "the areas were changed" in other


def test_two_runs_of_one_day_are_told_apart_by_the_time():
    said = words.changes(made_run(), [made_gap()], made_run(), [made_gap()])
    assert said.startswith("Since 3:00am on 22 November 2026: as many children live more than 15 km away")


def test_why_an_area_is_sure_or_not():
    few = made_gap(within=1, checked_3_months=0, checked_12_months=1, capacity_known=0)
    assert why(few).startswith("1 listing of this sort within reach: 0 checked in the last 3 months, 1 in")
    bare = made_gap(within=0, listed_around=0)
    assert "hardly anything is known of this place" in why(bare)


@pytest.mark.parametrize(
    ("kind", "day", "said"),
    [
        ("short-break", "weekend", "weekend short break"),
        ("club", "after-school", "after-school club or activity"),
        ("holiday-activity", "holidays", "holiday activity"),
        ("short-break", "holidays", "short break in the school holidays"),
        ("", "any", "listed help"),
        ("their-own", "weekend", "listed help at the weekend"),
    ],
)
def test_what_is_measured_has_a_name_in_the_sentence(kind: str, day: str, said: str):
    assert thing(kind, day) == said
