"""One question put to all segments, and the answer put together from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.engine.earth import Spot
from search.engine.embedded.counting import facets
from search.engine.embedded.finding import GROUP, Reach, listen, listen_beside
from search.engine.embedded.hearing import Heard, hear
from search.engine.embedded.reaching import BEYOND, Reached, guidance, reachable, scores
from search.engine.embedded.snapshot import Snapshot
from search.terms import SECTION_SIZES, Answer, Asked, Document, Group, Hit, Shelf, Sort

#: Further than any two places on earth: puts the groups apart when sorting by distance.
_ANOTHER_GROUP_KM = 100_000.0

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Every row that passes, of all segments and both shelves, in parallel arrays."""

    segment: Indices  # the place among what was found
    candidate: Indices
    reach: NDArray[np.int8]
    km: NDArray[np.float64]
    score: NDArray[np.float64]
    id_key: Indices
    name_key: Indices
    checked: NDArray[np.int32]

    def order(self, sort: Sort) -> tuple[NDArray[np.generic], ...]:
        """What to compare by, first things first; ids break every tie."""
        if sort is Sort.CHECKED:
            return -self.checked, self.id_key
        if sort is Sort.NAME:
            return self.name_key, self.id_key
        if sort is Sort.NEAREST:
            km = np.where(self.reach == Reach.NEAR, self.km, 0.0)
            return self.reach * _ANOTHER_GROUP_KM + km, -self.score, self.id_key
        return -self.score, self.id_key

    def first(self, among: Indices, order: tuple[NDArray[np.generic], ...], most: int) -> Indices:
        """The first few in an order, without sorting all the rest."""
        if len(among) > 4 * most:
            leading = order[0][among]
            among = among[leading <= np.partition(leading, most - 1)[most - 1]]
        return among[np.lexsort([key[among] for key in reversed(order)])][:most]


def answer(snapshot: Snapshot, asked: Asked) -> Answer:
    """Everything the port promises, from one moment's truth."""
    heard = hear(snapshot.asked, asked)
    spot = Spot.at(asked.near.lat, asked.near.lon) if asked.near else None
    listened = [listen(one, asked, spot) for one in heard]
    found = [reachable(one) for one in listened]
    guides = asked.wants_guidance(heard[0].sought)
    reading = hear(snapshot.asked, asked, Shelf.GUIDANCE) if guides else ()
    guided = [guidance(listen_beside(one, read)) for one, read in zip(listened, reading, strict=False)]
    shown = [*found, *guided]
    counts = sum((some.counts() for some in shown), np.zeros(len(Reach), dtype=np.int64)).tolist()
    groups = _groups(asked, counts)
    total = sum(groups.values())
    if guides:
        groups[Group.GUIDANCE] = counts[Reach.GUIDANCE]
    # Every segment once for its services, and once more for its guidance.
    asked_twice = [*heard, *reading]
    pages = _Pages(asked_twice, shown, _pool(asked_twice, shown, asked, spot), asked)
    page, beyond = pages.page(), pages.beyond()
    sections = {group: pages.section(reach) for reach, group in GROUP.items() if group in groups}
    hits = pages.hits([page, beyond, *sections.values()])
    return Answer(
        total=total,
        groups=groups,
        hits=tuple(hits[number] for number in page.tolist()),
        sections={
            group: tuple(hits[number] for number in leading.tolist()) for group, leading in sections.items()
        },
        beyond=tuple(hits[number] for number in beyond.tolist()),
        facets=facets(found, asked),
        age_not_stated=sum(some.age_not_stated(asked) for some in found),
    )


def _groups(asked: Asked, counts: list[int]) -> dict[Group, int]:
    reaches = (Reach.NEAR, Reach.COVERS, Reach.ONLINE) if asked.near else (Reach.LISTED,)
    return {GROUP[reach]: counts[reach] for reach in reaches}


def _pool(heard: Sequence[Heard], found: Sequence[Reached], asked: Asked, spot: Spot | None) -> _Pool:
    lines = []
    for place, (known, some) in enumerate(zip(heard, found, strict=True)):
        chosen = np.flatnonzero(some.passing & some.has_venue)
        km = spot.arcs(some.nearest[chosen]) if spot else some.nearest[chosen]
        segment, rows = some.candidates.segment, some.candidates.rows[chosen]
        lines.append(
            (
                np.full(len(chosen), place),
                chosen,
                some.reach[chosen],
                km,
                scores(some, chosen, km, known, asked),
                segment.id_keys[rows],
                segment.name_keys[rows],
                segment.columns.checked[rows],
            )
        )
    return _Pool(*(np.concatenate(parts) for parts in zip(*lines, strict=True)))


@dataclass(frozen=True, slots=True)
class _Pages:
    """Which rows of the pool are shown, and the hits made of them."""

    heard: Sequence[Heard]
    found: Sequence[Reached]
    pool: _Pool
    asked: Asked

    def page(self) -> Indices:
        """The page asked for, of the group asked for or of all."""
        among = np.flatnonzero(self.pool.reach <= Reach.LISTED)
        if self.asked.group is not None:
            among = self._of(next(reach for reach, group in GROUP.items() if group is self.asked.group))
        page, size = max(self.asked.page, 1), max(self.asked.per_page, 1)
        return self._first(among, page * size)[(page - 1) * size :]

    def section(self, reach: Reach) -> Indices:
        """The first few of one group."""
        return self._first(self._of(reach), SECTION_SIZES[GROUP[reach]])

    def beyond(self) -> Indices:
        """The nearest few outside the radius."""
        among = self._of(Reach.BEYOND)
        among = among[np.isfinite(self.pool.km[among])]
        return self.pool.first(among, (self.pool.km, self.pool.id_key), BEYOND)

    def hits(self, shown: Sequence[Indices]) -> dict[int, Hit]:
        """Every row that is shown, made once: a section often begins as the page does."""
        numbers = np.unique(np.concatenate(shown))
        made: dict[int, Hit] = {}
        for place, (heard, some) in enumerate(zip(self.heard, self.found, strict=True)):
            here = numbers[self.pool.segment[numbers] == place]
            if len(here):
                rows = some.candidates.rows[self.pool.candidate[here]]
                documents = heard.segment.source.documents(rows.tolist())
                lines = zip(here.tolist(), documents, heard.fields(rows), strict=True)
                for number, document, mask in lines:
                    made[number] = self._hit(number, document, ranking.matched_fields(mask))
        return made

    def _of(self, reach: Reach) -> Indices:
        return np.flatnonzero(self.pool.reach == reach)

    def _first(self, among: Indices, most: int) -> Indices:
        return self.pool.first(among, self.pool.order(self.asked.sort), most)

    def _hit(self, number: int, document: Document, matched: tuple[str, ...]) -> Hit:
        pool = self.pool
        place, candidate = int(pool.segment[number]), int(pool.candidate[number])
        km = float(pool.km[number])
        return Hit(
            document=document,
            group=GROUP.get(Reach(int(pool.reach[number])), Group.NEAR),
            score=float(pool.score[number]),
            venue=_venue(self.found[place], candidate),
            distance_km=km if np.isfinite(km) else None,
            matched=matched,
        )


def _venue(some: Reached, candidate: int) -> int | None:
    """Which of its venues to show: the nearest that matches, else the first that matches."""
    one = some.candidates
    first, last = np.searchsorted(one.of_row, (candidate, candidate + 1))
    matching = list(_matching(some, int(first), int(last)))
    if not matching:
        return None
    if one.chords is None:
        return matching[0]
    chords = one.chords[int(first) : int(last)]
    return min(matching, key=lambda number: (float(chords[number]), number))


def _matching(some: Reached, first: int, last: int) -> Iterator[int]:
    one = some.candidates
    for number in range(first, last):
        in_box = one.in_box is None or one.in_box[number]
        if in_box and all(passes[number] for passes in one.venue_passes.values()):
            yield number - first
