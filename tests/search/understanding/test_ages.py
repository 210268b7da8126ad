"""How old a child is, as families say it; figures that count something else are no ages."""

import pytest

from search.terms import Way
from search.understanding.compiled import MOST_WAYS
from search.understanding.worths import worth
from tests.search.understanding.world import needed, sought, understood


def ages(text: str) -> list[float]:
    return [
        way.age
        for wish in understood(text).wishes
        if wish.key == "age"
        for way in wish.ways
        if way.age is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my 7 year old has ADHD", [7]),
        ("my 7yo", [7]),
        ("7-year-old autism", [7]),
        ("seven year old", [7]),
        ("aged 12", [12]),
        ("autism age 12", [12]),
        ("13 years autism", [13]),
        ("my son is 9 and can't sleep", [9]),
        ("my daughter 14 autism", [14]),
        ("18 month old", [1.5]),
        ("9 months old baby", [0.75, 0]),
        ("my 7 and 9 year olds", [7, 9]),
        ("swimming for 5 to 7 year olds", [5, 6, 7]),
        ("clubs ages 5-7", [5, 6, 7]),
        ("16 to 18 college", [16, 17, 18]),
        ("year 9 autism", [13, 14]),
        ("yr 9", [13, 14]),
        ("y9 anxiety", [13, 14]),
        ("year nine", [13, 14]),
        ("ks2", [7, 8, 9, 10]),
        ("key stage 4", [14, 15]),
        ("starting reception", [4, 5]),
        ("toddler", [1, 2, 3]),
        ("teenager autism", [13, 14, 15, 16, 17]),
        ("under 5s", [0, 1, 2, 3, 4]),
        ("under fives", [0, 1, 2, 3, 4]),
        ("primary school autism", [5, 6, 7, 8, 9, 10]),
        ("over 18s", list(range(18, 26))),
        ("16 plus", list(range(16, 26))),
    ],
)
def test_an_age_is_read_from_the_words(text: str, expected: list[float]) -> None:
    assert ages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "waiting for 2 years",
        "6 month waiting list",
        "is 2 miles away",
        "30 hours childcare",
        "1 to 1 support",
        "one to one",
        "open 9 to 11 am",
        "trisomy 21",
        "autism 100",
        "two children with autism",
        "3 kids",
        "once a year",
        "the primary reason",
        "99 years old",
    ],
)
def test_a_figure_that_counts_something_else_is_no_age(text: str) -> None:
    assert ages(text) == []


def test_an_age_is_a_wish_and_its_words_are_not_looked_for() -> None:
    found = understood("my 7 year old has ADHD and can't sleep")
    (wish,) = found.wishes
    assert (wish.key, wish.text, wish.factor) == ("age", "age 7", worth("age"))
    assert [one.text for one in found.sought] == ["ADHD", "can't sleep"]


def test_an_age_taken_away_is_neither_wished_nor_looked_for() -> None:
    found = understood("ADHD 7 year old", ignore=["age"])
    assert found.wishes == ()
    assert [one.text for one in found.sought] == ["ADHD"]


def test_an_age_alone_finds_what_serves_it() -> None:
    (one,) = understood("my 7 year old").sought
    assert one.needed
    assert Way(age=7.0) in one.ways


def test_a_word_for_an_age_that_is_also_a_kind_is_only_preferred_beside_something_telling() -> None:
    assert needed("autism teenagers") == ["autism"]
    assert sought("toddler group") == ["toddler group"]
    assert ages("toddler group") == [1, 2, 3]


@pytest.mark.parametrize("text", ["27 year old", "my mum is 40 years old", "aged 26"])
def test_an_age_beyond_those_the_directory_serves_is_no_wish(text: str) -> None:
    assert understood(text).wishes == ()


def test_of_very_many_ages_no_more_are_asked_than_an_engine_should_bear() -> None:
    months = " ".join(f"{months}m" for months in range(1, 30))
    (age,) = understood(f"under 25s {months}").wishes
    assert len(age.ways) == MOST_WAYS
