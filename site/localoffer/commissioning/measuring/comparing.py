"""What changed between two runs that asked the same: two runs and their areas in, one value out.

Its words are in ``picture.words``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isclose

from localoffer.commissioning.models import AreaGap, GapRun


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One area then and now. Kilometres of road; None: no venue anywhere."""

    code: str
    name: str
    children: float  # now
    then_km: float | None
    now_km: float | None
    then_score: float
    now_score: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Two runs of one measure, side by side.

    ``gained`` are areas that came within reach and ``lost`` those that fell out of it, most children first.
    ``better`` and ``worse`` count the areas whose score rose or fell, those included. Areas that only one of
    the runs knows (other areas were loaded) are counted in ``unmatched`` and nowhere else.
    """

    then: datetime
    now: datetime
    reach_km: float
    beyond_then: float
    beyond_now: float
    children_then: float
    children_now: float
    listings_then: int
    listings_now: int
    gained: tuple[AreaChange, ...]
    lost: tuple[AreaChange, ...]
    better: int
    worse: int
    unmatched: int


def compare(
    then: GapRun, then_areas: Sequence[AreaGap], now: GapRun, now_areas: Sequence[AreaGap]
) -> Changes:
    """The change from one run to a later one of the same measure (``queries.run_before``)."""
    before = {area.code: area for area in then_areas}
    both = [(before[area.code], area) for area in now_areas if area.code in before]
    gained = _most_children(pair for pair in both if _beyond(pair[0], then) and not _beyond(pair[1], now))
    lost = _most_children(pair for pair in both if not _beyond(pair[0], then) and _beyond(pair[1], now))
    return Changes(
        then=then.measured_at,
        now=now.measured_at,
        reach_km=now.reach_km,
        beyond_then=sum(area.children for area in then_areas if _beyond(area, then)),
        beyond_now=sum(area.children for area in now_areas if _beyond(area, now)),
        children_then=then.children,
        children_now=now.children,
        listings_then=then.listings,
        listings_now=now.listings,
        gained=gained,
        lost=lost,
        better=sum(_differs(old.score, new.score) and new.score > old.score for old, new in both),
        worse=sum(_differs(old.score, new.score) and new.score < old.score for old, new in both),
        unmatched=len(then_areas) + len(now_areas) - 2 * len(both),
    )


def _beyond(area: AreaGap, run: GapRun) -> bool:
    return area.nearest_km is None or area.nearest_km > run.reach_km


def _differs(one: float, other: float) -> bool:
    # Adding up in another order moves the last digits, and that is no news.
    return not isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _most_children(pairs: Iterable[tuple[AreaGap, AreaGap]]) -> tuple[AreaChange, ...]:
    changes = [
        AreaChange(
            code=new.code,
            name=new.name,
            children=new.children,
            then_km=old.nearest_km,
            now_km=new.nearest_km,
            then_score=old.score,
            now_score=new.score,
        )
        for old, new in pairs
    ]
    return tuple(sorted(changes, key=lambda one: (-one.children, one.code)))
