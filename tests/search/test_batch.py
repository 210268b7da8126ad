"""A file of questions, read a line at a time."""

import json

import pytest

from search.batch import BadLineError, read, written


def line(**changes):
    return json.dumps({"id": "q1", "q": "youth club", "near": "TA6 4RN", "filters": {}} | changes)


def test_a_question_with_everything_in_it_is_read():
    [asked] = read([line(filters={"age": 7, "need": "autism", "free": True})])
    assert (asked.id, asked.words, asked.near) == ("q1", "youth club", "TA6 4RN")
    assert (asked.age, asked.needs, asked.free) == (7.0, ("autism",), True)


def test_a_question_without_a_place_or_filters_is_read():
    [asked] = read([line(near=None, filters=None)])
    assert (asked.near, asked.age, asked.needs, asked.free) == ("", None, (), False)


def test_blank_lines_are_passed_over_and_counted():
    with pytest.raises(BadLineError, match=r"^Line 3 is not JSON"):
        list(read([line(), "  ", "{"]))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("[1, 2]", "must be an object"),
        ('{"q": "club"}', "must be an object"),
        (line(q=7), '"q" must be text or null'),
        (line(near=["TA6"]), '"near" must be text or null'),
        (line(filters="age 7"), '"filters" must be an object'),
        (line(filters={"age": "seven"}), '"age" must be a number'),
        (line(filters={"age": -1}), '"age" must be a number'),
        (line(filters={"age": True}), '"age" must be a number'),
        (line(filters={"need": 3}), '"need" must be a code'),
        (line(filters={"free": "yes"}), '"free" must be true'),
        (line(filters={"radius": 3}), 'no filter is called "radius"'),
    ],
)
def test_a_line_that_is_no_question_is_refused_with_its_number_and_how_to_mend_it(bad, said):
    with pytest.raises(BadLineError) as refused:
        list(read([line(), bad]))
    assert said in str(refused.value)
    assert "ine 2" in str(refused.value)


def test_an_answer_keeps_the_questions_own_id():
    assert json.loads(written(17, ["a", "b"])) == {"id": 17, "results": ["a", "b"]}
