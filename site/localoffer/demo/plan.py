"""The demo's what-if and its action plan, made by the same code as real ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from localoffer.commissioning.actions.plan import plan_for_gap
from localoffer.commissioning.actions.scenario import make_scenario
from localoffer.commissioning.models import ActionItem, ActionUpdate, GapRun, Progress, Scenario
from localoffer.commissioning.queries import areas_of, latest_run

EXMOOR = ("Brompton Regis", "Dulverton", "Exford", "Porlock Weir", "Simonsbath", "Winsford", "Withypool")
LEVELS = ("Curry Rivel", "Drayton", "Hambridge", "Langport", "Muchelney")
WHAT_IF = "Five more weekend clubs, rural first"
MORE = 5
TEAM = "Short breaks team"


@dataclass(frozen=True, slots=True)
class Part:
    """One promise of the demo. Days are counted from the day it is loaded."""

    measure: str
    villages: Sequence[str]
    fields: Mapping[str, Any]
    due_in: int
    updates: Sequence[tuple[int, str]] = ()  # (days ago, what happened)
    on_scenario: bool = False


PLAN = (
    Part(
        "weekend-clubs",
        EXMOOR,
        {
            "title": "A Saturday club for southern Exmoor",
            "promise": "Open a club on Saturday mornings in Dulverton, with a quiet room and a minibus "
            "round the villages.",
            "because": "Families on the moor told us that every weekend club is more than an hour "
            "there and back.",
            "owner": TEAM,
        },
        due_in=240,
        on_scenario=True,
    ),
    Part(
        "clubs",
        LEVELS,
        {
            "title": "A club that families on the Levels can get to",
            "promise": "Find a hall in or near Langport that stays dry in winter, and pay for the "
            "first year.",
            "because": "When the road floods we can't reach any club at all.",
            "owner": TEAM,
            "progress": Progress.UNDER_WAY,
        },
        due_in=100,
        updates=((40, "Two halls were visited."), (9, "A hall is chosen. The lease is being written.")),
    ),
    Part(
        "sport",
        ("Exford", "Simonsbath", "Withypool"),
        {
            "title": "Ask every village hall on Exmoor what already happens there",
            "promise": "Ring every hall on the moor, and list what families could join.",
            "because": "There are things on here, but nobody has ever listed them.",
            "owner": "Local offer team",
            "progress": Progress.DONE,
        },
        due_in=-20,
        updates=((70, "All halls have been rung."), (25, "What they told us is listed and was checked.")),
    ),
)


def make_plan(today: date) -> list[ActionItem]:
    """Those of the promises that aren't there yet, published; one that is there is left as it is."""
    there = set(ActionItem.objects.values_list("title", flat=True))
    return [_made(part, today) for part in PLAN if part.fields["title"] not in there]


def _made(part: Part, today: date) -> ActionItem:
    run = latest_run(part.measure)
    if run is None:
        raise LookupError(f"The demo's measure “{part.measure}” has not been taken.")
    scenario = _scenario(run) if part.on_scenario else None
    item = plan_for_gap(
        run=run,
        area_codes=_codes(run, part.villages, scenario),
        scenario=scenario,
        due=today + timedelta(days=part.due_in),
        **part.fields,
    )
    item.updates = [ActionUpdate(on=today - timedelta(days=days), text=text) for days, text in part.updates]
    item.save_revision().publish()
    return item


def _scenario(run: GapRun) -> Scenario:
    made: Scenario | None = Scenario.objects.filter(name=WHAT_IF, run__measure=run.measure_id).first()
    return made or make_scenario(run=run, candidates="venues", more=MORE, rural_first=True, name=WHAT_IF)


def _codes(run: GapRun, villages: Sequence[str], scenario: Scenario | None) -> list[str]:
    """The villages that the scenario helps, or all of them."""
    rows: Iterable[tuple[str, str]] = (
        ((gain["code"], gain["name"]) for gain in scenario.gains)
        if scenario
        else ((area.code, area.name) for area in areas_of(run))
    )
    return [code for code, name in rows if name.rpartition(": ")[2] in villages]
