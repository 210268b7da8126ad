"""A place in the words is found where it stands as one, and nowhere else."""

import pytest

from search.understanding import understand
from search.understanding.knowledge import Entry, Knowledge, NoWords, Role
from search.words import stem
from tests.search.understanding.world import (
    KNOWLEDGE,
    PLACES,
    Listings,
    needed,
    respelled,
    sought,
    understood,
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("autism group in Wells", "Wells"),
        ("autism group in wells", "Wells"),
        ("autism group near Street", "Street"),
        ("club in Wells", "Wells"),
        ("clubs in bath for teens", "Bath"),
        ("respite around taunton", "Taunton"),
        ("respite nr Minehead", "Minehead"),
        ("respite close to Shepton Mallet", "Shepton Mallet"),
        ("clubs bridgwater", "Bridgwater"),
        ("Minehead swimming", "Minehead"),
        ("swimming, Nailsea", "Nailsea"),
        ("Watchet: respite", "Watchet"),
        ("clubs in burnham on sea", "Burnham-on-Sea"),
        ("clubs Burnham-on-Sea", "Burnham-on-Sea"),
        ("clubs in Burnham", "Burnham"),
        ("youth club at Saint Audrie's", "St Audries"),
        ("youth club wells", "Wells"),
        ("youth club Street", "Street"),
        ("respite in the Taunton area please", "Taunton"),
        ("respite in Wells, Somerset", "Wells, Somerset"),
        ("swimming bridgwater for my son", "Bridgwater"),
        ("we moved to Chard and need respite", "Chard"),
        ("in Wells", "Wells"),
        ("Taunton", "Taunton"),
    ],
)
def test_a_place_that_stands_as_one_is_read_from_the_words(text: str, place: str) -> None:
    assert understood(text).place == place


@pytest.mark.parametrize(
    "text",
    [
        "help with reading",
        "reading group",
        "help in reading",
        "bath seat",
        "scared of getting in the bath",
        "won't get in bath",
        "bath time",
        "street dance",
        "he gets tired at bath time",
        "the street",
        "I hope for help",
        "over 12s club",
        "clubs for the over 8s",
        "ash tree allergy",
        "respite near me",
        "local respite in my area",
        "can't slepe",
        "autism",
        "won't go to school",
    ],
)
def test_an_ordinary_word_is_no_place(text: str) -> None:
    assert understood(text).place == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("respite near TA24 8QR", "TA24 8QR"),
        ("respite ta248qr autism", "TA24 8QR"),
        ("TA6 4RN autism youth club", "TA6 4RN"),
        ("clubs ta6", "TA6"),
        ("respite in BA5", "BA5"),
        ("autism N1 4DD", "N1 4DD"),
        ("respite in Wells TA6 4RN", "TA6 4RN"),
    ],
)
def test_a_postcode_or_its_first_half_is_read_from_the_words(text: str, place: str) -> None:
    assert understood(text).place == place


@pytest.mark.parametrize(
    "text", ["ks2 reading", "trisomy t21", "vitamin b12", "year 9 anxiety", "m25 traffic"]
)
def test_a_code_of_another_sort_is_no_postcode(text: str) -> None:
    assert understood(text).place == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("clubs Bridgewater", "Bridgwater"),
        ("groups near Crewkern", "Crewkerne"),
        ("swimming in mine head", "Minehead"),
        ("autism Glastonbry", "Glastonbury"),
        ("youth club tauton", "Taunton"),
        ("shepton malet youth club", "Shepton Mallet"),
        ("respite in sheptonmallet", "Shepton Mallet"),
        ("respite near Taunten for my son", "Taunton"),
    ],
)
def test_a_misspelt_place_is_put_right_where_a_place_would_stand(text: str, place: str) -> None:
    found = understood(text)
    assert found.place == place
    assert [one.meant for one in found.respelled] == [place]


@pytest.mark.parametrize(
    "text", ["trampolining in school", "autism in skool", "respite at home", "pottery with Zephyr"]
)
def test_a_word_of_listings_or_a_nearer_word_for_help_is_no_misspelt_place(text: str) -> None:
    assert understood(text).place == ""


def test_a_place_inside_a_phrase_of_the_thesaurus_is_part_of_it() -> None:
    knowledge = Knowledge((Entry("eye", Role.MEANING, "Minehead Eye", look_for=("youth",)),), places=PLACES)
    assert understand("Minehead Eye", knowledge, NoWords()).place == ""
    assert understand("swimming near Minehead", knowledge, NoWords()).place == "Minehead"


def test_a_misspelt_place_is_put_right_though_listings_hold_another_form_of_it() -> None:
    class ByStem(Listings):
        def documents(self, word: str) -> int:
            return 1 if stem(word) in {stem(held) for held in self.counts} else 0

    listings = ByStem("A club in Crewkerne", "Respite")
    assert listings.documents("crewkern")
    assert understand("clubs near Crewkern", KNOWLEDGE, listings).place == "Crewkerne"


def test_a_misspelt_village_may_be_a_cheese_too_but_misspelt_reading_is_no_town() -> None:
    listings = Listings("Cheddar caves club", "Reading help", "Respite")
    assert understand("respite chedder", KNOWLEDGE, listings).place == "Cheddar"
    assert understand("respite readinng", KNOWLEDGE, listings).place == ""


def test_a_word_for_help_that_is_a_village_too_is_the_help() -> None:
    knowledge = Knowledge((Entry("boccia", Role.MEANING, "Boccia", look_for=("sport",)),), places=("Boccia",))
    assert understand("clubs boccia", knowledge, NoWords()).place == ""
    assert understand("clubs in boccia", knowledge, NoWords()).place == "Boccia"


def test_words_as_typed_hold_no_misspelt_place() -> None:
    assert understood("clubs near Bridgewater", as_typed=True).place == ""
    assert understood("clubs near Bridgwater", as_typed=True).place == "Bridgwater"


def test_the_words_of_the_place_are_not_looked_for() -> None:
    assert sought("autism group in Wells") == ["autism", "group"]
    assert sought("respite near TA24 8QR") == ["respite"]
    assert sought("respite in the Taunton area") == ["respite"]
    assert sought("swimming in mine head") == ["swimming"]


@pytest.mark.parametrize(
    "text", ["in Wells", "help in Wells", "what is there near Taunton for my son", "TA6"]
)
def test_a_place_with_nothing_telling_beside_it_asks_for_everything_near(text: str) -> None:
    found = understood(text)
    assert found.place
    assert found.sought == ()
    assert not found.nothing


@pytest.mark.parametrize("choices", [{"place_known": True}, {"ignore": ["place"]}])
def test_a_place_taken_away_or_given_elsewhere_is_only_preferred(choices: dict[str, object]) -> None:
    found = understood("autism group in Wells", **choices)
    assert found.place == ""
    assert [(one.text, one.needed) for one in found.sought] == [
        ("autism", True),
        ("group", False),
        ("Wells", False),
    ]


def test_a_place_taken_away_is_not_put_right_either() -> None:
    assert respelled("clubs near Bridgewater", ignore=["place"]).get("Bridgewater") != "Bridgwater"


def test_a_county_is_too_wide_to_be_near_to() -> None:
    found = understood("autism support in Somerset")
    assert found.place == ""
    assert needed("autism support in Somerset") == ["autism"]
    assert sought("autism support in Somerset") == ["autism"]


@pytest.mark.parametrize("word", ["street", "bath", "Street"])
def test_a_very_ordinary_word_by_itself_is_no_place(word: str) -> None:
    assert understood(word).place == ""


def test_a_place_after_at_is_part_of_a_phrase_of_the_thesaurus_too() -> None:
    knowledge = Knowledge((Entry("eye", Role.MEANING, "Minehead Eye", look_for=("youth",)),), places=PLACES)
    assert understand("sessions at Minehead eye", knowledge, NoWords()).place == ""
