"""How many places there are for each child, counting the children who share them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import Bands, Gaussian, Points, StraightLine, decay, enhanced, two_step, weighted
from tests.locations.access.making import SOON, every_distance, figures, places, ways

# Three areas (a village, a town, the moor) and two clubs, drawn on paper.
VILLAGE, TOWN, MOOR = range(3)
ON_PAPER = ways(3, 2, (VILLAGE, 0, 2.0), (TOWN, 0, 8.0), (TOWN, 1, 3.0), within=10)
PLACES, CHILDREN = [20, 10], [100, 300, 50]
NEAR_AND_FAR = Bands((5, 10), (1.0, 0.5))


def test_a_club_shared_with_the_town_leaves_a_village_child_a_twentieth_of_a_place():
    got = two_step(ON_PAPER, supply=PLACES, demand=CHILDREN)
    assert got.score == pytest.approx([20 / 400, 20 / 400 + 10 / 300, 0.0], abs=1e-12)
    assert got.leaning.tolist() == [400, 300]


def test_a_child_close_to_a_club_has_more_of_it_than_one_who_must_travel():
    got = enhanced(ON_PAPER, supply=PLACES, demand=CHILDREN, decay=NEAR_AND_FAR)
    assert got.leaning.tolist() == [100 + 300 * 0.5, 300]
    assert got.score == pytest.approx([20 / 250, 0.5 * 20 / 250 + 10 / 300, 0.0], abs=1e-12)


def test_the_moor_has_no_club_in_reach_and_stays_on_the_map_with_nought():
    got = two_step(ON_PAPER, supply=PLACES, demand=CHILDREN)
    assert got.score[MOOR] == 0.0
    assert got.count.tolist() == [1, 2, 0]


def test_supply_in_reach_is_worth_less_the_farther_it_is():
    assert weighted(ON_PAPER, supply=PLACES).tolist() == [20, 30, 0]
    assert weighted(ON_PAPER, supply=PLACES, decay=NEAR_AND_FAR).tolist() == [20, 20, 0]


def test_a_club_that_no_child_lives_near_gives_nothing_to_nobody():
    got = two_step(ON_PAPER, supply=PLACES, demand=[0, 0, 50])
    assert got.score.tolist() == [0, 0, 0]
    assert got.leaning.tolist() == [0, 0]
    assert got.count.tolist() == [1, 2, 0]


def test_a_club_that_nobody_can_get_to_changes_nothing():
    alone = ways(1, 2, (0, 0, 1.0))
    assert two_step(alone, supply=[5, 1000], demand=[10]).score.tolist() == [0.5]


def test_a_listing_without_places_is_counted_and_gives_nothing():
    got = two_step(ways(1, 1, (0, 0, 1.0)), supply=[0], demand=[10])
    assert (got.score.tolist(), got.count.tolist()) == ([0], [1])


def test_hardly_anybody_is_nobody_and_never_an_endless_score():
    got = two_step(ways(1, 1, (0, 0, 1.0)), supply=[5], demand=[5e-324])
    assert got.score.tolist() == [0]


def test_no_areas_and_no_services_are_no_trouble():
    assert two_step(ways(0, 1), supply=[5], demand=[]).score.tolist() == []
    assert two_step(ways(2, 0), supply=[], demand=[5, 5]).score.tolist() == [0, 0]
    assert weighted(ways(2, 0), supply=[]).tolist() == [0, 0]


@SOON
@given(places(), places(), st.sampled_from(["even", "stepped", "steep", "gaussian"]), st.data())
def test_every_score_is_what_the_papers_formula_says(homes, halls, name, data):
    supply, demand = data.draw(figures(len(halls))), data.draw(figures(len(homes)))
    worth = decay(name, 20.0)
    near = every_distance(homes, halls)
    w = np.where(near <= 20.0, worth(near), 0.0)
    leaning = demand @ w
    each = np.array([s / d if d else 0.0 for s, d in zip(supply, leaning, strict=True)])
    got = enhanced(StraightLine(homes, halls, 20.0), supply=supply, demand=demand, decay=worth)
    assert got.leaning == pytest.approx(leaning, rel=1e-9, abs=1e-9)
    assert got.score == pytest.approx(w @ each, rel=1e-6, abs=1e-9)
    assert np.isfinite(got.score).all()


@SOON
@given(places(), places(), st.data())
def test_no_place_is_lost_and_none_is_made_up(homes, halls, data):
    """Children times places for each child are the places that some child can get to."""
    supply, demand = data.draw(figures(len(halls))), data.draw(figures(len(homes), least=1.0))
    got = two_step(StraightLine(homes, halls, 20.0), supply=supply, demand=demand)
    assert demand @ got.score == pytest.approx(supply[got.leaning > 0].sum(), rel=1e-9, abs=1e-9)


def test_two_step_is_the_enhanced_method_with_one_even_band():
    random = np.random.default_rng(5)
    homes, halls = (Points(random.uniform(51, 51.3, n), random.uniform(-3.4, -3, n)) for n in (80, 50))
    supply, demand = random.uniform(1, 30, 50), random.uniform(1, 500, 80)
    reach = StraightLine(homes, halls, 12, 1.3)
    plain = two_step(reach, supply=supply, demand=demand).score
    assert plain.any()
    even = enhanced(reach, supply=supply, demand=demand, decay=decay("even", 12))
    assert even.score == pytest.approx(plain, rel=1e-12)


@pytest.mark.parametrize(
    "method", [two_step, lambda reach, **given: enhanced(reach, decay=NEAR_AND_FAR, **given)]
)
@pytest.mark.parametrize(
    ("supply", "demand", "said"),
    [
        ([20, -1], CHILDREN, "The supply: number 1 is -1. It must be nought or more"),
        ([float("nan"), 1], CHILDREN, "The supply: number 0 is nan"),
        ([1, float("inf")], CHILDREN, "The supply: number 1 is inf"),
        (PLACES, [1, 2, float("nan")], "The demand: number 2 is nan"),
        (PLACES, [1, -2, 3], "The demand: number 1 is -2"),
        ([1, 2, 3], CHILDREN, "The supply: 2 are needed, one for each, and 3 were given"),
        (PLACES, [1], "The demand: 3 are needed, one for each, and 1 were given"),
        (PLACES, 5, "The demand: 3 are needed, one for each, and a single number were given"),
    ],
)
def test_figures_that_are_none_are_refused_before_a_score_is_made(method, supply, demand, said):
    with pytest.raises(ValueError, match=said):
        method(ON_PAPER, supply=supply, demand=demand)


def test_supply_that_is_none_is_refused_in_a_sum_too():
    with pytest.raises(ValueError, match="The supply: number 0 is -20"):
        weighted(ON_PAPER, supply=[-20, 10])


def test_a_decay_that_goes_farther_than_the_reach_is_refused_as_services_would_be_missed():
    for ask in (
        lambda: enhanced(ON_PAPER, supply=PLACES, demand=CHILDREN, decay=Gaussian(10.5)),
        lambda: weighted(ON_PAPER, supply=PLACES, decay=Gaussian(10.5)),
    ):
        with pytest.raises(ValueError, match=r"The reach ends at 10 and the decay at 10\.5"):
            ask()


def test_a_decay_that_ends_within_the_reach_counts_no_service_beyond_it():
    close = enhanced(ON_PAPER, supply=PLACES, demand=CHILDREN, decay=Bands((5,), (1.0,)))
    assert close.score == pytest.approx([20 / 100, 10 / 300, 0.0])
