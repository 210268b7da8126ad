"""Read the plan as its pages show it: promises, and what the later runs say of their gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from localoffer.commissioning.models import ActionItem, ActionUpdate, AreaGap, GapRun, Measure, Progress
from localoffer.commissioning.outcomes import Outcome, outcome
from localoffer.commissioning.queries import alike

#: In the order in which a reader wants them.
GROUPS = (Progress.UNDER_WAY, Progress.PLANNED, Progress.DONE, Progress.STOPPED)


class NoItemError(Exception):
    """There is no such promise, or nobody may read it yet."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An item as a page shows it. ``outcome`` is None for one that is about no measured gap."""

    item: ActionItem
    updates: tuple[ActionUpdate, ...]
    overdue: bool
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan. ``groups``: (progress in words, promises); ``measures``: all that any promise is about.

    ``measure`` narrows it, by code. ``nothing_about`` names a measure that was asked for and has no promise:
    then the whole plan is there.
    """

    groups: tuple[tuple[str, tuple[Promise, ...]], ...]
    measures: tuple[tuple[str, str], ...]
    measure: str
    nothing_about: str
    overdue: int


def plan_page(asked: str = "") -> PlanPage:
    """What is promised, of one measure or ("") all. Four statements at most."""
    items = list(_public())
    codes = {item.pk: item.run.measure.code for item in items if item.run and item.run.measure}
    names = {item.run.measure.code: item.run.measure.name for item in items if item.run and item.run.measure}
    measure = asked if asked in names else ""
    if measure:
        items = [item for item in items if codes.get(item.pk) == measure]
    promises = _promises(items, with_updates=False)
    grouped = ((str(group.label), _of(promises, group)) for group in GROUPS)
    return PlanPage(
        groups=tuple((label, found) for label, found in grouped if found),
        measures=tuple(sorted(names.items(), key=lambda one: one[1])),
        measure=measure,
        nothing_about=_name_of(asked) if asked and not measure else "",
        overdue=sum(promise.overdue for promise in promises),
    )


def _name_of(code: str) -> str:
    """A measure's name, or "" for a code that none has. One statement."""
    return Measure.objects.filter(code=code).values_list("name", flat=True).first() or ""


def promise_of(key: int) -> Promise:
    """One promise that is public. Four statements at most. Raises NoItemError."""
    item = _public().filter(pk=key).prefetch_related("updates").first()
    if item is None:
        raise NoItemError(key)
    return _promises([item])[0]


def promise_as_drafted(draft: ActionItem) -> Promise:
    """A draft as its page would show it."""
    return _promises([draft])[0]


def digest() -> tuple[Promise, ...]:
    """What families said, beside what was done: the promises that have both. Four statements at most.

    Those with updates and those that are done, the latest news first.
    """
    items = list(
        _public()
        .exclude(because="")
        .filter(Q(progress=Progress.DONE) | Q(updates__isnull=False))
        .distinct()
        .prefetch_related(Prefetch("updates", queryset=ActionUpdate.objects.order_by("on", "pk")))
    )
    promises = _promises(items)
    return tuple(sorted(promises, key=_latest_news, reverse=True))


def _latest_news(promise: Promise) -> tuple[date, int]:
    days = [update.on for update in promise.updates]
    return max(days, default=date.min), promise.item.pk


def _public() -> QuerySet[ActionItem]:
    # Wagtail withdraws an expired item when publish_scheduled runs; readers must not wait for that.
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    items: QuerySet[ActionItem] = (
        ActionItem.objects.filter(unexpired, live=True)
        .select_related("run__measure", "scenario")
        .order_by("due", "pk")
    )
    return items


def _of(promises: Iterable[Promise], progress: Progress) -> tuple[Promise, ...]:
    """With those that are due first, and those without a day last, on both databases."""
    found = [promise for promise in promises if promise.item.progress == progress]
    return tuple(sorted(found, key=lambda promise: (promise.item.due or date.max, promise.item.pk)))


def _promises(items: Sequence[ActionItem], *, with_updates: bool = True) -> tuple[Promise, ...]:
    """With their outcomes. Two statements, none when no promise is about a measured gap."""
    today = timezone.localdate()
    later = _later([item for item in items if item.run is not None and item.areas])
    wanted = {run.pk for runs in later.values() for run in runs}
    codes = {str(area["code"]) for item in items for area in item.areas}
    gaps: dict[int, dict[str, AreaGap]] = {}
    if wanted:
        rows = AreaGap.objects.filter(run__in=wanted, code__in=codes)
        for gap in rows.only("run", "code", "name", "children", "nearest_km", "score"):
            gaps.setdefault(gap.run_id, {})[gap.code] = gap
    return tuple(
        Promise(
            item=item,
            updates=tuple(item.updates.all()) if with_updates else (),
            overdue=item.overdue(today),
            outcome=outcome(item, later.get(item.pk, ()), gaps) if item.run and item.areas else None,
        )
        for item in items
    )


def _later(items: Sequence[ActionItem]) -> dict[int, list[GapRun]]:
    """The comparable runs since each promise was made, oldest first. One statement."""
    runs = [item.run for item in items if item.run is not None]
    if not runs:
        return {}
    since = GapRun.objects.filter(
        complete=True, measure__in={run.measure_id for run in runs}, pk__gt=min(run.pk for run in runs)
    ).order_by("pk")
    found = list(since)
    return {
        item.pk: [run for run in found if item.run and run.pk > item.run.pk and alike(run, item.run)]
        for item in items
    }
