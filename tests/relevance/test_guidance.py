"""The floor under guidance: what to expect, pages, news and events, found by families' own words."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.relevance.guiding import HELD_OUT, TUNED
from tests.relevance.layers import FULL, LAYERS
from tests.relevance.run import ALL

PLAIN = LAYERS[0].name
#: success@3 and nDCG@10, a little under what was last measured.
FLOORS = {
    (HELD_OUT, ALL): (0.92, 0.77),
    (HELD_OUT, "in her own words"): (0.95, 0.78),
    (TUNED, ALL): (0.87, 0.71),
    (TUNED, "need alone"): (0.95, 0.80),
}
MOST_LOST_BY_TYPOS = 0.05
MOST_APART = 0.02
ENGINES = ("embedded", "elastic")


def line(
    report: Mapping[str, Any], engine: str, part: str = HELD_OUT, kind: str = ALL, layer: str = FULL.name
) -> Mapping[str, float]:
    (found,) = [
        one
        for one in report["lines"]
        if (one["part"], one["engine"], one["layer"], one["kind"]) == (part, engine, layer, kind)
    ]
    return found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("part", "kind"), FLOORS)
def test_families_and_teachers_find_the_page_that_answers_them_among_the_first_three(
    report: Mapping[str, Any], engine: str, part: str, kind: str
) -> None:
    success, gain = FLOORS[part, kind]
    measured = line(report, engine, part, kind)
    assert measured["success3"] >= success
    assert measured["ndcg10"] >= gain


@pytest.mark.parametrize("engine", ENGINES)
def test_a_misspelt_question_finds_the_same_guidance(report: Mapping[str, Any], engine: str) -> None:
    for part in (HELD_OUT, TUNED):
        assert report["typo_loss"][f"{part}, {engine}"] <= MOST_LOST_BY_TYPOS


def test_both_engines_find_guidance_as_well(report: Mapping[str, Any]) -> None:
    one, other = line(report, "embedded"), line(report, "elastic")
    assert abs(one["success3"] - other["success3"]) <= MOST_APART
    assert abs(one["ndcg10"] - other["ndcg10"]) <= MOST_APART
