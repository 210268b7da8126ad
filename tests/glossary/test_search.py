"""What the glossary gives to the search, and never takes from an editor."""

import pytest

from localoffer.glossary.models import GlossaryTerm
from search.actions import rebuild
from search.models import ThesaurusEntry
from search.models.thesaurus import lines
from search.wording import load_thesaurus
from tests.making import service

from .making import published

pytestmark = pytest.mark.django_db


def entry(code="glossary-ehc-plan"):
    return ThesaurusEntry.objects.filter(code=code).first()


def ehc_plan(**fields):
    return published("EHC plan", expansion="education, health and care plan", also=("EHCP", "EHC"), **fields)


def test_whichever_way_a_family_says_a_term_the_search_looks_for_every_other_way():
    ehc_plan()
    made = entry()
    assert made.in_use
    assert (made.name, lines(made.phrases)) == (
        "EHC plan",
        ("education, health and care plan", "EHCP", "EHC"),
    )
    assert lines(made.look_for) == ("EHC plan", "education, health and care plan", "EHCP", "EHC")


def test_a_changed_term_changes_its_entry_and_one_taken_away_takes_it_away():
    term = ehc_plan()
    term.also = "EHCP"
    term.save_revision().publish()
    assert lines(entry().phrases) == ("education, health and care plan", "EHCP")
    term.unpublish()
    assert entry() is None
    term.save_revision().publish()
    assert entry() is not None
    term.delete()
    assert entry() is None


def test_a_draft_tells_the_search_nothing():
    term = ehc_plan()
    term.also = "EHCP\nsecret way"
    term.save_revision()
    assert "secret way" not in entry().phrases
    GlossaryTerm.objects.create(term="Draft", plain="x", also="sketch", live=False)
    assert entry("glossary-draft") is None


def test_an_entry_that_an_editor_changed_is_hers_from_then_on():
    term = ehc_plan()
    hers = entry()
    hers.phrases += "\nplan with legal force"
    hers.save()
    term.also = "EHCP"
    term.save_revision().publish()
    assert entry().phrases == hers.phrases
    term.delete()
    assert entry().phrases == hers.phrases


def test_a_phrase_of_an_editors_own_entry_is_left_to_it():
    own = ThesaurusEntry.objects.create(code="ehcp", name="Plans", phrases="EHCP\nEHC plans", look_for="x")
    ehc_plan()
    made = entry()
    assert (made.name, lines(made.phrases)) == ("education, health and care plan", ("EHC",))
    own.refresh_from_db()
    assert (own.name, own.phrases) == ("Plans", "EHCP\nEHC plans")


def test_a_term_that_is_said_in_one_way_or_known_already_needs_no_entry():
    published("respite")
    assert entry("glossary-respite") is None
    ThesaurusEntry.objects.create(code="own", name="SENCO", phrases="special needs teacher", look_for="x")
    published("SENCO", also=("special needs teacher",))
    assert entry("glossary-senco") is None


def test_a_load_of_the_thesaurus_files_leaves_the_glossarys_entries_there(tmp_path):
    path = tmp_path / "words.json"
    path.write_text('{"entries": [{"code": "swim", "name": "Swimming", "look_for": ["pool"]}]}')
    ehc_plan()
    load_thesaurus(path, take_out=True)
    assert entry() is not None


def test_a_parent_who_types_the_letters_finds_the_listing_that_writes_them_out(client):
    service("Plans explained", summary="About your education, health and care plan.")
    rebuild()
    assert "Plans explained" not in client.get("/find/?q=EHCP").content.decode()
    ehc_plan()
    assert "Plans explained" in client.get("/find/?q=EHCP").content.decode()
