"""Whether a promise helped: its areas then, in every comparable run since, and now. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from localoffer.commissioning.models import ActionItem, AreaGap, GapRun
from localoffer.commissioning.picture.days import day, earlier
from localoffer.commissioning.picture.numbers import counted, km_shown, number, people, score_shown

GONE = "no longer measured: other areas were loaded"


@dataclass(frozen=True, slots=True)
class AreaThenNow:
    """One area. Rounded km; None is nothing listed. ``known``: the latest run has it."""

    code: str
    name: str
    children: float
    then_km: float | None
    now_km: float | None
    then_score: float
    now_score: float
    known: bool
    words: str  # "4.1 km nearer", "no change yet", "2 km further than before"
    change: str  # nearer, further, same, gone


@dataclass(frozen=True, slots=True)
class Step:
    """One run: the promise's areas together."""

    measured_at: datetime
    when: str  # the day; the time too where the next one is of the same day
    nearest_km: float | None  # of the area that has the nearest
    farthest_km: float | None  # None where an area has nothing listed
    beyond: float  # children of its areas beyond reach
    areas: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a gap. ``measured_at`` is the latest run; None: not measured in the same way since."""

    areas: tuple[AreaThenNow, ...]
    steps: tuple[Step, ...]
    same_between: int  # runs that are left out of ``steps``, being like the one before
    then: str  # the day of the promise's run
    now: str  # of the latest run; "" with none
    measured_at: datetime | None
    beyond_then: float
    beyond_now: float
    words: tuple[str, ...]


def outcome(item: ActionItem, later: Sequence[GapRun], gaps: Mapping[int, Mapping[str, AreaGap]]) -> Outcome:
    """The promise's areas beside ``later``, the comparable runs since in their order.

    ``gaps`` are by run and code; ``item.run`` must be at hand.
    """
    now = gaps.get(later[-1].pk, {}) if later else {}
    reach = item.run.reach_km if item.run else 0.0
    areas = tuple(_then_now(area, now, measured=bool(later)) for area in item.areas)
    steps, same = _steps(item, later, gaps)
    found = Outcome(
        areas=areas,
        steps=steps,
        same_between=same,
        then=steps[0].when if steps else "",
        now=steps[-1].when if later and steps else "",
        measured_at=later[-1].measured_at if later else None,
        beyond_then=sum(float(one["children"]) for one in item.areas if _beyond(one["nearest_km"], reach)),
        beyond_now=_beyond_of(item, now, reach)[0],
        words=(),
    )
    return replace(found, words=tuple(_words(found, reach)) if item.areas else ())


def _then_now(area: Mapping[str, Any], now: Mapping[str, AreaGap], *, measured: bool) -> AreaThenNow:
    gap = now.get(area["code"])
    then_km = km_shown(area["nearest_km"])
    now_km = km_shown(gap.nearest_km) if gap else None
    if gap:
        words, change = changed(then_km, now_km)
    else:
        words, change = (GONE, "gone") if measured else ("not measured again yet", "same")
    return AreaThenNow(
        code=str(area["code"]),
        name=str(area["name"]),
        children=float(area["children"]),
        then_km=then_km,
        now_km=now_km,
        then_score=score_shown(float(area["score"])),
        now_score=score_shown(gap.score) if gap else 0.0,
        known=gap is not None,
        words=words,
        change=change,
    )


def changed(then_km: float | None, now_km: float | None) -> tuple[str, str]:
    """What happened to the nearest, in words and in one word. Both rounded already."""
    if then_km == now_km:
        return "no change yet", "same"
    if then_km is None:
        return f"listed now, {number(now_km or 0)} km away; nothing was before", "nearer"
    if now_km is None:
        return "nothing is listed any more", "further"
    apart = number(round(abs(then_km - now_km), 1))
    return (
        (f"{apart} km nearer", "nearer")
        if now_km < then_km
        else (f"{apart} km further than before", "further")
    )


def _steps(
    item: ActionItem, later: Sequence[GapRun], gaps: Mapping[int, Mapping[str, AreaGap]]
) -> tuple[tuple[Step, ...], int]:
    """The runs in which something changed, and the latest; how many others there are."""
    if item.run is None or not item.areas:
        return (), 0
    then = {str(area["code"]): area["nearest_km"] for area in item.areas}
    children = sum(
        float(area["children"]) for area in item.areas if _beyond(area["nearest_km"], item.run.reach_km)
    )
    steps = [_step(item.run, list(then.values()), children)]
    steps += [_step_of(item, run, gaps.get(run.pk, {})) for run in later]
    last = len(steps) - 1
    kept = [
        step for at, step in enumerate(steps) if at in (0, last) or _numbers(step) != _numbers(steps[at - 1])
    ]
    told = [
        replace(step, when=earlier(step.measured_at, after.measured_at))
        for step, after in zip(kept, [*kept[1:], kept[-1]], strict=True)
    ]
    return (*told[:-1], kept[-1]), len(steps) - len(kept)


def _numbers(step: Step) -> tuple[object, ...]:
    return step.nearest_km, step.farthest_km, round(step.beyond), step.areas


def _step_of(item: ActionItem, run: GapRun, gaps: Mapping[str, AreaGap]) -> Step:
    beyond, known = _beyond_of(item, gaps, run.reach_km)
    return _step(run, [gap.nearest_km for gap in known], beyond)


def _step(run: GapRun, distances: Sequence[float | None], beyond: float) -> Step:
    shown = [km_shown(km) for km in distances]
    listed = [km for km in shown if km is not None]
    return Step(
        measured_at=run.measured_at,
        when=day(run.measured_at),
        nearest_km=min(listed, default=None),
        farthest_km=max(listed, default=None) if len(listed) == len(shown) else None,
        beyond=beyond,
        areas=len(shown),
    )


def _beyond_of(item: ActionItem, gaps: Mapping[str, AreaGap], reach: float) -> tuple[float, list[AreaGap]]:
    """Children of the promise's areas beyond reach in a run, and those of its areas that the run has."""
    known = [gaps[area["code"]] for area in item.areas if area["code"] in gaps]
    return sum(gap.children for gap in known if _beyond(gap.nearest_km, reach)), known


def _beyond(km: Any, reach: float) -> bool:
    return km is None or float(km) > reach


def _words(found: Outcome, reach: float) -> Iterator[str]:
    if found.measured_at is None:
        yield "It has not been measured again in the same way since, so nobody can say yet whether it helped."
        return
    many = len(found.areas)
    by = {
        change: sum(one.change == change for one in found.areas) for change in ("nearer", "further", "gone")
    }
    if by["gone"] == many:
        yield (
            "None of its areas is measured any more: other areas were loaded since. "
            "Then and now can't be compared."
        )
        return
    if many == 1:
        (only,) = found.areas
        yield f"{only.name}: {only.words}."
    elif not by["nearer"] and not by["further"]:
        yield "No change yet in any of its areas."
    else:
        yield _summed(by, many)
    then, now = found.beyond_then, found.beyond_now
    if round(then) != round(now) and not by["gone"]:
        yield (
            f"{people(then)} there lived more than {number(reach)} km from the nearest then;"
            f" {people(now)} do now."
        )
    if by["gone"]:
        yield (
            f"{counted(by['gone'], 'area is', 'areas are')} no longer measured:"
            " other areas were loaded since."
        )


def _summed(by: Mapping[str, int], many: int) -> str:
    """Of 4 areas, 2 have it nearer, 1 has it further than before, 1 shows no change yet."""
    told = []
    for change, words in (("nearer", "it nearer"), ("further", "it further than before")):
        if by[change] == many:
            return f"All {many} areas have {words}."
        if by[change]:
            told.append(f"{by[change]} {'has' if by[change] == 1 else 'have'} {words}")
    if same := many - sum(by.values()):
        told.append(f"{same} {'shows' if same == 1 else 'show'} no change yet")
    return f"Of {many} areas, {', '.join(told)}."
