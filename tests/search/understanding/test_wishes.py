"""Wishes make a listing fit better and can be taken away; they never leave one out."""

import pytest

from search.terms import Facet, Way
from tests.search.understanding.world import needed, sought, understood


def keys(text: str, **choices: object) -> list[str]:
    return [wish.key for wish in understood(text, **choices).wishes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("free respite", ["free"]),
        ("respite that costs nothing", ["free"]),
        ("weekend swimming", ["weekend"]),
        ("swimming at weekends", ["weekend"]),
        ("group for dads", ["for-dads"]),
        ("online autism group", ["online"]),
        ("free online respite on saturday", ["free", "online", "weekend"]),
        ("respite", []),
        ("freedom", []),
        ("free school meals", []),
    ],
)
def test_a_wish_is_read_from_the_words(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_a_wish_beside_what_is_sought_is_not_looked_for() -> None:
    assert sought("free respite at the weekend") == ["respite"]


def test_a_wish_is_granted_by_its_facets_or_by_words() -> None:
    (free,) = understood("free respite").wishes
    assert free.ways == (Way(topic=(Facet.COST, "free")),)
    assert free.text == "Free"
    (dads,) = understood("respite for dads").wishes
    assert [way.stems for way in dads.ways] == [("dad",)]


def test_a_wish_taken_away_is_gone_with_its_words() -> None:
    assert keys("free weekend respite", ignore=["free"]) == ["weekend"]
    assert sought("free weekend respite", ignore=["free"]) == ["respite"]


@pytest.mark.parametrize("text", ["free", "online", "for dads", "something free for my son"])
def test_a_wish_alone_is_what_is_looked_for(text: str) -> None:
    found = understood(text)
    assert len(found.sought) == 1
    assert found.sought[0].needed
    said = {(way.stems, way.topic) for way in found.sought[0].ways}
    assert {(way.stems, way.topic) for way in found.wishes[0].ways} <= said
    assert not found.nothing


def test_a_wish_and_a_general_kind_find_by_both() -> None:
    assert needed("weekend activities") == ["activities", "At the weekend"]


def test_a_wish_alone_that_is_taken_away_leaves_nothing_sought_and_everything_shown() -> None:
    found = understood("free", ignore=["free"])
    assert (found.sought, found.wishes, found.nothing) == ((), (), False)


def test_a_wish_and_a_place_find_what_grants_the_wish_near() -> None:
    found = understood("free in Wells")
    assert found.place == "Wells"
    assert [one.text for one in found.sought] == ["Free"]
