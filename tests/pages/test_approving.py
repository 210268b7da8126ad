"""A reviewer who approves what isn't ready is told what is missing, and where; nothing is published."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site, TaskState
from wagtail.test.utils.form_data import streamfield

from localoffer.accounts.actions import make_person
from localoffer.front_door import permissions as front_door
from localoffer.front_door.models import Route
from localoffer.glossary import permissions as glossary
from localoffer.glossary.models import GlossaryTerm
from localoffer.graduated import permissions as graduated
from localoffer.graduated.models import Strategy
from localoffer.pages import permissions as pages
from localoffer.pages.models import GuidancePage
from tests.making import service
from tests.pages.forms import said, send
from tests.pages.making import home, page, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # The test's database has none where an earlier test emptied it.
    assert home()
    assert Site.objects.exists()
    for one in (pages, glossary, graduated, front_door):
        one.set_up_roles()


@pytest.fixture
def editor():
    return make_person(username="ed", password="a-long-enough-word-1", role="editor", email="ed@example.org")


@pytest.fixture
def reviewer():
    return make_person(
        username="rev", password="a-long-enough-word-1", role="reviewer", email="rev@example.org"
    )


def sent(draft, editor):
    """An unfinished draft, as its form saves one, that is being checked."""
    draft.save_revision(user=editor, clean=False)
    draft.get_workflow().start(draft, editor)
    return type(draft).objects.get(pk=draft.pk).current_workflow_task_state


def edited(draft):
    return reverse(draft.snippet_viewset.get_url_name("edit"), args=[draft.pk])


def approval(draft, task):
    return reverse(draft.snippet_viewset.get_url_name("workflow_action"), args=[draft.pk, "approve", task.pk])


def mend(answer):
    """Where the message's button leads."""
    return BeautifulSoup(answer.content, "html.parser").select_one(".messages a.button")["href"]


def test_a_page_that_was_spoilt_after_it_was_sent_is_not_approved_and_the_reviewer_reads_why(
    client, editor, reviewer
):
    draft = page(GuidancePage, "Noise", live=False)
    client.force_login(editor)
    send(client, draft, "submit")
    # While it is being checked, it is the reviewer who may change it.
    client.force_login(reviewer)
    spoilt = streamfield([("image", {"image": picture().pk, "alt": "", "caption": ""})])
    send(client, draft, body=spoilt)
    task = GuidancePage.objects.get(pk=draft.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    answer = client.post(address, {"comment": "", "next": "/admin/"}, follow=True)
    assert answer.status_code == 200
    assert "“Noise” was not approved, and nothing was published." in said(answer)
    assert "Body: Block 1 is a picture without alt text." in said(answer)
    assert mend(answer) == f"/admin/pages/{draft.pk}/edit/"
    left = GuidancePage.objects.get(pk=draft.pk)
    assert not left.live
    assert left.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    # Mended, it goes the same way.
    right = streamfield([("image", {"image": picture().pk, "alt": "A lamp", "caption": ""})])
    send(client, draft, body=right)
    client.post(address, {"comment": ""})
    assert GuidancePage.objects.get(pk=draft.pk).live


def upside_down(listing):
    listing.age_min, listing.age_max = 10, 5
    return listing


UNREADY = {
    "a term that explains nothing": (
        lambda: GlossaryTerm.objects.create(term="EHC plan", plain="", live=False),
        "What it means: This field cannot be blank.",
    ),
    "a strategy that nobody put on a level": (
        lambda: Strategy.objects.create(code="quiet", name="A quiet place", level="", live=False),
        "Level: This field cannot be blank.",
    ),
    "a listing with its ages upside down": (
        lambda: upside_down(service("Thursday club", live=False)),
        "The oldest age (5) is below the youngest (10).",
    ),
    "a route without a question": (
        lambda: Route.objects.create(live=False),
        "There is no question yet. Add one.",
    ),
}


@pytest.mark.parametrize("which", UNREADY)
def test_a_draft_that_is_not_ready_is_not_approved_and_the_reviewer_reads_why(
    client, editor, reviewer, which
):
    made, missing = UNREADY[which]
    draft = made()
    task = sent(draft, editor)
    client.force_login(reviewer)
    answer = client.post(approval(draft, task), {"comment": "", "next": "/admin/"}, follow=True)
    assert answer.status_code == 200
    assert f"“{draft}” was not approved, and nothing was published." in said(answer)
    assert missing in said(answer)
    assert mend(answer) == edited(draft)
    left = type(draft).objects.get(pk=draft.pk)
    assert not left.live
    assert left.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert left.current_workflow_task_state.finished_by is None


def test_wagtails_dialogue_is_led_to_the_same_message(client, editor, reviewer):
    draft = UNREADY["a term that explains nothing"][0]()
    task = sent(draft, editor)
    client.force_login(reviewer)
    answer = client.post(
        approval(draft, task), {"comment": "Fine"}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert answer.json() == {"step": "success", "redirect": edited(draft)}
    assert "What it means: This field cannot be blank." in said(client.get(edited(draft)))


def test_a_draft_that_is_ready_is_approved(client, editor, reviewer):
    draft = GlossaryTerm.objects.create(term="EHC plan", plain="A plan of help.", live=False)
    task = sent(draft, editor)
    client.force_login(reviewer)
    client.post(approval(draft, task), {"comment": ""})
    assert GlossaryTerm.objects.get(pk=draft.pk).live


def test_words_in_a_title_stay_words_in_the_message(client, editor, reviewer):
    draft = GlossaryTerm.objects.create(term="<b>Plan</b>", plain="", live=False)
    task = sent(draft, editor)
    client.force_login(reviewer)
    answer = client.post(approval(draft, task), {"comment": ""}, follow=True)
    assert "“&lt;b&gt;Plan&lt;/b&gt;” was not approved" in answer.content.decode()


def test_an_editor_is_still_kept_from_approving(client, editor):
    draft = UNREADY["a term that explains nothing"][0]()
    task = sent(draft, editor)
    client.force_login(editor)
    client.post(approval(draft, task), {"comment": ""})
    assert TaskState.objects.get(pk=task.pk).status == TaskState.STATUS_IN_PROGRESS


def test_a_mistake_of_another_kind_is_not_taken_for_a_refusal(client, editor, reviewer, monkeypatch):
    draft = GlossaryTerm.objects.create(term="EHC plan", plain="A plan of help.", live=False)
    task = sent(draft, editor)
    client.force_login(reviewer)

    def broken(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(GlossaryTerm, "publish", broken)
    with pytest.raises(RuntimeError, match="the disk is full"):
        client.post(approval(draft, task), {"comment": ""})
