"""Editors write a few words, reviewers approve, and nobody sees who reads."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from localoffer.accounts.actions import Post, make_person
from localoffer.newsletter.actions.forgetting import forget_unconfirmed
from localoffer.newsletter.models import Delivery, Digest, Issue, Reader, SavedSearch, TermDates
from tests.newsletter.test_sending import club, issue
from tests.newsletter.world import PARENT, reader, seen, sign_up

pytestmark = pytest.mark.django_db

__all__ = ["club", "issue"]


def somebody(role: Post) -> Client:
    make_person(username=role.value, password="a-long-password-1", role=role)
    client = Client()
    assert client.login(username=role.value, password="a-long-password-1")
    return client


@pytest.fixture
def draft(issue) -> Issue:
    Issue.objects.update(status="draft")
    issue.refresh_from_db()
    return issue


def look(client: Client, issue: Issue) -> str:
    answer = client.get(f"/admin/newsletter/issue/{issue.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, issue: Issue, what: str, **more: str) -> int:
    return client.post(f"/admin/newsletter/issue/{issue.pk}/", {"do": what, **more}).status_code


def test_an_editor_writes_the_first_words_and_sees_the_mail(draft):
    editor = somebody(Post.EDITOR)
    assert "Thursday Crew" in look(editor, draft)
    assert do(editor, draft, "write", intro="Half term is near.\n\nRead on.") == 302
    assert "Half term is near." in look(editor, draft)
    mail = editor.get(f"/admin/newsletter/issue/{draft.pk}/mail/").content.decode()
    assert "<p>Half term is near.</p>" in mail
    assert "Thursday Crew" in mail
    assert "Approve to be sent" not in look(editor, draft)


def test_a_reviewer_approves_and_an_editor_may_not(draft):
    editor, reviewer = somebody(Post.EDITOR), somebody(Post.REVIEWER)
    assert do(editor, draft, "approve") in (302, 403)
    draft.refresh_from_db()
    assert draft.status == "draft"
    do(reviewer, draft, "approve")
    draft.refresh_from_db()
    assert (draft.status, draft.approved_by.username) == ("approved", "reviewer")
    do(editor, draft, "write", intro="Too late")
    draft.refresh_from_db()
    assert draft.intro == ""


def test_an_approval_may_be_taken_back_until_somebody_has_had_it(draft):
    reviewer = somebody(Post.REVIEWER)
    do(reviewer, draft, "approve")
    do(reviewer, draft, "take-back")
    draft.refresh_from_db()
    assert draft.status == "draft"
    do(reviewer, draft, "approve")
    Delivery.objects.create(issue=draft, reader=reader(), outcome="sent")
    do(reviewer, draft, "take-back")
    draft.refresh_from_db()
    assert draft.status == "approved"


def test_the_list_of_issues_says_how_many_got_one_and_grows_no_statements(draft):
    reviewer = somebody(Post.REVIEWER)
    Delivery.objects.create(issue=draft, reader=reader(), outcome="sent")
    reviewer.get("/admin/issue/")
    with CaptureQueriesContext(connection) as one:
        page = seen(reviewer.get("/admin/issue/").content.decode())
    assert "Week of" in page
    for weeks in range(1, 6):
        before = draft.week - timedelta(days=7 * weeks)
        Issue.objects.create(week=before, since=draft.since, until=draft.until)
    with CaptureQueriesContext(connection) as six:
        reviewer.get("/admin/issue/")
    assert len(six) == len(one)


@pytest.mark.parametrize("role", [Post.EDITOR, Post.REVIEWER, Post.COMMISSIONER])
def test_nobody_but_operators_sees_who_reads(role: Post):
    made = reader(needs=[], searches=["need=autism"])
    client = somebody(role)
    for path in ("", f"delete/{made.pk}/", "?export=csv", "?export=xlsx", f"inspect/{made.pk}/"):
        answer = client.get(f"/admin/reader/{path}")
        assert answer.status_code in (302, 403, 404), path
        assert PARENT not in answer.content.decode()
    assert "/admin/reader/" not in client.get("/admin/").content.decode()
    client.post(f"/admin/reader/delete/{made.pk}/")
    assert Reader.objects.exists()


def test_an_operator_finds_and_deletes_a_reader_and_downloads_nobody():
    made = reader(needs=[], searches=["need=autism"])
    operator = somebody(Post.OPERATOR)
    assert PARENT in operator.get("/admin/reader/").content.decode()
    for kind in ("csv", "xlsx"):
        answer = operator.get(f"/admin/reader/?export={kind}")
        assert "text/html" in answer.headers["Content-Type"] or PARENT.encode() not in b"".join(answer)
    operator.post(f"/admin/reader/delete/{made.pk}/")
    assert not Reader.objects.exists()
    assert not SavedSearch.objects.exists()
    assert PARENT not in " ".join(entry.label + str(entry.data) for entry in ModelLogEntry.objects.all())


def test_wagtail_keeps_no_second_list_of_who_wants_what():
    reader(needs=["autism"], searches=["need=autism"])
    kinds = [model._meta.label_lower for model in (Reader, Digest, SavedSearch, Delivery)]
    assert not [model for model in map(apps.get_model, kinds) if ReferenceIndex.model_is_indexable(model)]


def test_an_editor_keeps_the_term_dates():
    editor = somebody(Post.EDITOR)
    path = "/admin/snippets/newsletter/termdates/add/"
    editor.post(path, {"name": "Autumn", "starts": "2026-09-02", "ends": "2026-10-23"})
    assert TermDates.objects.get().name == "Autumn"
    answer = editor.post(path, {"name": "Spring", "starts": "2027-02-12", "ends": "2027-01-04"})
    assert "is before the first" in answer.content.decode()


# --- What is not needed any more


def test_what_nobody_confirmed_within_a_week_is_deleted(client: Client):
    sign_up(client, "late@example.org")
    client.post("/newsletter/alert/?need=autism", {"email": "late@example.org"})
    sign_up(client, "new@example.org")
    known = reader("known@example.org", needs=[])
    client.post("/newsletter/alert/?need=autism", {"email": "known@example.org"})
    eight_days_ago = timezone.now() - timedelta(days=8)
    for model in (Reader, Digest, SavedSearch):
        late = model.objects.exclude(**{"email" if model is Reader else "reader__email": "new@example.org"})
        late.filter(confirmed_at__isnull=True).update(made_at=eight_days_ago)
    call_command("forget_unconfirmed")
    assert sorted(Reader.objects.values_list("email", flat=True)) == ["known@example.org", "new@example.org"]
    assert known.digests.count() == 1
    assert not known.searches.exists()


def test_who_had_an_issue_is_forgotten_after_a_month_and_how_many_is_kept(issue):
    Delivery.objects.create(issue=issue, reader=reader(needs=[]), outcome="sent")
    assert forget_unconfirmed().deliveries == 0
    assert forget_unconfirmed(timezone.now() + timedelta(days=45)).deliveries == 1
    issue.refresh_from_db()
    assert issue.told == 1
    assert not Delivery.objects.exists()
    forget_unconfirmed(timezone.now() + timedelta(days=46))
    issue.refresh_from_db()
    assert issue.told == 1
