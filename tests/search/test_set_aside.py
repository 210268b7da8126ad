"""Editors see which listings the search could not take, why, and where to mend them."""

import pytest
from django.urls import reverse

from localoffer.accounts.actions import make_person
from search.models import IndexTask
from tests import making

pytestmark = pytest.mark.django_db

REPORT = "/admin/search/set-aside/"


@pytest.fixture
def editor(client, index):
    client.force_login(make_person(username="ed", password="x", role="editor", email="ed@example.org"))
    return client


def refused(service, why, engine="embedded"):
    return IndexTask.objects.create(engine=engine, key=service.pk, set_aside=why)


def test_an_editor_reads_which_listing_was_refused_why_and_where_to_mend_it(editor):
    service = making.service("Thursday Crew")
    refused(service, "Its description is too long.")
    page = editor.get(reverse("search_set_aside")).content.decode()
    assert "Thursday Crew" in page
    assert "Its description is too long." in page
    assert reverse("wagtailsnippets_directory_service:edit", args=[str(service.pk)]) in page
    assert "publish it again" in page


def test_what_only_waits_its_turn_is_not_shown_as_refused(editor):
    IndexTask.objects.create(engine="embedded", key=making.service("Thursday Crew").pk)
    page = editor.get(REPORT).content.decode()
    assert "Thursday Crew" not in page
    assert "The search has taken every listing and page." in page


def test_what_an_engine_refused_that_the_site_no_longer_uses_concerns_nobody(editor, settings):
    refused(making.service("Thursday Crew"), "Too long.", engine="elastic")
    assert "Thursday Crew" not in editor.get(REPORT).content.decode()
    settings.SEARCH_ENGINE = "elastic"
    page = editor.get(REPORT).content.decode()
    assert "Thursday Crew" in page
    assert "Elasticsearch" in page


def test_a_refused_listing_that_is_gone_is_still_counted_and_leads_nowhere(editor):
    service = making.service("Thursday Crew")
    refused(service, "Too long.")
    service.delete()
    page = editor.get(REPORT).content.decode()
    assert "A listing that is gone" in page
    assert "Too long." in page


def test_the_report_takes_no_more_statements_for_forty_listings_than_for_one(
    editor, django_assert_max_num_queries
):
    refused(making.service("One"), "Too long.")
    editor.get(REPORT)
    with django_assert_max_num_queries(60) as one:
        editor.get(REPORT)
    for number in range(40):
        refused(making.service(f"Club {number}"), "Too long.")
    with django_assert_max_num_queries(len(one)):
        assert "Club 39" in editor.get(REPORT).content.decode()


def test_editors_find_the_report_in_their_menu(editor):
    assert "Listings the search could not take" in editor.get("/admin/").content.decode()


def test_somebody_who_may_not_mend_listings_is_not_shown_them(client, index, django_user_model):
    from django.contrib.auth.models import Permission

    person = django_user_model.objects.create_user("looks", email="looks@example.org", password="x")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    refused(making.service("Thursday Crew"), "Too long.")
    response = client.get(REPORT, follow=True)
    assert "Too long." not in response.content.decode()
    assert "Listings the search could not take" not in client.get("/admin/").content.decode()
