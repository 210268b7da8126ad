"""Read what the what-if pages show. Nothing is calculated here: that was done when it was made."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery

from localoffer.commissioning import queries
from localoffer.commissioning.models import ActionItem, AreaGap, GapRun, Measure, Scenario
from localoffer.commissioning.queries.pictures import NeverMeasuredError, UnknownMeasureError, drawing_for
from localoffer.commissioning.whatif.map import WhatIfMap, what_if_map
from localoffer.commissioning.whatif.words import words
from locations.models import Generation


class NoScenarioError(Exception):
    """There is no scenario with this number."""


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """A scenario with everything round it."""

    scenario: Scenario
    words: tuple[str, ...]
    map: WhatIfMap
    plans: tuple[ActionItem, ...]


def run_to_ask(code: str) -> GapRun:
    """The latest run of a measure, stale listings counted. Raises UnknownMeasureError, NeverMeasuredError."""
    run = queries.latest_run(code)
    if run is None:
        measure = Measure.objects.filter(code=code).first()
        raise NeverMeasuredError(measure) if measure else UnknownMeasureError(code)
    return run


def saved_for(run: GapRun) -> list[Scenario]:
    """The scenarios of a run's measure, the newest first. One statement."""
    return list(Scenario.objects.filter(run__measure=run.measure_id).select_related("run"))


def scenario_of(key: int) -> Scenario:
    """A scenario with its run. One statement. Raises NoScenarioError."""
    live = Generation.objects.filter(status=Generation.Status.LIVE)
    found = (
        Scenario.objects.select_related("run__measure")
        .annotate(
            live_generation=Subquery(live.values("pk")[:1]), live_since=Subquery(live.values("made_at")[:1])
        )
        .filter(pk=key)
        .first()
    )
    if found is None:
        raise NoScenarioError(key)
    run: Any = found.run
    run.live_generation, run.live_since = found.live_generation, found.live_since
    return found


def scenario_page(key: int) -> ScenarioPage:
    """Three statements, and one more when a process first draws the areas. Raises NoScenarioError."""
    scenario = scenario_of(key)
    rows = list(
        AreaGap.objects.filter(run=scenario.run_id).only("code", "name", "nearest_km").order_by("code")
    )
    planned = ActionItem.objects.filter(live=True, scenario=scenario).only("title", "progress", "due")
    return ScenarioPage(
        scenario=scenario,
        words=words(scenario),
        map=what_if_map(scenario, rows, drawing_for(scenario.run)),
        plans=tuple(planned),
    )
