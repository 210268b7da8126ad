"""The floor under the answers: it fails when a change makes them worse. The run of ``make relevance``."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.relevance.layers import FULL
from tests.relevance.run import ALL

HELD_OUT = "held out"
#: success@3 and nDCG@10 on the questions that were never tuned on, a little under what was last measured.
FLOORS = {ALL: (0.90, 0.75), "no word in common": (0.60, 0.50), "name": (0.95, 0.95), "plain": (0.95, 0.70)}
MOST_LOST_BY_TYPOS = 0.05
MOST_APART = 0.02


def line(report: Mapping[str, Any], engine: str, kind: str = ALL) -> Mapping[str, float]:
    (found,) = [
        one
        for one in report["lines"]
        if (one["part"], one["engine"], one["layer"], one["kind"]) == (HELD_OUT, engine, FULL.name, kind)
    ]
    return found


@pytest.mark.parametrize("engine", ["embedded", "elastic"])
@pytest.mark.parametrize("kind", FLOORS)
def test_families_find_a_right_answer_among_the_first_three(
    report: Mapping[str, Any], engine: str, kind: str
) -> None:
    success, gain = FLOORS[kind]
    measured = line(report, engine, kind)
    assert measured["success3"] >= success
    assert measured["ndcg10"] >= gain


@pytest.mark.parametrize("engine", ["embedded", "elastic"])
def test_a_slip_of_the_finger_costs_a_family_next_to_nothing(report: Mapping[str, Any], engine: str) -> None:
    assert report["typo_loss"][f"{HELD_OUT}, {engine}"] <= MOST_LOST_BY_TYPOS


def test_both_engines_are_as_good(report: Mapping[str, Any]) -> None:
    one, other = line(report, "embedded"), line(report, "elastic")
    assert abs(one["success3"] - other["success3"]) <= MOST_APART
    assert abs(one["ndcg10"] - other["ndcg10"]) <= MOST_APART
