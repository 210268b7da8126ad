"""Read what a page of gaps shows, from frozen runs. Nothing is measured here.

A page takes one statement for the runs, one for their rows, one for what is planned, and one more the first
time that a process draws the areas of a generation.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from localoffer.commissioning.models import ActionItem, AreaGap, GapRun, Measure, Progress
from localoffer.commissioning.picture.choice import Choice
from localoffer.commissioning.picture.drawing import Drawing, drawn
from localoffer.commissioning.picture.picture import picture
from localoffer.commissioning.picture.values import GapPicture
from locations.models import Generation
from locations.queries import outline

#: Areas of two kinds, or of the generation before and of this one while some requests still run.
DRAWINGS = 2


class UnknownMeasureError(Exception):
    """There is no measure with this code."""


class NeverMeasuredError(Exception):
    """The measure is there, but no run of it."""

    def __init__(self, measure: Measure) -> None:
        super().__init__(measure.name)
        self.measure = measure


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure in the list, with its last run if it has one. ``beyond``: children beyond its reach."""

    measure: Measure
    run: GapRun | None
    beyond: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A promise that names an area."""

    title: str
    progress: str
    due: Any
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A measure's last run as chosen, with what the page round it needs."""

    picture: GapPicture
    run: GapRun
    choice: Choice
    measures: tuple[tuple[str, str], ...]  # those that have a run, in the editors' order
    has_checked: bool  # a run without stale listings was made too
    gaps: tuple[AreaGap, ...]
    before: dict[str, AreaGap]
    plans: dict[str, tuple[Plan, ...]]  # by area code


def listed() -> tuple[Listed, ...]:
    """Every active measure, in the editors' order. Two statements."""
    measures = Measure.objects.filter(active=True)
    far = Q(areas__nearest_km__isnull=True) | Q(areas__nearest_km__gt=F("reach_km"))
    runs = {
        run.measure_id: run
        for run in GapRun.objects.filter(pk__in=_last_of_each()).annotate(
            beyond=Sum("areas__children", filter=far)
        )
    }
    found = ((measure, runs.get(measure.pk)) for measure in measures)
    return tuple(Listed(measure, run, getattr(run, "beyond", None) or 0.0) for measure, run in found)


def see(code: str, choice: Choice) -> Seen:
    """The last complete run of a measure, through the choice. Three statements.

    ``only`` "checked" falls back to all listings when no such run was made. Raises UnknownMeasureError and
    NeverMeasuredError.
    """
    runs = list(_runs(code))
    own = [run for run in runs if run.measure and run.measure.code == code]
    checked = [run for run in own if run.checked_within_days is not None]
    choice = choice if checked or not choice.only else Choice(choice.lens, choice.by, choice.sort)
    wanted = checked if choice.only else [run for run in own if run.checked_within_days is None] or checked
    if not wanted:
        _explain(code)
    run, before = wanted[0], wanted[1] if len(wanted) > 1 else None
    rows = list(AreaGap.objects.filter(run__in=[one.pk for one in wanted[:2]]))
    gaps = tuple(row for row in rows if row.run_id == run.pk)
    gaps_before = tuple(row for row in rows if row.run_id != run.pk)
    plans = _plans(run)
    made = picture(
        run,
        gaps,
        measure_code=code,
        choice=choice,
        address=partial(area_address, code, choice),
        planned=Counter({area: len(items) for area, items in plans.items()}),
        before=before,
        gaps_before=gaps_before,
    )
    return Seen(
        picture=made,
        run=run,
        choice=choice,
        measures=_names(runs),
        has_checked=bool(checked),
        gaps=gaps,
        before={gap.code: gap for gap in gaps_before},
        plans=plans,
    )


def area_address(code: str, choice: Choice, area_code: str) -> str:
    """The page of an area, with the same listings counted."""
    return reverse("gaps:area", args=[code, area_code]) + Choice(only=choice.only).address()


def drawing_for(run: GapRun) -> Drawing:
    """The outlines of the run's kind of area, as the live generation has them; kept until another is live.

    One statement the first time. ``run`` comes from ``see``, which knows what is live.
    """
    generation: int | None = getattr(run, "live_generation", None)
    if generation is None:
        return Drawing(1, 1, {})
    return drawing_of(run.area_kind, generation, run.live_since)  # type: ignore[attr-defined]


@lru_cache(maxsize=DRAWINGS)
def drawing_of(kind: str, generation: int, made_at: datetime) -> Drawing:
    """The outlines of a kind of area in the live generation. One statement the first time.

    Keyed by the generation and the moment it was made, so that a new one is never shown an old map.
    """
    return drawn(outline(kinds=[kind]))


def _complete() -> QuerySet[GapRun]:
    return GapRun.objects.filter(complete=True)


def _last_of_each() -> QuerySet[Any]:
    """The last run of every active measure, stale listings counted."""
    own = _complete().filter(measure=OuterRef("pk"), checked_within_days__isnull=True).order_by("-pk")
    last = Measure.objects.filter(active=True).annotate(last=Subquery(own.values("pk")[:1]))
    return last.order_by().values("last")


def _runs(code: str) -> QuerySet[GapRun]:
    """The last two runs of the measure of each sort, and the last of the others, newest first."""
    own = _complete().filter(measure__code=code).order_by("-pk").values("pk")
    live = Generation.objects.filter(status=Generation.Status.LIVE)
    return (
        GapRun.objects.filter(
            Q(pk__in=own.filter(checked_within_days__isnull=True)[:2])
            | Q(pk__in=own.filter(checked_within_days__isnull=False)[:2])
            | Q(pk__in=_last_of_each())
        )
        .select_related("measure")
        .annotate(
            live_generation=Subquery(live.values("pk")[:1]), live_since=Subquery(live.values("made_at")[:1])
        )
        .order_by("-pk")
    )


def _names(runs: Iterable[GapRun]) -> tuple[tuple[str, str], ...]:
    measures = {run.measure.pk: run.measure for run in runs if run.measure}
    in_order = sorted(measures.values(), key=lambda measure: (measure.order, measure.name))
    return tuple((measure.code, measure.name) for measure in in_order)


def _plans(run: GapRun) -> dict[str, tuple[Plan, ...]]:
    """What is promised about this measure's gaps, by area; what was stopped is left out."""
    items = (
        ActionItem.objects.filter(live=True, run__measure=run.measure_id)
        .exclude(progress=Progress.STOPPED)
        .only("title", "progress", "due", "areas")
    )
    found: dict[str, list[Plan]] = {}
    for item in items:
        plan = Plan(item.title, item.get_progress_display(), item.due, reverse("plan:item", args=[item.pk]))
        for code in {str(area["code"]) for area in item.areas if "code" in area}:
            found.setdefault(code, []).append(plan)
    return {code: tuple(plans) for code, plans in found.items()}


def _explain(code: str) -> None:
    measure = Measure.objects.filter(code=code).first()
    raise NeverMeasuredError(measure) if measure else UnknownMeasureError(code)
