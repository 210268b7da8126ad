"""Advice about words: an estimate, and letters nobody explained."""

import pytest

from localoffer.pages.acronyms import unexplained
from localoffer.pages.advice import advise
from localoffer.pages.models import GuidancePage
from localoffer.pages.reading import FEWEST_WORDS, read, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("asked", 1),
        ("makes", 1),
        ("people", 2),
        ("table", 2),
        ("wanted", 2),
        ("houses", 2),
        ("family", 3),
        ("universal", 4),
        ("education", 4),
        ("responsibility", 6),
    ],
)
def test_syllables_are_those_a_reader_hears(word, count):
    assert syllables(word) == count


def test_the_formula_is_kincaids():
    """By hand: 6 words of 1 syllable a sentence: 0.39 x 6 + 11.8 x 1 - 15.59 is under 0: age 5."""
    easy = read("The cat sat on the mat. " * 10)
    assert (easy.words, easy.sentences, easy.syllables) == (60, 10, 60)
    assert (easy.grade, easy.age) == (0.0, 5)
    hard = read("Education education education education education education education education. " * 7)
    assert (hard.words, hard.sentences, hard.syllables) == (56, 7, 224)
    assert hard.grade == pytest.approx(0.39 * 8 + 11.8 * 4 - 15.59)
    assert hard.age == 40


def test_items_of_a_list_and_headings_are_sentences_and_tags_are_no_words():
    html = (
        "<h2>At school</h2><ul><li>Ask first</li><li>Then <b>wait</b></li></ul>"
        "<p>One. Two? Tea &amp; toast</p>"
    )
    assert sentences(html) == ["At school", "Ask first", "Then wait", "One", "Two", "Tea & toast"]


def test_too_few_words_tell_nothing():
    assert read("<p>Ask the school.</p>") is None
    assert read("word " * FEWEST_WORDS) is not None


def test_the_longest_sentences_are_named():
    long = " ".join(["word"] * 26)
    told = read(f"Short one. {long}. {long} more. " + "Easy words here. " * 5)
    assert [len(said.split()) for said in told.longest] == [27, 26]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ask the SENCO.", ("SENCO",)),
        ("Ask the special needs coordinator (SENCO). The SENCO helps.", ()),
        ("Ask for an EHCP (education, health and care plan).", ()),
        ("Ask for an EHCP. An education, health and care plan (EHCP) helps.", ("EHCP",)),
        ("Two EHCPs and an EHCP.", ("EHCP",)),
        ("Special educational needs and disabilities (SEND) and SEND teams", ()),
        ("The NHS, your GP and the UK.", ()),
        ("Go to A&E.", ("A&E",)),
        ("Near TA6 4RN or M1 1AE.", ()),
        ("I am A parent. It is OK.", ()),
        ("CAMHS, then SALT, then CAMHS", ("CAMHS", "SALT")),
    ],
)
def test_letters_are_explained_where_they_are_first_used_or_told_of(text, left):
    assert unexplained(text) == left


@pytest.mark.django_db
def test_what_the_site_explains_by_itself_is_no_warning(monkeypatch):
    from localoffer.pages import advice

    monkeypatch.setattr(advice, "_explained_elsewhere", [])
    page = GuidancePage(title="EHCP and SALT", summary="Ask.")
    assert advise(page).acronyms == ("EHCP", "SALT")
    advice.explains(lambda: ["EHCP"])
    assert advise(page).acronyms == ("SALT",)
