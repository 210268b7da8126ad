"""What is sought and wished for, one segment at a time: who goes which way, and what that is worth.

Only rows that some way leads to are ever touched, and they are worth something only once it is known which of
them can be reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.ages import child_span
from search.engine.embedded.bits import Flags, Rows, unpack
from search.engine.embedded.columns import Floats, Postings
from search.engine.embedded.segment import Segment
from search.engine.reading import sought_on
from search.terms import VENUE_FACETS, Asked, Facet, Shelf, Sought, Way, Wish, deciding

#: What each number of steps is worth; a step is counted in eight bits.
_WORTH = ranking.worth_of(np.arange(ranking.MOST_STEPS + 1, dtype=np.float64))

Rarity = Mapping[str, float]
Places = NDArray[np.int64]


class Trail(Protocol):
    """The rows that go one way, and the value of the way for each."""

    def mark(self, found: Flags) -> None:
        """Set the flags of these rows."""
        ...

    def follow(self, rows: Rows, place: Places, gone: "Gone") -> None:
        """For each of some rows: note what this way is worth to it.

        ``place`` says where among them each row of the segment is, or -1.
        """
        ...


@dataclass(frozen=True, slots=True)
class Few:
    """A way of a few rows: each with its value."""

    rows: Rows
    values: Floats

    def mark(self, found: Flags) -> None:
        found[self.rows] = True

    def follow(self, rows: Rows, place: Places, gone: "Gone") -> None:
        at = place[self.rows]
        wanted = at >= 0
        at, values = at[wanted], self.values[wanted]
        gone.best[at] = np.maximum(gone.best[at], values)
        gone.total[at] += values
        gone.has[at] = True


@dataclass(frozen=True, slots=True)
class Many:
    """A way of many rows: a small number for every row of the segment, and the value of each number."""

    numbers: NDArray[np.uint8]
    values: Floats

    def mark(self, found: Flags) -> None:
        found |= self.numbers > 0

    def follow(self, rows: Rows, place: Places, gone: "Gone") -> None:
        numbers = self.numbers[rows]
        values = self.values[numbers]
        np.maximum(gone.best, values, out=gone.best)
        np.add(gone.total, values, out=gone.total)
        np.logical_or(gone.has, numbers > 0, out=gone.has)


@dataclass(frozen=True, slots=True)
class Gone:
    """For each of some rows: the value of its best way, of all its ways, and whether it goes any."""

    best: Floats
    total: Floats
    has: Flags

    @property
    def value(self) -> Floats:
        """The best way, and a little for every other: who says it in many ways means it."""
        also = ranking.weight("also")
        value: Floats = (1 - also) * self.best + also * self.total
        return value


@dataclass(frozen=True, slots=True)
class Heard:
    """A question's words as one segment knows them."""

    segment: Segment
    sought: tuple[Sought, ...]
    trails: tuple[tuple[Trail, ...], ...]  # of each thing sought
    wishes: tuple[Wish, ...]
    granted: tuple[tuple[Trail, ...], ...]  # of each wish
    postings: tuple[Postings, ...]  # of each stem sought that is held
    shelf: Shelf  # which one is asked: of guidance other things are sought, and are worth something else

    def says(self) -> Flags:
        """The rows found by what they say, on whichever shelf they stand: all when nothing is sought."""
        count = self.segment.columns.count
        if not self.sought:
            return np.ones(count, dtype=np.bool_)
        enough = deciding(self.sought)
        found = np.zeros(count, dtype=np.bool_)
        for one, trails in zip(self.sought, self.trails, strict=True):
            if one in enough:
                for trail in trails:
                    trail.mark(found)
        return found

    def worth(self, rows: Rows) -> Floats:
        """What these rows are worth by what is sought and wished for: the formula in Asked's docstring."""
        place = np.full(self.segment.columns.count, -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        worth = self._sought(rows, place) if self.sought else np.ones(len(rows))
        for wish, trails in zip(self.wishes, self.granted, strict=True):
            worth[_go(trails, rows, place).has] *= wish.factor
        return worth

    def fields(self, rows: Rows) -> list[int]:
        """For each of a few rows, the fields (as bits) that hold some stem sought."""
        masks = np.zeros(len(rows), dtype=np.uint8)
        for some in self.postings:
            at = np.minimum(np.searchsorted(some.rows, rows), len(some.rows) - 1)
            masks |= np.where(some.rows[at] == rows, some.fields[at], 0).astype(np.uint8)
        held: list[int] = masks.tolist()
        return held

    def _sought(self, rows: Rows, place: Places) -> Floats:
        total = np.zeros(len(rows))
        matched = np.zeros(len(rows), dtype=np.int64)
        for one, trails in zip(self.sought, self.trails, strict=True):
            gone = _go(trails, rows, place)
            total += one.weight * gone.value
            matched += gone.has
        asked = len(self.sought)
        parts = ranking.coverage(np.arange(asked + 1, dtype=np.float64), asked, self.shelf)
        worth: Floats = total * parts[matched]
        return worth


def hear(segments: Sequence[Segment], asked: Asked, shelf: Shelf = Shelf.SERVICE) -> tuple[Heard, ...]:
    """What each segment knows of a question. A word is as rare as all the living documents make it."""
    sought = sought_on(shelf, asked)
    stems = dict.fromkeys(stem for one in sought for way in one.ways for stem in way.stems)
    wished = {stem for one in asked.wishes for way in one.ways for stem in way.stems}
    held = [_held(segment, {**stems, **dict.fromkeys(wished)}) for segment in segments]
    rarity = _rarity(segments, held)
    return tuple(
        Heard(
            segment=segment,
            sought=sought,
            trails=tuple(_trails(segment, one.ways, known, rarity) for one in sought),
            wishes=asked.wishes,
            granted=tuple(_trails(segment, one.ways, known, rarity) for one in asked.wishes),
            postings=tuple(known[stem] for stem in stems if stem in known),
            shelf=shelf,
        )
        for segment, known in zip(segments, held, strict=True)
    )


def _held(segment: Segment, stems: Iterable[str]) -> dict[str, Postings]:
    found = ((stem, segment.source.postings(stem)) for stem in stems)
    return {stem: some for stem, some in found if some is not None}


def _rarity(segments: Sequence[Segment], held: Sequence[Mapping[str, Postings]]) -> Rarity:
    documents = sum(segment.held for segment in segments)
    holding: dict[str, int] = {}
    for segment, known in zip(segments, held, strict=True):
        for stem, some in known.items():
            living = (
                len(some.rows) if segment.live is None else int(np.count_nonzero(segment.live[some.rows]))
            )
            holding[stem] = holding.get(stem, 0) + living
    return {stem: ranking.rarity(documents, count) for stem, count in holding.items()}


def _trails(
    segment: Segment, ways: Iterable[Way], known: Mapping[str, Postings], rarity: Rarity
) -> tuple[Trail, ...]:
    trails = (_trail(segment, way, known, rarity) for way in ways)
    return tuple(trail for trail in trails if trail is not None)


def _trail(segment: Segment, way: Way, known: Mapping[str, Postings], rarity: Rarity) -> Trail | None:
    if not way.stems:
        marked = _marked(segment, way)
        return Many(marked.view(np.uint8), np.array([0.0, way.worth * ranking.weight("listed")]))
    if not all(stem in known for stem in way.stems):
        return None
    tables = [_WORTH * (way.worth * rarity[stem]) for stem in way.stems]
    return _spoken([known[stem] for stem in way.stems], tables, segment.columns.count)


def _spoken(held: Sequence[Postings], tables: Sequence[Floats], count: int) -> Trail:
    """Rows that hold every stem; the value is summed in the order of the stems, the same in every segment."""
    if len(held) == 1:
        ((some,), (table,)) = held, tables
        if some.everywhere is not None:
            return Many(some.everywhere, table)
        return Few(some.rows, table[some.steps])
    rarest_first = sorted(held, key=lambda one: len(one.rows))
    rows = rarest_first[0].rows
    for some in rarest_first[1:]:
        rows = rows[some.steps_at(rows, count) > 0]  # whatever is held counts a step at least
    values = np.zeros(len(rows))
    for some, table in zip(held, tables, strict=True):
        values += table[some.steps_at(rows, count)]
    return Few(rows, values / len(held))


def _marked(segment: Segment, way: Way) -> Flags:
    """Rows that have a topic, or serve an age."""
    columns = segment.columns
    if way.age is not None:
        youngest, oldest = child_span(way.age)
        served: Flags = (columns.age_start < oldest) & (youngest < columns.age_end)
        return served
    marked = np.zeros(columns.count, dtype=np.bool_)
    if way.topic is None:
        return marked
    facet, code = way.topic
    if facet in VENUE_FACETS:
        return _at_some_venue(segment, facet, code)
    line = columns.facets[facet].line(code) if facet in columns.facets else None
    return marked if line is None else unpack(line, columns.count)


def _at_some_venue(segment: Segment, facet: Facet, code: str) -> Flags:
    columns = segment.columns
    marked = np.zeros(columns.count, dtype=np.bool_)
    if facet in columns.venue_facets:
        everywhere = np.arange(len(columns.venue_owner))
        marked[columns.venue_owner[columns.venue_facets[facet].holding((code,), everywhere)]] = True
    return marked


def _go(trails: Iterable[Trail], rows: Rows, place: Places) -> Gone:
    """Every way, for each of the rows."""
    gone = Gone(np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(len(rows), dtype=np.bool_))
    for trail in trails:
        trail.follow(rows, place, gone)
    return gone
