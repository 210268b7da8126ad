"""The judged questions about guidance are kept as they are said to be: nothing is tuned on what is apart."""

import json
from collections import Counter

from tests.relevance import guiding
from tests.relevance.questions import FOLDER

LINES = json.loads((FOLDER / guiding.QUESTIONS).read_text())["questions"]


def test_about_a_third_of_the_questions_and_some_of_every_kind_are_kept_apart() -> None:
    apart = [line for line in LINES if guiding.part_of(line) == guiding.HELD_OUT]
    assert 0.3 <= len(apart) / len(LINES) <= 0.4
    for kind, count in Counter(line["kind"] for line in LINES).items():
        assert 0.2 <= sum(line["kind"] == kind for line in apart) / count <= 0.5


def test_a_misspelt_question_is_in_the_part_of_the_one_spelled_right() -> None:
    by_id = {line["id"]: line for line in LINES}
    misspelt = [line for line in LINES if "twin" in line]
    assert len(misspelt) >= 10
    for line in misspelt:
        assert line["words"] != by_id[line["twin"]]["words"]
        assert guiding.part_of(line) == guiding.part_of(by_id[line["twin"]])


def test_every_question_has_a_page_that_is_just_this_and_none_is_judged_twice() -> None:
    assert len({line["id"] for line in LINES}) == len({line["words"] for line in LINES}) == len(LINES)
    for line in LINES:
        if "twin" not in line:
            judged = [*line["just_this"], *line["helps"]]
            assert line["just_this"]
            assert len(judged) == len(set(judged))
