"""A slip of spelling is put right when what was meant is plain, and left alone when it isn't."""

import pytest

from search.understanding import understand
from search.understanding.knowledge import Entry, Knowledge, Role
from search.words import stem
from tests.search.understanding.world import KNOWLEDGE, LISTINGS, Listings, respelled, sought, understood


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("resbite", "respite"),
        ("fizio", "physio"),
        ("phisio", "physio"),
        ("sychologist", "psychologist"),
        ("dislexia", "dyslexia"),
        ("speach", "speech"),
        ("awtism", "autism"),
        ("autsim", "autism"),
        ("asbergers", "aspergers"),
        ("skool", "school"),
        ("conselling", "counselling"),
        ("councilling", "counselling"),
        ("dispraxia", "dyspraxia"),
        ("tourets", "tourettes"),
        ("occupashunal", "occupational"),
        ("speechtherapy", "speechtherapy"),
        ("hyperactiv", "hyperactive"),
        ("swimmming", "swimming"),
    ],
)
def test_a_word_nobody_knows_becomes_the_word_that_was_meant(typed: str, meant: str) -> None:
    found = respelled(f"{typed} for my son")
    assert found == ({typed: meant} if typed != meant else {})


@pytest.mark.parametrize(
    "text",
    [
        "The Hive",
        "Zephyr",
        "trampolining",
        "pottery",
        "autism respite dyslexia",
        "skateboarding",
        "lottery",
        "xylophone",
        "plumber",
        "my son can't sleep",
        "OT",
        "ABCD assessment",
        "PHYSO clinic",
        "h3lp",
        "ehc",
        "Wells",
        "youthclub",
        "won't doesn't couldn't",
        "qwertyuiop",
    ],
)
def test_a_right_rare_or_unreadable_word_stays_as_it_is(text: str) -> None:
    assert respelled(text) == {}


def test_two_words_run_together_are_taken_apart() -> None:
    assert respelled("respitecounselling") == {"respitecounselling": "respite counselling"}


def test_a_name_with_a_capital_is_not_turned_into_a_word_of_listings() -> None:
    assert respelled("help from trampolifting") == {"trampolifting": "trampolining"}
    assert respelled("help from Trampolifting") == {}


def test_a_long_word_in_capitals_is_a_word_and_no_acronym() -> None:
    assert respelled("RESBITE please") == {"RESBITE": "respite"}


def test_what_was_put_right_is_what_is_looked_for() -> None:
    found = understood("Resbite, please")
    assert sought("Resbite, please") == ["respite"]
    assert found.spelled == "respite, please"
    assert found.text == "Resbite, please"
    assert found.unknown == ()


def test_words_as_typed_are_left_alone() -> None:
    assert respelled("resbite", as_typed=True) == {}
    assert sought("resbite", as_typed=True) == ["resbite"]
    assert not understood("resbite", as_typed=True).nothing


def test_three_letters_that_sound_just_like_a_word_for_help_are_that_word() -> None:
    knowledge = Knowledge((Entry("deaf", Role.MEANING, "Deaf", needs=("hearing",)),))
    found = understand("def children's club", knowledge, LISTINGS)
    assert [one.text for one in found.sought if one.needed] == ["deaf"]
    assert understand("the bus club", knowledge, LISTINGS).respelled == ()


class ByStem(Listings):
    """An index holds stems: it can't tell one form of a word from another."""

    def documents(self, word: str) -> int:
        return sum(held for other, held in self.counts.items() if stem(other) == stem(word))


def test_a_word_that_sounds_like_help_is_that_though_a_listing_has_a_word_of_its_stem() -> None:
    listings = ByStem("the council decides, counselling")
    said = understand("councilling for my son", KNOWLEDGE, listings)
    assert {one.typed: one.meant for one in said.respelled} == {"councilling": "counselling"}
    for right in ("council", "councils", "deciding", "decides"):
        assert understand(right, KNOWLEDGE, listings).respelled == ()


def test_two_words_that_a_listing_writes_as_one_are_known() -> None:
    listings = Listings("Puffball for under fives")
    assert not understand("Puff ball", Knowledge(), listings).nothing
    assert understand("Puff ball", Knowledge(), listings).unknown == ()


def test_a_word_for_help_is_meant_before_a_rarer_word_of_listings_by_as_many_slips() -> None:
    listings = Listings("expert advice", "a despite", "Copper Beech")
    assert {one.meant for one in understand("resbite", KNOWLEDGE, listings).respelled} == {"respite"}
    assert {one.meant for one in understand("Coper Beech", KNOWLEDGE, listings).respelled} == {"copper"}


def test_a_word_without_a_convincing_neighbour_is_said_to_be_unknown() -> None:
    assert understood("respite qwertyuiop").unknown == ("qwertyuiop",)


def test_a_slip_in_two_words_of_a_place_is_shown_as_one() -> None:
    found = understood("swimming in mine head")
    assert found.spelled == "swimming in Minehead"
