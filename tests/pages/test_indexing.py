"""Pages among what the search finds, and the index that follows what happens to them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from directory.models import TaxonomyTerm
from localoffer.pages.indexing import SOURCE
from localoffer.pages.models import FaqPage, GuidancePage, TopicPage
from search.models import IndexTask
from search.sources import key_of, number_of
from tests.making import term
from tests.pages.making import everything, page, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def key(made):
    return key_of(SOURCE, made.pk)


def documents(*pages):
    keys = [key(one) for one in pages] or None
    return {document.name: document for document in SOURCE.documents(keys)}


def queued():
    waiting = {number_of(one) for one in IndexTask.objects.values_list("key", flat=True)}
    IndexTask.objects.all().delete()
    return waiting


def test_every_live_page_of_words_is_a_document_with_its_words_and_what_it_is_about():
    term("sensory", name="Senses", parent="physical")
    pages = everything()
    found = documents()
    assert set(found) == {made.title for made in pages.values()}
    assert SOURCE.count() == len(pages)
    noise = found["Finding noise hard"]
    assert noise.url == pages["guidance"].url
    assert noise.label == "Guidance"
    assert noise.needs == ("sensory", "physical")
    assert noise.kinds == ("club",)
    assert noise.checked == pages["guidance"].reviewed_on
    assert "covers her ears" in noise.topics
    for words in ("Ask for a meeting", "Under 5", "It changed our mornings", "Ask before 31 October"):
        assert words in noise.description
    assert "team@example.org" not in noise.description
    assert found["Ask for a plan"].label == "Step by step"
    assert "Ask school to write" in found["Ask for a plan"].description


def test_a_question_is_found_by_its_own_words():
    made = everything()["faq"]
    told = documents(made)["Questions about plans"].description
    assert "How long does it take?" in told
    assert "20 weeks." in told


def test_a_draft_a_private_page_with_all_under_it_and_an_expired_one_are_no_documents():
    topic = page(TopicPage, "Private topic")
    page(GuidancePage, "Under it", topic)
    PageViewRestriction.objects.create(page=topic, restriction_type="password", password="x")
    page(GuidancePage, "Draft", live=False)
    over = page(GuidancePage, "Over")
    GuidancePage.objects.filter(pk=over.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    page(GuidancePage, "Public")
    assert set(documents()) == {"Public"}
    assert SOURCE.count() == 1


def test_only_the_keys_asked_for_are_given_and_unknown_ones_are_nobody():
    one, _other = page(GuidancePage, "One"), page(GuidancePage, "Other")
    assert set(documents(one)) == {"One"}
    assert list(SOURCE.documents([key_of(SOURCE, 999_999)])) == []
    assert list(SOURCE.documents([])) == []


def test_more_pages_take_no_more_statements(django_assert_num_queries, django_assert_max_num_queries):
    for number in range(2):
        page(GuidancePage, f"G{number}", needs=["sensory"], kinds=["club"])
        page(FaqPage, f"F{number}", needs=["sensory"])
    documents()
    most = 8  # who may see what, the rows, the terms; for each of two types its pages, needs and kinds
    with django_assert_max_num_queries(most + 1):
        documents()
    for number in range(2, 12):
        page(GuidancePage, f"G{number}", needs=[f"need-{number}"], kinds=["club"], body=[paragraph("Words.")])
        page(FaqPage, f"F{number}", needs=["sensory"])
    with django_assert_max_num_queries(most + 1):
        assert len(documents()) == 24


def test_the_index_hears_of_a_page_published_changed_and_taken_down():
    made = page(GuidancePage, "Noise")
    assert made.pk in queued()
    made.save_revision()
    assert made.pk not in queued()
    GuidancePage.objects.get(pk=made.pk).save_revision().publish()
    assert made.pk in queued()
    GuidancePage.objects.get(pk=made.pk).unpublish()
    assert made.pk in queued()


def test_the_index_hears_of_a_page_and_all_under_it_when_it_is_moved_renamed_or_deleted(
    django_capture_on_commit_callbacks,
):
    topic, other = page(TopicPage, "School"), page(TopicPage, "Senses")
    noise = page(GuidancePage, "Noise", topic)
    lunch = page(GuidancePage, "Lunch", noise)
    queued()
    Page.objects.get(pk=noise.pk).move(Page.objects.get(pk=other.pk), "last-child")
    assert {noise.pk, lunch.pk} <= queued()
    other = TopicPage.objects.get(pk=other.pk)
    other.slug = "feelings"
    with django_capture_on_commit_callbacks(execute=True):
        other.save_revision().publish()
    assert {other.pk, noise.pk, lunch.pk} <= queued()
    Page.objects.get(pk=other.pk).delete()
    assert {other.pk, noise.pk, lunch.pk} <= queued()


def test_the_index_hears_of_a_topic_made_private_and_public_again():
    topic = page(TopicPage, "School")
    noise = page(GuidancePage, "Noise", topic)
    queued()
    wall = PageViewRestriction.objects.create(page=topic, restriction_type="login")
    assert {topic.pk, noise.pk} <= queued()
    wall.delete()
    assert {topic.pk, noise.pk} <= queued()


def test_the_index_hears_of_the_pages_about_a_need_that_is_renamed_or_deleted():
    noise = page(GuidancePage, "Noise", needs=["sensory"])
    page(GuidancePage, "Other", needs=["autism"])
    queued()
    sensory = TaxonomyTerm.objects.get(code="sensory")
    sensory.name = "Senses and body"
    sensory.save()
    assert queued() == {noise.pk}
    sensory.delete()
    assert noise.pk in queued()


def test_a_change_that_is_taken_back_leaves_no_task():
    from django.db import transaction

    made = page(GuidancePage, "Noise")
    queued()
    with transaction.atomic():
        GuidancePage.objects.get(pk=made.pk).unpublish()
        assert IndexTask.objects.exists()
        transaction.set_rollback(True)
    assert queued() == set()
