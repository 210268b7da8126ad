"""The measures say what they should of lists worked out by hand."""

import math

import pytest

from tests.relevance.measures import mean, measure


def test_the_best_order_is_perfect() -> None:
    one = measure(["a", "b", "c"], {"a": 3, "b": 2, "c": 1})
    assert (one.ndcg10, one.success1, one.mrr, one.recall50) == (1, 1, 1, 1)


def test_a_right_answer_in_fourth_place_is_no_success_in_three() -> None:
    one = measure(["x", "y", "z", "a"], {"a": 3})
    assert (one.success3, one.success10, one.mrr) == (0, 1, 0.25)
    assert one.ndcg10 == pytest.approx(1 / math.log2(5))


def test_something_to_do_with_it_is_not_a_right_answer() -> None:
    one = measure(["b"], {"a": 3, "b": 1})
    assert (one.success1, one.recall50) == (0, 0)
    assert one.ndcg10 > 0


def test_nothing_found_is_nothing_gained() -> None:
    one = measure([], {"a": 3})
    assert one == mean([one, one])
    assert (one.ndcg10, one.mrr, one.recall50) == (0, 0, 0)


def test_many_right_answers_can_all_be_recalled_in_fifty() -> None:
    graded = {f"s{number}": 3 for number in range(80)}
    assert measure(list(graded), graded).recall50 == 1
