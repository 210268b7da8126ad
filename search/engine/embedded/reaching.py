"""Which candidates reach the family, and how: near, coming to her, from afar; and what each is worth."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.engine.embedded.bits import Flags, Rows
from search.engine.embedded.columns import Floats
from search.engine.embedded.finding import Candidates, Listened, Places, Reach, candidates
from search.engine.embedded.hearing import Heard
from search.terms import Asked, Facet, Shelf

#: How many are named beyond the radius, and how many venues are looked at first to find them.
BEYOND = 3
_FIRST_LOOK = 64

Reaches = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Reached:
    """Candidates with how each reaches the family; ``passing`` are those that pass every choice."""

    candidates: Candidates
    reach: Reaches
    has_venue: Flags  # one that satisfies what was chosen of venues, or nothing was
    passing: Flags
    nearest: Floats  # squared chord to the nearest such venue; infinity without

    @property
    def found(self) -> Flags:
        """Rows that would be found, whatever was chosen of services."""
        return self.has_venue & (self.reach <= Reach.LISTED)

    def counts(self) -> NDArray[np.int64]:
        """Rows found in each Reach."""
        return np.bincount(self.reach[self.passing & self.has_venue], minlength=len(Reach))

    def age_not_stated(self, asked: Asked) -> int:
        """Rows left out only because they state no age."""
        one = self.candidates
        else_passing = one.rows_ok(but=Facet.AGE, any_age=True) & self.found
        return int(np.count_nonzero(else_passing & one.age_unstated & ~self.passing))


def reached(one: Candidates) -> Reached:
    """Decide the reach of every candidate."""
    venue_ok = one.venue_ok()
    count = len(one.rows)
    has_venue = np.ones(count, dtype=np.bool_)
    if one.needs_venue:
        has_venue = np.zeros(count, dtype=np.bool_)
        has_venue[one.of_row[venue_ok]] = True
    nearest = _nearest(one, venue_ok)
    if one.chords is None:
        reach = np.full(count, Reach.LISTED, dtype=np.int8)
    else:
        reach = np.full(count, Reach.BEYOND, dtype=np.int8)
        reach[one.otherwise] = Reach.ONLINE
        reach[one.covers] = Reach.COVERS
        reach[nearest <= one.limit] = Reach.NEAR
    return Reached(one, reach, has_venue, one.rows_ok(), nearest)


def guidance(known: Listened) -> Reached:
    """Guidance that is about what was chosen, wherever it is, with the venue of an event that is nearest."""
    asked = known.asked
    of_guidance = replace(asked, filters=asked.about, age=None, box=None)
    rows = np.flatnonzero(known.says).astype(np.int32)
    one = candidates(replace(known, asked=of_guidance), rows)
    reach = np.full(len(rows), Reach.GUIDANCE, dtype=np.int8)
    everywhere = np.ones(len(rows), dtype=np.bool_)
    return Reached(one, reach, everywhere, one.rows_ok(), _nearest(one, one.venue_ok()))


def _nearest(one: Candidates, venue_ok: Flags) -> Floats:
    nearest = np.full(len(one.rows), np.inf)
    if one.chords is None:
        return nearest
    chosen = np.flatnonzero(venue_ok)
    if len(chosen):
        owner = one.of_row[chosen]
        starts = first_of_each(owner)
        nearest[owner[starts]] = np.minimum.reduceat(one.chords[chosen], starts)
    return nearest


def first_of_each(owners: Places) -> Places:
    """Where each run of the same owner begins; there must be one."""
    return np.concatenate(([0], np.flatnonzero(owners[1:] != owners[:-1]) + 1))


def reachable(known: Listened) -> Reached:
    """All that could be found, and the nearest few of what is too far away."""
    rows = known.within_reach
    far = known.says & ~rows
    if known.chords is not None and far.any():
        rows = rows.copy()
        rows[_nearest_beyond(known, far)] = True
    return reached(candidates(known, np.flatnonzero(rows).astype(np.int32)))


def _nearest_beyond(known: Listened, far: Flags) -> Rows:
    """The rows of the nearest few that pass every choice, looking outwards from the family."""
    assert known.chords is not None  # noqa: S101 only asked about a place
    owner = known.segment.columns.venue_owner
    venues = np.flatnonzero(far[owner])
    chords = known.chords[venues]
    looked_at = _FIRST_LOOK
    while True:
        everything = looked_at >= len(venues)
        horizon = np.inf if everything else np.partition(chords, looked_at)[looked_at]
        rows = np.unique(owner[venues[chords <= horizon]])
        some = reached(candidates(known, rows))
        passing = some.passing & some.has_venue & (some.nearest <= horizon) & np.isfinite(some.nearest)
        if everything or np.count_nonzero(passing) >= BEYOND:
            # All at the same distance as the last stay in: ids will decide between them.
            cut = np.sort(some.nearest[passing])[:BEYOND].max(initial=0.0)
            nearest: Rows = some.candidates.rows[passing & (some.nearest <= cut)]
            return nearest
        looked_at *= 8


def scores(some: Reached, chosen: Places, km: Floats, heard: Heard, asked: Asked) -> Floats:
    """What each chosen candidate is worth: what it says x nearness x freshness."""
    reach = some.reach[chosen]
    as_far = np.where(reach == Reach.COVERS, ranking.weight("comes-to-you"), km)
    as_far[reach == Reach.ONLINE] = ranking.weight("online")
    as_far[(reach == Reach.LISTED) | (reach == Reach.GUIDANCE)] = 0.0
    rows = some.candidates.rows[chosen]
    checked = heard.segment.columns.checked[rows]
    fresh = _fresh(checked, asked.today.toordinal(), heard.shelf)
    return heard.worth(rows) * ranking.nearness(as_far) * fresh


def _fresh(checked: Rows, today: int, shelf: Shelf) -> Floats:
    """Freshness by the day checked: worked out once a day of the calendar, not once a service."""
    days = np.where(checked == 0, 0, np.maximum(today - checked, 0))
    by_day = ranking.freshness(np.arange(days.max(initial=0) + 1, dtype=np.float64), shelf)
    return np.where(checked == 0, ranking.weight(ranking.NEVER_CHECKED[shelf]), by_day[days])
