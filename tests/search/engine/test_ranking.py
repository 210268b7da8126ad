"""The table of weights: each does what its sentence says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import ranking

numbers = st.floats(0, 2000)


def test_every_weight_has_a_name_of_its_own_and_a_sentence() -> None:
    assert len({one.name for one in ranking.WEIGHTS}) == len(ranking.WEIGHTS)
    assert all(one.meaning.endswith(".") for one in ranking.WEIGHTS)


def test_fields_are_worth_less_and_less_in_their_order() -> None:
    worth = [ranking.word_in_field(field, 1, 8) for field in ranking.FIELDS[:1] + ranking.FIELDS[1:2]]
    assert worth == sorted(worth, reverse=True)
    weights = [ranking.weight(field) for field in ranking.FIELDS]
    assert weights == sorted(weights, reverse=True)


def test_saying_a_word_again_adds_less_each_time_and_a_long_text_dilutes_it() -> None:
    once, twice, thrice = (ranking.word_in_field("description", times, 70) for times in (1, 2, 3))
    assert once < twice < thrice
    assert thrice - twice < twice - once
    assert ranking.word_in_field("description", 1, 700) < once


@given(near=numbers, far=numbers)
def test_nearer_is_never_worse_and_far_is_never_worthless(near: float, far: float) -> None:
    near, far = sorted((near, far))
    assert 1 >= ranking.nearness(near) >= ranking.nearness(far) > ranking.weight("far") - 1e-9


@given(fresh=numbers, stale=numbers)
def test_checked_lately_is_never_worse_than_long_ago_or_never(fresh: float, stale: float) -> None:
    fresh, stale = sorted((fresh, stale))
    assert 1 >= ranking.freshness(fresh) >= ranking.freshness(stale) > ranking.weight("never-checked")


def test_nearness_loses_half_of_what_it_can_lose_in_the_kilometres_the_table_says() -> None:
    middle = (1 + ranking.weight("far")) / 2
    assert ranking.nearness(0.0) == 1
    assert ranking.nearness(ranking.weight("half-near")) == pytest.approx(middle)
    quarter = (middle + ranking.weight("far")) / 2
    assert ranking.nearness(2 * ranking.weight("half-near")) == pytest.approx(quarter)


def test_freshness_loses_half_of_what_it_can_lose_in_the_days_the_table_says() -> None:
    middle = (1 + ranking.weight("stale")) / 2
    assert ranking.freshness(0.0) == 1
    assert ranking.freshness(ranking.weight("half-fresh")) == pytest.approx(middle)


@given(worth=st.floats(0.2, 14))
def test_a_worth_held_in_steps_is_still_very_nearly_that_worth(worth: float) -> None:
    assert ranking.worth_of(float(ranking.steps(worth))) == pytest.approx(worth, abs=0.5 / 4 + 0.06 * worth)


@given(little=st.floats(0, 100), much=st.floats(0, 100))
def test_worth_more_is_never_held_as_less(little: float, much: float) -> None:
    little, much = sorted((little, much))
    assert ranking.worth_of(float(ranking.steps(little))) <= ranking.worth_of(float(ranking.steps(much)))


def test_whatever_is_held_counts_a_step_and_nothing_more_than_a_byte_holds() -> None:
    assert ranking.steps(0.0001) == 1
    assert ranking.steps(1e6) == ranking.MOST_STEPS == 255
    assert ranking.worth_of(0.0) == 0


def test_a_rare_word_tells_more_than_one_that_everybody_uses_and_that_one_still_something() -> None:
    assert ranking.rarity(1000, 1) > ranking.rarity(1000, 500) > ranking.rarity(1000, 1000) > 0


def test_all_words_are_worth_more_than_twice_half_of_them() -> None:
    assert ranking.coverage(4.0, 4) == 1
    assert ranking.coverage(2.0, 4) < 0.5


def test_numbers_and_arrays_are_treated_alike() -> None:
    km = np.array([0.0, 3.0, np.inf])
    assert ranking.nearness(km).tolist() == pytest.approx([ranking.nearness(one) for one in km.tolist()])
    assert ranking.freshness(km[:2]).tolist() == pytest.approx([ranking.freshness(one) for one in (0.0, 3.0)])


def test_a_mask_names_its_fields_best_first() -> None:
    assert ranking.matched_fields(0b10001) == ("name", "description")
    assert ranking.matched_fields(0) == ()
