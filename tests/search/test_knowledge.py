"""What editors save is true for the very next question, and costs nothing while nothing is saved."""

import threading

import pytest
from django.db import connection, transaction

from directory.models import TaxonomyTerm
from search import knowledge
from search.choices import names
from search.models import ThesaurusEntry, UrgentContact, WordsRevision
from search.terms import Facet
from tests import making

pytestmark = pytest.mark.django_db


def known():
    return knowledge.known(names())


def phrases():
    return {entry.code: entry.phrases for entry in known().knowledge.entries}


def test_a_directory_without_a_word_is_known_too(django_assert_num_queries):
    with django_assert_num_queries(1):
        asked = names()
    assert asked.revision == ("", "")
    assert known().knowledge.entries == ()
    assert known().knowledge.places == ()


def test_the_edition_comes_with_the_names_in_one_statement(django_assert_num_queries):
    making.term("autism", name="Autism", other_words=["ASD"])
    making.term("short-break", "kind", name="Short break")
    ThesaurusEntry.objects.create(code="respite", name="Respite")
    with django_assert_num_queries(1):
        asked = names()
    assert asked.of(Facet.NEED)["autism"].other_words == ("ASD",)
    assert asked.of(Facet.KIND)["short-break"].name == "Short break"
    assert asked.revision[0] == str(WordsRevision.objects.get())


def test_terms_stay_in_the_editors_order():
    for code, order in (("zebra", 1), ("autism", 2), ("adhd", 10)):
        making.term(code, order=order)
    assert list(names().of(Facet.NEED)) == ["zebra", "autism", "adhd"]


def test_an_entry_is_known_to_the_next_question_and_then_costs_nothing(django_assert_num_queries):
    known()
    entry = ThesaurusEntry.objects.create(code="respite", name="Respite", phrases="a break")
    assert phrases() == {"respite": ("a break",)}
    with django_assert_num_queries(1):
        first = known()
    with django_assert_num_queries(1):
        assert known() is first
    entry.phrases = "a rest"
    entry.save()
    assert phrases() == {"respite": ("a rest",)}
    entry.delete()
    assert phrases() == {}


def test_a_new_edition_takes_a_handful_of_statements(django_assert_max_num_queries):
    ThesaurusEntry.objects.create(code="respite", name="Respite")
    with django_assert_max_num_queries(3):
        known()


def test_an_entry_that_is_switched_off_is_not_known():
    ThesaurusEntry.objects.create(code="respite", name="Respite", in_use=False)
    assert phrases() == {}


def test_entries_deleted_together_are_gone_from_the_next_question():
    for code in ("one", "two"):
        ThesaurusEntry.objects.create(code=code, name=code)
    assert len(phrases()) == 2
    ThesaurusEntry.objects.all().delete()
    assert phrases() == {}


def test_an_urgent_contact_is_known_to_the_next_question():
    assert known().urgent == ()
    contact = UrgentContact.objects.create(name="Night line", phone="01632 960111", text="At night.")
    assert [(one.name, one.phone, one.text) for one in known().urgent] == [
        ("Night line", "01632 960111", "At night.")
    ]
    contact.phone = "01632 960222"
    contact.save()
    assert known().urgent[0].phone == "01632 960222"
    contact.delete()
    assert known().urgent == ()


def test_a_term_that_is_renamed_is_known_by_its_new_name_however_it_was_written():
    making.term("autism", name="Autism", other_words=["ASD"])
    assert known().knowledge.terms.names[Facet.NEED, "autism"] == ("Autism", "ASD")
    TaxonomyTerm.objects.filter(code="autism").update(name="Autism and us")
    assert known().knowledge.terms.names[Facet.NEED, "autism"] == ("Autism and us", "ASD")


def test_ways_in_and_features_are_no_words_for_help():
    making.term("parking", "feature")
    assert dict(known().knowledge.terms.names) == {}


def test_the_places_are_those_of_the_live_generation(county):
    assert set(known().knowledge.places) == {"Bridgwater", "Exford"}


def test_an_edit_of_the_thesaurus_does_not_read_the_gazetteer_again(county, django_assert_num_queries):
    known()
    ThesaurusEntry.objects.create(code="respite", name="Respite")
    with django_assert_num_queries(3) as captured:
        assert known().knowledge.places
    assert not any("namedplace" in query["sql"] for query in captured.captured_queries)


def test_what_was_taken_back_with_its_transaction_is_forgotten():
    ThesaurusEntry.objects.create(code="respite", name="Respite", phrases="a break")
    with transaction.atomic():
        ThesaurusEntry.objects.create(code="mistake", name="Mistake")
        assert set(phrases()) == {"respite", "mistake"}
        transaction.set_rollback(True)
    assert set(phrases()) == {"respite"}
    # As many edits as were taken back: a count would now be where it was.
    with transaction.atomic():
        ThesaurusEntry.objects.create(code="right", name="Right")
    assert set(phrases()) == {"respite", "right"}


def test_requests_that_began_before_an_edit_keep_their_edition(django_assert_num_queries):
    before = names()
    old = knowledge.known(before)
    ThesaurusEntry.objects.create(code="respite", name="Respite")
    assert known() is not old
    with django_assert_num_queries(0):
        assert knowledge.known(before) is old


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_an_edit_at_its_next_question():
    seen = {}

    def ask(when):
        try:
            seen[when] = phrases()
        finally:
            connection.close()

    for when, entry in (("before", None), ("after", "respite")):
        if entry:
            ThesaurusEntry.objects.create(code=entry, name=entry, phrases="a break")
        thread = threading.Thread(target=ask, args=(when,))
        thread.start()
        thread.join()
    assert seen == {"before": {}, "after": {"respite": ("a break",)}}
