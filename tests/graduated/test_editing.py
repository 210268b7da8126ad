"""Editors draft, reviewers publish; the search hears of it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowContentType

from localoffer.graduated.choices import Phase
from localoffer.graduated.indexing import LABEL, SOURCE
from localoffer.graduated.models import Strategy
from localoffer.graduated.permissions import TASK, set_up_roles
from search.models import IndexTask
from search.sources import key_of, source_of
from search.terms import Shelf
from tests.making import term

from .making_tool import made_area, made_barrier, made_strategy
from .test_pages import page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles():
    set_up_roles()


def person(role):
    user = get_user_model().objects.create_user(role.lower(), password="a-long-password-1")
    user.groups.add(Group.objects.get(name=role))
    return user


def address(name, *args):
    return reverse(Strategy.snippet_viewset.get_url_name(name), args=args)


def fields(barrier=None, **changes):
    """What the form of a strategy sends."""
    return {
        "name": "Quiet corner",
        "code": "quiet-corner",
        "level": "universal",
        "step": "",
        "primary": "on",
        "barriers": [barrier.pk] if barrier else [],
        "looks_like": "<b>A corner</b> with a screen",
        "evidence-count": "1",
        "evidence-0-deleted": "",
        "evidence-0-order": "0",
        "evidence-0-type": "source",
        "evidence-0-value-text": "It helps.",
        "evidence-0-value-url": "",
    } | changes


def test_an_editor_drafts_a_strategy_and_no_family_sees_it(client):
    barrier = made_barrier()
    client.force_login(person("Editors"))
    answer = client.post(address("add"), fields(barrier))
    assert answer.status_code == 302, answer.context["form"].errors
    strategy = Strategy.objects.get()
    assert not strategy.live
    draft = strategy.latest_revision.as_object()
    assert draft.looks_like == "A corner with a screen"
    assert [one.pk for one in draft.barriers.all()] == [barrier.pk]
    assert draft.phases == (Phase.PRIMARY,)
    assert client.get(strategy.get_absolute_url()).status_code == 404


def test_an_editor_cannot_publish_and_a_reviewer_can(client):
    strategy = made_strategy(live=False)
    strategy.save_revision()
    for role, live in (("Editors", False), ("Reviewers", True)):
        client.force_login(person(role))
        client.post(address("edit", strategy.pk), fields(code="quiet-place", **{"action-publish": "yes"}))
        strategy.refresh_from_db()
        assert strategy.live is live, role


def test_a_draft_goes_through_a_reviewer(client):
    strategy = made_strategy(live=False)
    workflow = WorkflowContentType.objects.get(content_type__model="strategy").workflow
    assert [task.name for task in workflow.tasks] == [TASK]
    client.force_login(person("Editors"))
    client.post(address("edit", strategy.pk), fields(code="quiet-place", **{"action-submit": "yes"}))
    assert strategy.current_workflow_state is not None
    reviewer = person("Reviewers")
    strategy.current_workflow_state.current_task_state.approve(user=reviewer)
    strategy.refresh_from_db()
    assert strategy.live


def test_a_stranger_to_these_groups_cannot_look_at_all(client):
    client.force_login(get_user_model().objects.create_user("nobody", password="a-long-password-1"))
    assert client.get(address("list")).status_code == 302


def test_the_list_is_narrowed_by_level_area_phase_and_what_is_overdue(client):
    today = timezone.localdate()
    noise, reading = made_barrier(), made_barrier("reading", "Reading", made_area("learning", "Learning"))
    made_strategy("a", "Alpha", "universal", [noise], phases=[Phase.PRIMARY])
    made_strategy("b", "Beta", "targeted", [noise, reading], phases=[], review_by=today - timedelta(days=1))
    made_strategy("c", "Gamma", "targeted", [reading], phases=[Phase.POST_16], review_by=None)
    client.force_login(person("Editors"))

    def listed(**query):
        page = page_of(
            client, f"{address('list')}?" + "&".join(f"{name}={value}" for name, value in query.items())
        )
        return [text_of(cell.a) for cell in page.select("table.listing td.title")]

    assert listed() == ["Alpha", "Beta", "Gamma"]
    assert listed(level="targeted") == ["Beta", "Gamma"]
    assert listed(area=noise.get_parent().pk) == ["Alpha", "Beta"]
    assert listed(phase="primary") == ["Alpha", "Beta"]
    assert listed(overdue="overdue") == ["Beta"]
    assert listed(overdue="unset") == ["Gamma"]


def test_the_list_takes_as_many_statements_for_forty_as_for_four(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(person("Editors"))
    taken = []
    for number in range(40):
        made_strategy(f"s{number}", f"Strategy {number}", live=bool(number % 2))
        if number in (3, 39):
            client.get(address("list"))
            with CaptureQueriesContext(connection) as counted:
                client.get(address("list"))
            taken.append(len(counted))
    assert taken[0] == taken[1]


def test_a_draft_is_previewed_as_its_page(rf):
    strategy = made_strategy(barriers=[made_barrier()], live=False)
    strategy.name = "Words of the draft"
    answer = strategy.make_preview_request()
    answer.render() if hasattr(answer, "render") and not answer.is_rendered else None
    said = answer.content.decode()
    assert "Words of the draft" in said
    assert "Finding noise hard" in said


def test_a_barrier_is_previewed_with_its_strategies_and_a_new_one_without():
    barrier = made_barrier()
    made_strategy(barriers=[barrier])
    assert "A quiet place to go" in barrier.make_preview_request().render().content.decode()


def test_publishing_withdrawing_and_deleting_each_queue_the_strategy_for_the_search(index):
    strategy = made_strategy(live=False)
    key = key_of(SOURCE, strategy.pk)

    def queued():
        found = list(IndexTask.objects.values_list("key", flat=True))
        IndexTask.objects.all().delete()
        return found

    queued()
    strategy.save_revision()
    assert queued() == []
    strategy.save_revision().publish()
    assert set(queued()) == {key}
    strategy.refresh_from_db()
    strategy.unpublish()
    assert set(queued()) == {key}
    strategy.delete()
    assert set(queued()) == {key}


def test_a_strategy_is_published_on_its_day():
    strategy = made_strategy(live=False)
    strategy.go_live_at = timezone.now() + timedelta(seconds=0)
    strategy.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    strategy.refresh_from_db()
    assert strategy.live


def test_the_search_knows_a_strategy_by_all_that_is_said_of_it(django_assert_num_queries):
    term("autism", parent="communication-and-interaction")
    for number in range(8):
        made_strategy(f"s{number}", f"Strategy {number}", needs=["autism"], kinds=["club"])
    made_strategy("draft", "Draft", live=False)
    with django_assert_num_queries(3):
        found = list(SOURCE.documents())
    assert len(found) == SOURCE.count() == 8
    one = found[0]
    assert (one.name, one.label, one.shelf) == ("Strategy 0", LABEL, Shelf.GUIDANCE)
    assert one.url == "/what-to-expect/strategies/s0/"
    assert "A corner with a screen" in one.description
    assert set(one.needs) == {"autism", "communication-and-interaction"}
    key = key_of(SOURCE, Strategy.objects.get(code="s3").pk)
    assert source_of(key) is SOURCE
    assert [document.name for document in SOURCE.documents([key])] == ["Strategy 3"]
    hidden = key_of(SOURCE, Strategy.objects.get(code="draft").pk)
    assert list(SOURCE.documents([hidden])) == []


def test_a_draft_opens_and_is_published_though_its_barrier_or_a_term_was_deleted_since(client):
    barrier = made_barrier()
    strategy = made_strategy(barriers=[barrier], needs=["autism"], live=False)
    strategy.save_revision()
    barrier.delete()
    term("autism").delete()
    client.force_login(person("Reviewers"))
    assert client.get(address("edit", strategy.pk)).status_code == 200
    strategy.refresh_from_db()
    strategy.latest_revision.publish()
    strategy.refresh_from_db()
    assert strategy.live
    assert list(strategy.barriers.all()) == []
    assert client.get(strategy.get_absolute_url()).status_code == 200


def test_a_draft_page_of_a_barrier_is_not_read_by_families(client):
    barrier = made_barrier(live=False)
    assert client.get(barrier.address).status_code == 404
