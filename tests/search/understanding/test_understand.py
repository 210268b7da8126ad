"""What a family types becomes words, and whatever she types, an answer comes back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.understanding import understand
from search.understanding.compiled import MOST_WAYS, compiled
from search.understanding.knowledge import Knowledge, NoWords
from search.understanding.seeking import MOST_SOUGHT
from search.understanding.tidying import LONGEST
from search.understanding.understanding import MOST_PUT_RIGHT
from search.understanding.values import Understood
from tests.search.understanding.world import ENTRIES, KNOWLEDGE, LISTINGS, PLACES, understood

WORDS = st.sampled_from(
    [word for entry in ENTRIES for phrase in (entry.name, *entry.phrases) for word in phrase.split()]
    + [word for place in PLACES for word in place.split()]
    + [
        "in",
        "near",
        "my",
        "7",
        "year",
        "old",
        "TA6",
        "4RN",
        "resbite",
        "tauton",
        "free",
        ",",
        "-",
        "'",
        "the",
        "no",
    ]
)

#: A busy machine must not fail an example for being slow.
SOON = settings(deadline=None, max_examples=80)


def words_of_nobody(text: str) -> Understood:
    return understand(text, Knowledge(), NoWords())


def test_spaces_and_line_breaks_around_and_between_words_make_no_difference() -> None:
    assert words_of_nobody("  autism \t youth\n\nclub ").words == ("autism", "youth", "club")


def test_a_box_left_empty_asks_for_nothing() -> None:
    assert understood("   ") == Understood()
    assert understood("").text == ""


def test_a_pasted_letter_is_cut_between_words() -> None:
    found = words_of_nobody("respite " * 100)
    assert len(found.text) <= LONGEST
    assert set(found.words) == {"respite"}


def test_one_endless_word_is_cut_to_what_fits() -> None:
    assert words_of_nobody("x" * 5000).text == "x" * LONGEST


def test_signs_that_nobody_can_see_split_words_and_are_gone() -> None:
    assert words_of_nobody("autism\x00club\u200b\u202e").words == ("autism", "club")


def test_her_own_spelling_and_capitals_are_kept_for_the_search_box() -> None:
    assert understood("SEND  Resbite").text == "SEND Resbite"


def test_a_whole_sentence_is_understood_at_once() -> None:
    found = understood("My 7 year old has ADHD and can't slepe, free speach therapy near Bridgewater please")
    assert found.place == "Bridgwater"
    assert {one.typed: one.meant for one in found.respelled} == {
        "slepe": "sleep",
        "speach": "speech",
        "Bridgewater": "Bridgwater",
    }
    assert [wish.key for wish in found.wishes] == ["free", "age"]
    assert [one.text for one in found.sought if one.needed] == [
        "ADHD",
        "can't sleep",
        "speech therapy",
        "speech therapy",
    ]
    assert not found.danger
    assert not found.nothing


def test_new_words_of_editors_count_at_once_and_old_ones_are_made_ready_once() -> None:
    assert compiled(KNOWLEDGE) is compiled(KNOWLEDGE)
    renamed = Knowledge((replace(ENTRIES[0], phrases=("a breather",)),))
    (one,) = understand("a breather", renamed, NoWords()).sought
    assert len(one.ways) > 1


@SOON
@given(st.text(max_size=120))
def test_whatever_is_typed_an_answer_comes_back(text: str) -> None:
    found = understood(text)
    assert len(found.sought) <= MOST_SOUGHT
    assert found == understood(text)


@SOON
@given(st.lists(WORDS, max_size=14).map(" ".join), st.booleans(), st.booleans())
def test_any_words_in_any_order_are_understood_within_bounds(
    text: str, as_typed: bool, place_known: bool
) -> None:
    found = understand(text, KNOWLEDGE, LISTINGS, as_typed=as_typed, place_known=place_known)
    assert len(found.sought) <= MOST_SOUGHT
    for one in (*found.sought, *found.wishes):
        assert 0 < len(one.ways) <= MOST_WAYS
        assert all(sum(map(bool, (way.stems, way.topic, way.age is not None))) == 1 for way in one.ways)
        assert all(0 < way.worth <= 1 for way in one.ways)
    assert not (found.place and place_known)
    assert not (found.respelled and as_typed)
    assert not (found.nothing and found.sought)


@SOON
@given(st.lists(WORDS, max_size=10).map(" ".join))
def test_what_was_put_right_needs_no_second_putting_right(text: str) -> None:
    first = understood(text)
    again = understood(first.spelled)
    assert [one for one in again.respelled if one in first.respelled] == []


@SOON
@given(st.lists(WORDS, max_size=10).map(" ".join))
def test_capitals_throughout_mean_the_same_as_none(text: str) -> None:
    assert understood(text.upper()).danger == understood(text.lower()).danger


def test_of_a_page_of_short_words_only_the_first_are_read() -> None:
    found = understood("no " * 40 + "autism")
    assert [one.text for one in found.sought] == ["no"]


def test_of_a_page_of_slips_only_the_first_words_are_put_right() -> None:
    slips = "autsim pottrey trampoling fysio dyslexya counsling clubbs swiming respit sensery"
    assert len(slips.split()) > len(understood(slips).respelled) == MOST_PUT_RIGHT


@pytest.mark.parametrize(("shouted", "meant"), [("TUTPR", "tutor"), ("AUTSM", "autism")])
def test_of_a_parent_who_types_all_in_capitals_no_word_is_taken_for_a_name_or_an_acronym(
    shouted: str, meant: str
) -> None:
    (one,) = understood(shouted).respelled
    assert one.meant == meant
