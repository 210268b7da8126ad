"""A promise about a gap: drafted by a button, checked, published, and held to what it was made on."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import ModelLogEntry, Workflow, WorkflowState

from localoffer.commissioning.actions.plan import CannotPlanError, plan_for_gap
from localoffer.commissioning.actions.scenario import make_scenario
from localoffer.commissioning.models import ActionItem, AreaGap, GapRun, Scenario, UnmetDemand
from localoffer.commissioning.permissions import set_up_roles
from tests.directory.test_admin import filled

from .making import north
from .making_plans import again, hall, measured, person

pytestmark = pytest.mark.django_db
PRIDDY, UBLEY = "E01000002", "E01000004"
AREA = f"/gaps/clubs/areas/{PRIDDY}/"


@pytest.fixture
def run(tmp_path, settings):
    return measured(tmp_path, settings)


def edit(item):
    return reverse("wagtailsnippets_commissioning_actionitem:edit", args=[item.pk])


def button(client, address):
    """The form of the button, as a browser would send it."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    forms = page.select('form[action="/action-plan/new/"]')
    assert len(forms) < 2
    return (
        {field["name"]: field["value"] for field in forms[0].select("input[type=hidden]")} if forms else None
    )


def planned(run, **fields):
    return plan_for_gap(
        run=run,
        area_codes=[PRIDDY],
        **{"promise": "We will open a club.", "owner": "Short breaks team"} | fields,
    )


def test_a_draft_keeps_the_run_and_the_scores_of_its_areas_and_nobody_sees_it_yet(run, client):
    item = plan_for_gap(run=run, area_codes=[UBLEY, PRIDDY, UBLEY])
    gap = AreaGap.objects.get(run=run, code=PRIDDY)
    assert item.title == "Clubs: Ubley, Priddy"
    assert [area["name"] for area in item.areas] == ["Ubley", "Priddy"]
    assert item.areas[1] == {
        "code": PRIDDY,
        "name": "Priddy",
        "score": 0.0,
        "nearest_km": gap.nearest_km,
        "children": 260.0,
    }
    assert (item.run, item.live, item.has_unpublished_changes) == (run, False, True)
    assert item.latest_revision is not None
    assert client.get(item.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("codes", [[], ["E99"], [PRIDDY, "E99"]])
def test_an_area_that_was_not_measured_cant_be_planned_for_and_nothing_is_written(run, codes):
    with pytest.raises(CannotPlanError, match="not in the run of Clubs"):
        plan_for_gap(run=run, area_codes=codes)
    assert not ActionItem.objects.exists()


def test_what_is_wrong_in_a_promise_is_refused_whole(run):
    with pytest.raises(ValidationError):
        planned(run, progress="dreamed of")
    assert not ActionItem.objects.exists()


def test_a_run_that_was_never_finished_justifies_nothing(run):
    GapRun.objects.filter(pk=run.pk).update(complete=False)
    run.refresh_from_db()
    with pytest.raises(CannotPlanError):
        planned(run)


def test_a_commissioner_plans_from_the_page_of_an_area_and_lands_in_the_editor(run, client):
    commissioner = person("commissioner")
    client.force_login(commissioner)
    answer = client.post("/action-plan/new/", button(client, AREA))
    item = ActionItem.objects.get()
    assert answer["Location"] == edit(item)
    assert [area["code"] for area in item.areas] == [PRIDDY]
    assert ModelLogEntry.objects.for_instance(item).first().user == commissioner
    page = BeautifulSoup(client.get(answer["Location"]).content, "html.parser")
    assert "Priddy" in page.get_text()
    assert "20.1 km" in page.get_text()


def test_a_commissioner_plans_on_a_what_if_for_all_who_gain(run, client):
    hall("Blagdon Hall", north(24))
    scenario = make_scenario(run=run, candidates="venues", more=1)
    client.force_login(person("commissioner"))
    client.post("/action-plan/new/", button(client, scenario.get_absolute_url()))
    item = ActionItem.objects.get()
    assert (item.scenario, item.run) == (scenario, run)
    assert {area["name"] for area in item.areas} == {"Priddy", "Blagdon", "Ubley"}


@pytest.mark.parametrize("role", [None, "editor"])
def test_nobody_else_can_plan_or_is_shown_the_button(run, client, role):
    if role:
        client.force_login(person(role))
    assert button(client, AREA) is None
    answer = client.post("/action-plan/new/", {"run": run.pk, "area": PRIDDY})
    assert answer.status_code == (403 if role else 302)
    assert client.get("/action-plan/new/").status_code == 405
    assert not ActionItem.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"run": "x"},
        {"run": "999", "area": PRIDDY},
        {"scenario": "7"},
        {"scenario": "²"},
        {"area": PRIDDY},
    ],
)
def test_a_gap_that_is_gone_cant_be_planned_for_and_the_page_says_so(run, client, sent):
    client.force_login(person("commissioner"))
    answer = client.post("/action-plan/new/", sent)
    assert answer.status_code == 400
    assert b"Nothing was written" in answer.content
    assert not ActionItem.objects.exists()


def test_a_commissioner_writes_and_sends_it_a_reviewer_publishes_it_and_then_everybody_reads_it(run, client):
    item = plan_for_gap(run=run, area_codes=[PRIDDY])
    client.force_login(person("commissioner"))
    sent = filled(client, edit(item)) | {"promise": "A club on Saturdays.", "owner": "Short breaks team"}
    refused = client.post(edit(item), sent | {"action-publish": "1"})
    assert not ActionItem.objects.get().live, refused
    client.post(edit(item), sent | {"action-submit": "1"})
    item.refresh_from_db()
    assert (item.live, item.current_workflow_state.status) == (False, WorkflowState.STATUS_IN_PROGRESS)
    client.force_login(person("reviewer"))
    task = item.current_workflow_task_state
    client.post(
        reverse(
            "wagtailsnippets_commissioning_actionitem:workflow_action", args=[item.pk, "approve", task.pk]
        )
    )
    item.refresh_from_db()
    assert item.live
    client.logout()
    assert "A club on Saturdays." in client.get(item.get_absolute_url()).content.decode()


def test_a_promise_without_words_or_a_team_is_kept_as_a_draft_but_never_sent_or_published(run, client):
    item = plan_for_gap(run=run, area_codes=[PRIDDY])
    client.force_login(person("reviewer"))
    client.post(edit(item), filled(client, edit(item)) | {"title": "Only a title"})
    item.refresh_from_db()
    assert item.get_latest_revision_as_object().title == "Only a title"
    for verb in ("action-publish", "action-submit"):
        answer = client.post(edit(item), filled(client, edit(item)) | {verb: "1"})
        assert "This field is required" in answer.content.decode()
    item.refresh_from_db()
    assert (item.live, item.current_workflow_state) == (False, None)


def test_editing_and_publishing_never_change_what_it_was_made_on(run, client):
    item = planned(run)
    before = (item.run_id, item.scenario_id, list(item.areas))
    other = again(run.measure)
    client.force_login(person("reviewer"))
    forged = {"run": other.pk, "areas": "[]", "scenario": "", "areas-0-score": "9"}
    sent = filled(client, edit(item)) | forged | {"title": "Better words", "action-publish": "1"}
    assert client.post(edit(item), sent).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.live) == ("Better words", True)
    assert (item.run_id, item.scenario_id, item.areas) == before


def test_not_even_a_revision_that_says_otherwise_changes_it(run):
    item = planned(run)
    kept = list(item.areas)
    other = again(run.measure)
    revision = item.save_revision()
    revision.content |= {"areas": [], "run": other.pk, "title": "From the revision"}
    revision.save()
    revision.publish()
    item.refresh_from_db()
    assert (item.title, item.live) == ("From the revision", True)
    assert (item.areas, item.run) == (kept, run)


def test_a_run_that_a_promise_stands_on_cant_be_deleted(run):
    planned(run)
    with pytest.raises(ProtectedError):
        run.delete()


def test_what_happened_since_is_written_in_the_same_draft_and_public_when_it_is(run, client):
    item = planned(run)
    item.save_revision().publish()
    client.force_login(person("reviewer"))
    sent = filled(client, edit(item)) | {
        "updates-TOTAL_FORMS": "1",
        "updates-0-id": "",
        "updates-0-ORDER": "1",
        "updates-0-on": "2026-11-20",
        "updates-0-text": "A hall is found.",
    }
    client.post(edit(item), sent)
    assert "A hall is found." not in client.get(item.get_absolute_url()).content.decode()
    client.post(edit(item), filled(client, edit(item)) | {"action-publish": "1"})
    page = BeautifulSoup(client.get(item.get_absolute_url()).content, "html.parser")
    assert (
        " ".join(page.select_one("#updates li").get_text(" ").split()) == "20 November 2026 A hall is found."
    )


def test_what_happened_next_is_written_beside_what_is_public_already(run, client):
    item = planned(run)
    item.updates.create(on=date(2026, 11, 20), text="A hall is found.")
    item.save_revision().publish()
    client.force_login(person("reviewer"))
    sent = filled(client, edit(item)) | {
        "updates-TOTAL_FORMS": "2",
        "updates-0-text": "A hall is found, and it is warm.",
        "updates-1-id": "",
        "updates-1-ORDER": "2",
        "updates-1-on": "2026-11-21",
        "updates-1-text": "The club has opened.",
        "action-publish": "1",
    }
    client.post(edit(item), sent)
    said = list(ActionItem.objects.get(pk=item.pk).updates.values_list("text", flat=True))
    assert said == ["The club has opened.", "A hall is found, and it is warm."]


def test_a_reviewer_sees_the_draft_as_families_would(run):
    item = planned(run)
    page = item.make_preview_request()
    assert page.status_code == 200
    assert "We will open a club." in page.render().content.decode()


LISTS = (
    "wagtailsnippets_commissioning_actionitem:list",
    "wagtailsnippets_commissioning_measure:list",
    "gaprun:index",
    "scenario:index",
    "unmetdemand:index",
)


@pytest.mark.parametrize("role", ["commissioner", "reviewer"])
def test_the_menu_of_gaps_opens_every_list(run, client, role):
    make_scenario(run=run, candidates="areas", more=1)
    planned(run)
    client.force_login(person(role))
    assert "Gaps and plan" in client.get(reverse("wagtailadmin_home")).content.decode()
    for address in LISTS:
        assert client.get(reverse(address)).status_code == 200, address
    assert client.get(reverse("gaprun:inspect", args=[run.pk])).status_code == 200


def test_not_even_an_operator_changes_a_run_or_a_scenario_by_hand(run, client):
    scenario = make_scenario(run=run, candidates="areas", more=1)
    client.force_login(person("operator"))
    for address in (
        reverse("gaprun:edit", args=[run.pk]),
        reverse("gaprun:delete", args=[run.pk]),
        reverse("gaprun:add"),
        reverse("scenario:edit", args=[scenario.pk]),
    ):
        assert client.post(address, {"name": "Better"}).status_code == 302, address
    run.refresh_from_db()
    assert run.name == "Clubs"
    assert client.post(reverse("scenario:delete", args=[scenario.pk])).status_code == 302
    assert not Scenario.objects.exists()


def test_small_counts_of_what_is_missing_are_hidden_from_those_who_work_here_too(client):
    for code, times in (("club", 4), ("therapy", 1234)):
        UnmetDemand.objects.create(
            month=date(2026, 11, 1), area_code=PRIDDY, taxonomy="kind", code=code, times=times
        )
    client.force_login(person("commissioner"))
    shown = client.get(reverse("unmetdemand:index")).content.decode()
    assert "fewer than 5" in shown
    assert "1,234" in shown


def test_a_measure_with_ages_upside_down_is_refused_with_the_numbers(run, client):
    client.force_login(person("commissioner"))
    address = reverse("wagtailsnippets_commissioning_measure:edit", args=[run.measure_id])
    answer = client.post(address, filled(client, address) | {"age_from": "12", "age_to": "5"})
    assert "The oldest age (5) is below the youngest (12)." in answer.content.decode()
    sent = filled(client, address) | {"thresholds_km": "[15, 5]"}
    assert "from near to far" in client.post(address, sent).content.decode()


def test_the_roles_can_be_set_up_again_and_what_an_operator_added_stays():
    group = Group.objects.get(name="Commissioners")
    extra = Permission.objects.get(codename="delete_measure")
    group.permissions.add(extra)
    held, flows = group.permissions.count(), Workflow.objects.count()
    set_up_roles()
    assert group.permissions.count() == held
    assert extra in group.permissions.all()
    assert Workflow.objects.count() == flows
    assert not group.permissions.filter(codename="publish_actionitem").exists()
