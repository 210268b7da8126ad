"""Danger is heard first; a question outside the directory gets an honest nothing."""

import pytest

from search.understanding.knowledge import Entry, Knowledge, NoWords, Role
from search.understanding.understanding import understand
from tests.search.understanding.world import LISTINGS, sought, topics, understood


@pytest.mark.parametrize(
    "text",
    [
        "suicide",
        "my son is suicidal",
        "SUICIDE help near Wells",
        "suiside",
        "I want to kill myself",
        "she is hurting herself at school",
        "he's being hit",
        "she doesn't want to live",
        "he does not want to live any more",
        "he hits his little sister every day",
    ],
)
def test_danger_is_heard(text: str) -> None:
    assert understood(text).danger


@pytest.mark.parametrize(
    "text",
    [
        "hit the ball",
        "killing time in the holidays",
        "he doesn't live with us",
        "where to live",
        "being five",
        "autism",
        "hurting",
        "",
    ],
)
def test_harmless_words_sound_no_alarm(text: str) -> None:
    assert not understood(text).danger


def test_the_search_goes_on_beside_the_alarm() -> None:
    (one,) = understood("hurting herself").sought
    assert any(code == "self-harm" for _, code in topics(one))


def test_danger_is_never_turned_away() -> None:
    knowledge = Knowledge((Entry("end", Role.DANGER, "Jump off the bridge"),))
    found = understand("jump off the bridge", knowledge, LISTINGS)
    assert found.danger
    assert not found.nothing


def test_danger_is_heard_though_words_are_left_as_typed() -> None:
    assert understood("suicide", as_typed=True).danger


@pytest.mark.parametrize(
    "text", ["potholes", "report a pothole", "pothole in Wells", "there is a pothole in my street"]
)
def test_what_another_office_does_is_said_with_where_to_turn(text: str) -> None:
    found = understood(text)
    assert found.elsewhere is not None
    assert (found.elsewhere.text, found.elsewhere.message) == ("Potholes and roads", "Tell the council.")
    assert found.nothing
    assert found.sought == ()


def test_help_beside_it_is_still_looked_for() -> None:
    found = understood("wheelchair stuck in potholes, need respite")
    assert (found.elsewhere, found.nothing) == (None, False)
    assert "respite" in sought("wheelchair stuck in potholes, need respite")


@pytest.mark.parametrize(
    "text", ["best plumber", "plumber in Taunton", "pizza delivery service", "qwertyuiop", "cheap mortgage"]
)
def test_words_that_nothing_here_knows_find_an_honest_nothing(text: str) -> None:
    found = understood(text)
    assert found.nothing
    assert found.unknown
    assert found.sought == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "in Wells",
        "free",
        "my 7 year old",
        "help",
        "The Hive",
        "hive",
        "chess club",
        "plumber respite",
        "lessons on trampoline",
        "5k",
        "resbite",
    ],
)
def test_what_can_be_found_is_never_nothing(text: str) -> None:
    assert not understood(text).nothing


def test_before_the_first_listing_is_indexed_nothing_is_ruled_out() -> None:
    found = understand("plumber", Knowledge(), NoWords())
    assert not found.nothing
    assert [one.text for one in found.sought] == ["plumber"]


def test_without_a_thesaurus_the_listings_words_decide() -> None:
    assert understand("plumber", Knowledge(), LISTINGS).nothing
    assert not understand("counselling", Knowledge(), LISTINGS).nothing


def test_danger_is_heard_in_the_name_of_a_place_too() -> None:
    knowledge = Knowledge((Entry("end", Role.DANGER, "The gorge bridge"),), places=("Gorge Bridge",))
    found = understand("going to the Gorge Bridge", knowledge, LISTINGS)
    assert found.place == "Gorge Bridge"
    assert found.danger


def test_a_small_word_makes_the_difference_between_danger_and_news() -> None:
    knowledge = Knowledge((Entry("hurt", Role.DANGER, "Hurt", ("hit at home",)),))
    assert understand("he is hit at home", knowledge, LISTINGS).danger
    assert not understand("then it hit home", knowledge, LISTINGS).danger


def test_a_word_too_short_for_the_list_of_listings_words_is_not_said_to_be_unknown() -> None:
    found = understood("pe")
    assert (found.unknown, found.nothing) == ((), False)


def test_a_rare_word_that_a_listing_holds_is_looked_for_whatever_stands_beside_it() -> None:
    found = understood("zephyr qwertyuiop xyzzyx")
    assert [one.text for one in found.sought] == ["zephyr"]
    assert not found.nothing
