"""How sure an area's figures are: no provision is not the same as no checked listing."""

import pytest

from localoffer.commissioning.measuring.confidence import sure


def of(within=0, checked=0, around=0, around_checked=0):
    return sure(within=within, checked=checked, around=around, around_checked=around_checked).value


@pytest.mark.parametrize(
    ("within", "checked", "expected"),
    [(4, 4, "high"), (4, 3, "high"), (100, 74, "medium"), (5, 2, "medium"), (100, 39, "low"), (1, 0, "low")],
)
def test_what_is_in_reach_is_sure_by_the_share_of_it_that_was_checked_within_a_year(
    within, checked, expected
):
    assert of(within, checked) == expected


def test_what_is_listed_around_makes_no_difference_where_something_is_in_reach():
    assert of(within=2, checked=0, around=50, around_checked=50) == "low"


def test_nothing_in_reach_of_a_well_known_place_is_surely_nothing():
    assert of(around=5, around_checked=4) == "high"


def test_nothing_in_reach_of_a_place_with_few_listings_is_only_fairly_sure():
    assert of(around=4, around_checked=4) == "medium"


def test_nothing_in_reach_where_the_rest_is_stale_may_be_a_gap_in_the_list_alone():
    assert of(around=10, around_checked=4) == "medium"
    assert of(around=10, around_checked=3) == "low"


def test_where_nothing_at_all_is_listed_nobody_can_be_sure():
    assert of() == "low"
