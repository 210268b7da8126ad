"""One question put to all segments, and the answer put together from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.engine.embedded.counting import facets
from search.engine.embedded.earth import Spot
from search.engine.embedded.finding import GROUP, Heard, Reach, hear, listen
from search.engine.embedded.reaching import BEYOND, Reached, reachable, scores
from search.engine.embedded.snapshot import Snapshot
from search.engine.embedded.spelling import Spelling, respelled
from search.terms import SECTION_SIZES, Answer, Asked, Document, Group, Hit, Sort
from search.words import asked_words

#: Further than any two places on earth: puts the groups apart when sorting by distance.
_ANOTHER_GROUP_KM = 100_000.0

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Every row that passes, of all segments, in parallel arrays."""

    segment: Indices
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


def answer(snapshot: Snapshot, spelling: Spelling, asked: Asked) -> Answer:
    """Everything the port promises, from one moment's truth."""
    words = asked_words(asked.words)
    heard = hear(snapshot.asked, words)
    spot = Spot.at(asked.near.lat, asked.near.lon) if asked.near else None
    found = [
        reachable(listen(segment, asked, heard, place, spot)) for place, segment in enumerate(snapshot.asked)
    ]
    counts = sum((some.counts() for some in found), np.zeros(len(Reach), dtype=np.int64)).tolist()
    groups = _groups(asked, counts)
    pages = _Pages(snapshot, heard, found, _pool(found, asked, spot), asked)
    suggestion = ""
    if heard.unknown:
        suggestion = _suggestion(snapshot, spelling, asked, heard, sum(groups.values()))
    return Answer(
        total=sum(groups.values()),
        groups=groups,
        hits=pages.hits(),
        sections={group: pages.section(reach) for reach, group in GROUP.items() if group in groups},
        beyond=pages.beyond(),
        facets=facets(found, asked),
        age_not_stated=sum(some.age_not_stated(asked) for some in found),
        suggestion=suggestion,
    )


def _groups(asked: Asked, counts: list[int]) -> dict[Group, int]:
    reaches = (Reach.NEAR, Reach.COVERS, Reach.ONLINE) if asked.near else (Reach.LISTED,)
    return {GROUP[reach]: counts[reach] for reach in reaches}


def _suggestion(snapshot: Snapshot, spelling: Spelling, asked: Asked, heard: Heard, total: int) -> str:
    better = respelled(asked.words, heard.unknown, spelling, snapshot.spelled())
    if not better:
        return ""
    again = replace(asked, words=better)
    heard = hear(snapshot.asked, asked_words(better))
    spot = Spot.at(asked.near.lat, asked.near.lon) if asked.near else None
    more = 0
    for place, segment in enumerate(snapshot.asked):
        counts = reachable(listen(segment, again, heard, place, spot)).counts()
        more += int(counts[: Reach.BEYOND].sum())
    return better if more > total else ""


def _pool(found: Sequence[Reached], asked: Asked, spot: Spot | None) -> _Pool:
    lines = []
    for place, some in enumerate(found):
        chosen = np.flatnonzero(some.passing & some.has_venue)
        km = spot.arcs(some.nearest[chosen]) if spot else some.nearest[chosen]
        segment, rows = some.candidates.segment, some.candidates.rows[chosen]
        lines.append(
            (
                np.full(len(chosen), place),
                chosen,
                some.reach[chosen],
                km,
                scores(some, chosen, km, asked),
                segment.id_keys[rows],
                segment.name_keys[rows],
                segment.columns.checked[rows],
            )
        )
    return _Pool(*(np.concatenate(parts) for parts in zip(*lines, strict=True)))


@dataclass(frozen=True, slots=True)
class _Pages:
    """Hits made from rows of the pool, each once: a section often begins as the page does."""

    snapshot: Snapshot
    heard: Heard
    found: Sequence[Reached]
    pool: _Pool
    asked: Asked
    made: dict[int, Hit] = field(default_factory=dict)

    def hits(self) -> tuple[Hit, ...]:
        """The page asked for, of the group asked for or of all."""
        among = np.flatnonzero(self.pool.reach <= Reach.LISTED)
        if self.asked.group is not None:
            among = self._of(next(reach for reach, group in GROUP.items() if group is self.asked.group))
        page, size = max(self.asked.page, 1), max(self.asked.per_page, 1)
        return self._make(self._first(among, page * size)[(page - 1) * size :])

    def section(self, reach: Reach) -> tuple[Hit, ...]:
        """The first few of one group."""
        return self._make(self._first(self._of(reach), SECTION_SIZES[GROUP[reach]]))

    def beyond(self) -> tuple[Hit, ...]:
        """The nearest few outside the radius."""
        among = self._of(Reach.BEYOND)
        among = among[np.isfinite(self.pool.km[among])]
        return self._make(self.pool.first(among, (self.pool.km, self.pool.id_key), BEYOND))

    def _of(self, reach: Reach) -> Indices:
        return np.flatnonzero(self.pool.reach == reach)

    def _first(self, among: Indices, most: int) -> Indices:
        return self.pool.first(among, self.pool.order(self.asked.sort), most)

    def _make(self, chosen: Indices) -> tuple[Hit, ...]:
        numbers: list[int] = chosen.tolist()
        missing = np.array([number for number in numbers if number not in self.made], dtype=np.int64)
        for place, some in enumerate(self.found):
            here = missing[self.pool.segment[missing] == place]
            if len(here):
                rows = some.candidates.rows[self.pool.candidate[here]].tolist()
                documents = some.candidates.segment.source.documents(rows)
                for number, document in zip(here.tolist(), documents, strict=True):
                    self.made[number] = self._hit(number, document)
        return tuple(self.made[number] for number in numbers)

    def _hit(self, number: int, document: Document) -> Hit:
        pool = self.pool
        place, candidate = int(pool.segment[number]), int(pool.candidate[number])
        km = float(pool.km[number])
        return Hit(
            document=document,
            group=GROUP.get(Reach(int(pool.reach[number])), Group.NEAR),
            score=float(pool.score[number]),
            venue=_venue(self.found[place], candidate),
            distance_km=km if np.isfinite(km) else None,
            matched=ranking.matched_fields(self._fields(place, candidate)),
        )

    def _fields(self, place: int, candidate: int) -> int:
        row = int(self.found[place].candidates.rows[candidate])
        mask = 0
        for some in self.heard.postings[place]:
            if some is not None:
                at = int(np.searchsorted(some.rows, row))
                if at < len(some.rows) and some.rows[at] == row:
                    mask |= int(some.fields[at])
        return mask


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
