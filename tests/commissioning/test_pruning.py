"""Nightly runs don't pile up, and what somebody cites is never lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from localoffer.commissioning.actions.pruning import prune
from localoffer.commissioning.models import ActionItem, AreaGap, GapRun, Measure, Scenario

from .making import area_gap, run

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def measured(days_ago, measure=None, **fields):
    made = run(measure=measure, **{"complete": True} | fields)
    made.save()
    GapRun.objects.filter(pk=made.pk).update(measured_at=NOW - timedelta(days=days_ago))
    made.refresh_from_db()
    return made


def kept():
    return {run.pk for run in GapRun.objects.all()}


@pytest.fixture
def clubs():
    return Measure.objects.create(code="clubs", name="Clubs")


def test_every_run_of_the_last_31_days_is_kept_and_the_last_of_each_month_before(clubs):
    nightly = [measured(days, clubs) for days in range(100, -1, -1)]
    prune(NOW)
    days = {run.measured_at.date() for run in GapRun.objects.all()}
    assert len([day for day in days if day > (NOW - timedelta(days=31)).date()]) == 31
    months = sorted(day.isoformat() for day in days if day < (NOW - timedelta(days=31)).date())
    assert months == ["2026-08-31", "2026-09-30"]
    assert nightly[-1].pk in kept()


def test_each_measure_has_its_own_months_with_stale_listings_and_without(clubs):
    sport = Measure.objects.create(code="sport", name="Sport")
    expected = {
        measured(60, clubs).pk,
        measured(60, sport).pk,
        measured(60, clubs, checked_within_days=365).pk,
        measured(60, name="Once").pk,
    }
    assert prune(NOW) == 0
    assert kept() == expected


def test_what_a_scenario_or_an_action_item_cites_is_kept(clubs):
    cited, planned, nobodys, last = (measured(days, clubs) for days in (63, 62, 61, 60))
    Scenario.objects.create(
        run=cited,
        name="Two more halls",
        candidates="areas",
        more=2,
        considered=9,
        reach_km=15,
        children=1,
        rural_children=1,
        beyond_before=1,
        greedy_children=1,
        greedy_rural_children=1,
        bound=1,
        seconds=1,
        proven=True,
    )
    ActionItem.objects.create(title="Open a club", promise="A club", owner="Short breaks team", run=planned)
    assert prune(NOW) == 1
    assert kept() == {cited.pk, planned.pk, last.pk}
    assert nobodys.pk not in kept()


def test_a_run_that_was_never_whole_is_not_the_last_of_its_month(clubs):
    whole, _ = measured(61, clubs), measured(60, clubs, complete=False)
    prune(NOW)
    assert kept() == {whole.pk}


def test_its_areas_go_with_a_run(clubs):
    old, last = measured(61, clubs), measured(60, clubs)
    for made in (old, last):
        row = area_gap("A", 1.0)
        row.run = made
        row.save()
    prune(NOW)
    assert list(AreaGap.objects.values_list("run", flat=True)) == [last.pk]


def test_pruning_twice_removes_nothing_more(clubs):
    measured(61, clubs), measured(60, clubs)
    assert (prune(NOW), prune(NOW)) == (1, 0)


def test_the_nightly_command_removes_old_runs_and_says_how_many(villages, clubs, capsys):
    long_ago = measured(500, clubs), measured(499, clubs)
    call_command("measure_gaps", "--all")
    assert "Old runs removed: 1. The last of each month is kept." in capsys.readouterr().out
    assert long_ago[1].pk in kept()


def test_one_question_removes_nothing(villages, clubs):
    measured(500, clubs), measured(499, clubs)
    call_command("measure_gaps", "--name", "Anything", verbosity=0)
    assert len(kept()) == 3
