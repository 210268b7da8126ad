"""Why a result is here, said in her words or in words that mean the same."""

import pytest

from search.choices import Name, Names
from search.reasons import Topics, why
from search.terms import Asked, Document, Facet, Group, Hit, Sought, Way

KNOWN = Names(
    {
        Facet.NEED: {
            "autism": Name("autism", "Autism", ("ASD", "autistic spectrum")),
            "anxiety": Name("anxiety", "Anxiety", ()),
        },
        Facet.KIND: {"short-break": Name("short-break", "Short breaks", ("respite",))},
    }
)
BREAK = Sought(
    "a break",
    (
        Way(stems=("break",)),
        Way(stems=("respit",), worth=0.9),
        Way(stems=("befriend",), worth=0.4),
        Way(topic=(Facet.KIND, "short-break"), worth=0.9),
        Way(topic=(Facet.NEED, "anxiety"), worth=0.4),
    ),
)


def said(document: Document, *sought: Sought, words: str, matched: tuple[str, ...] = ("name",)) -> list[str]:
    """The reasons that speak of words and topics."""
    asked = Asked(words=words, sought=sought)
    hit = Hit(document, Group.LISTED, 1.0, matched=matched)
    whole = why(hit, asked=asked, place=None, topics=Topics.of(KNOWN, asked))
    return [one.text for one in whole if one.name != "checked"]


def listing(name: str, **fields: object) -> Document:
    return Document(id="1", stamp="1", name=name, **fields)


def test_a_need_that_her_words_mean_is_said_although_no_word_is_the_same():
    avoiding = Sought("won't go to school", (Way(topic=(Facet.NEED, "anxiety"), worth=0.9),))
    heard = said(listing("Steps", needs=("anxiety",)), avoiding, words="won't go to school", matched=())
    assert heard == ["for anxiety"]


def test_a_need_near_to_what_she_asked_is_said_only_where_nothing_nearer_is():
    both = listing("Otters", needs=("anxiety",), kinds=("short-break",))
    assert said(both, BREAK, words="a break", matched=()) == ["listed under short breaks"]
    assert said(listing("Otters", needs=("anxiety",)), BREAK, words="a break", matched=()) == ["for anxiety"]


def test_a_word_of_hers_in_the_name_is_said_as_the_name_spells_it():
    heard = said(listing("Summer Breaks and More"), BREAK, words="a break")
    assert heard == ["\u2018breaks\u2019 is in its name"]


def test_another_word_that_fits_what_she_asked_is_said_with_hers():
    heard = said(listing("Respite at Home"), BREAK, words="a break")
    assert heard == ["says \u2018respite\u2019, which fits \u2018a break\u2019"]


def test_words_that_no_page_shows_are_never_given_as_a_reason():
    hidden = listing("Otters", topics="Respite")
    assert said(hidden, BREAK, words="a break", matched=("topics",)) == []


def test_a_word_that_only_goes_with_it_is_not_said_to_fit_it():
    heard = said(listing("Befriending"), BREAK, words="a break")
    assert heard == ["says \u2018befriending\u2019, which goes with \u2018a break\u2019"]


def test_a_listing_in_her_own_words_needs_no_other_words_explained():
    heard = said(
        listing("Respite", summary="A break at home."), BREAK, words="a break", matched=("name", "summary")
    )
    assert heard == []


@pytest.mark.parametrize("name", ["After-school club", "Afterschool club", "After school club"])
def test_words_written_apart_or_as_one_are_the_same_words(name: str):
    after = Sought("after", (Way(stems=("after",)), Way(stems=("afterschool",))))
    [heard] = said(listing(name), after, words="after school")
    assert heard in ("\u2018after\u2019 is in its name", "\u2018afterschool\u2019 is in its name")


def test_a_phrase_is_said_whole_with_the_small_words_in_it():
    sleep = Sought("can't sleep", (Way(stems=("lack", "sleep"), worth=0.9),))
    heard = said(listing("Help with a lack of sleep"), sleep, words="can't sleep")
    assert heard == ["says \u2018lack of sleep\u2019, which fits \u2018can't sleep\u2019"]


def test_a_spelling_put_right_is_her_own_word():
    respite = Sought("respite", (Way(stems=("respit",)),))
    assert said(listing("Respite"), respite, words="resbite") == [
        "\u2018respite\u2019 is in its name",
    ]
