"""Editors write, reviewers publish."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Workflow, WorkflowPage

from localoffer.accounts.actions import make_person
from localoffer.pages.models import GuidancePage
from localoffer.pages.permissions import set_up_roles
from tests.pages.forms import said, send
from tests.pages.making import home, page, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles():
    home()
    set_up_roles()


def person(client, role):
    made = make_person(username=role, password="a-long-enough-word-1", role=role, email=f"{role}@example.org")
    client.force_login(made)
    return made


def test_an_editor_writes_a_draft_and_sends_it_and_can_not_publish(client):
    person(client, "editor")
    draft = page(GuidancePage, "Noise", live=False)
    refused = send(client, draft, "publish", title="Noise at school")
    draft.refresh_from_db()
    assert not draft.live
    assert refused.status_code == 200
    sent = send(client, draft, "submit", title="Noise at school")
    assert "submitted for moderation" in said(sent)
    draft.refresh_from_db()
    assert draft.current_workflow_state.workflow.name == "Checked before families see it"


def test_a_reviewer_approves_what_an_editor_sent_and_families_see_it(client):
    person(client, "editor")
    draft = page(GuidancePage, "Noise", slug="noise", live=False, body=[paragraph("Some rooms echo.")])
    send(client, draft, "submit")
    assert client.get("/noise/").status_code == 404
    person(client, "reviewer")
    draft.refresh_from_db()
    task = draft.current_workflow_task_state
    client.post(f"/admin/pages/workflow/action/{draft.pk}/approve/{task.pk}/", {"comment": ""})
    client.logout()
    assert client.get("/noise/").status_code == 200


def test_what_each_role_may_do(client):
    there = page(GuidancePage, "Noise")
    editor = person(client, "editor")
    may = there.permissions_for_user(editor)
    assert (may.can_edit(), may.can_add_subpage(), may.can_publish(), may.can_unpublish()) == (
        True,
        True,
        False,
        False,
    )
    assert not may.can_delete()
    reviewer = person(client, "reviewer")
    may = there.permissions_for_user(reviewer)
    assert all((may.can_edit(), may.can_publish(), may.can_unpublish(), may.can_delete(), may.can_lock()))
    assert client.get("/admin/redirects/").status_code == 200
    person(client, "editor")
    assert client.get("/admin/redirects/").status_code == 302
    assert client.get("/admin/images/add/").status_code == 200


def test_setting_up_twice_adds_nothing_and_takes_nothing_away_that_an_operator_added():
    group = Group.objects.create(name="Governors")
    before = WorkflowPage.objects.count()
    set_up_roles()
    call_command("migrate", verbosity=0)
    assert WorkflowPage.objects.count() == before == 1
    assert Group.objects.filter(pk=group.pk).exists()


def test_a_workflow_that_an_operator_chose_stays(client):
    own = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.update(workflow=own)
    set_up_roles()
    assert [one.workflow.name for one in WorkflowPage.objects.all()] == ["Ours"]
