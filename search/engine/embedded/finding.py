"""One segment asked one question: which rows say what is sought, where they are, which filters they pass."""

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from search.ages import child_span
from search.engine.earth import Spot
from search.engine.embedded.bits import Flags, Rows, Words, of_rows, unpack, words_for
from search.engine.embedded.columns import Floats
from search.engine.embedded.hearing import Heard
from search.engine.embedded.segment import Segment
from search.terms import VENUE_FACETS, Asked, Box, Facet, Group, Shelf

Places = NDArray[np.int64]


class Reach(IntEnum):
    """How a row reaches the family, in the order of groups."""

    NEAR = 0
    COVERS = 1
    ONLINE = 2
    LISTED = 3
    BEYOND = 4  # not found: every venue is too far
    GUIDANCE = 5  # not help but something to read: found by itself, wherever it is


GROUP = {
    Reach.NEAR: Group.NEAR,
    Reach.COVERS: Group.COVERS,
    Reach.ONLINE: Group.ONLINE,
    Reach.LISTED: Group.LISTED,
    Reach.GUIDANCE: Group.GUIDANCE,
}


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows of a segment that say what is sought, with all that the rest of the work needs.

    ``venues`` are those of these rows, in order; ``of_row`` says which candidate each belongs to. The masks
    are over ``rows`` or over ``venues`` as their names say.
    """

    segment: Segment
    rows: Rows
    age_fits: Flags
    age_unstated: Flags
    facet_passes: dict[Facet, Flags]  # of documents; only facets with a choice
    otherwise: Flags  # it covers the place, or is online or by phone, or no place was asked
    covers: Flags
    venues: Places
    of_row: Places
    venue_passes: dict[Facet, Flags]  # of venues; only facets with a choice
    in_box: Flags | None
    chords: Floats | None  # of venues, squared; None without a place
    limit: float

    def venue_ok(self, but: Facet | None = None) -> Flags:
        """Venues that pass every choice made of venues, one facet's own left out."""
        passing = np.ones(len(self.venues), dtype=np.bool_) if self.in_box is None else self.in_box.copy()
        for facet, passes in self.venue_passes.items():
            if facet is not but:
                passing &= passes
        return passing

    def rows_ok(self, but: Facet | None = None, any_age: bool = False) -> Flags:
        """Rows that pass every choice made of services, one facet's own left out."""
        passing = np.ones(len(self.rows), dtype=np.bool_) if any_age else self.age_fits.copy()
        for facet, passes in self.facet_passes.items():
            if facet is not but:
                passing &= passes
        return passing

    @property
    def needs_venue(self) -> bool:
        """Whether something was chosen that only a venue can satisfy."""
        return bool(self.venue_passes) or self.in_box is not None


@dataclass(frozen=True, slots=True)
class Listened:
    """What a segment knows before any choice is looked at, over all of its rows or all of its venues."""

    heard: Heard
    asked: Asked
    spot: Spot | None
    says: Flags  # living rows of the shelf asked that have what is needed
    covers: Flags
    otherwise: Flags
    chords: Floats | None  # of venues

    @property
    def segment(self) -> Segment:
        """The segment that was asked."""
        return self.heard.segment

    @property
    def limit(self) -> float:
        """The squared chord under the radius."""
        return self.spot.chord(self.asked.within_km) if self.spot else np.inf

    @property
    def within_reach(self) -> Flags:
        """Rows that could be found: some venue is near enough, or they reach the family otherwise."""
        if self.chords is None:
            return self.says
        reachable = self.otherwise.copy()
        reachable[self.segment.columns.venue_owner[self.chords <= self.limit]] = True
        reachable &= self.says
        return reachable


def listen(heard: Heard, asked: Asked, spot: Spot | None) -> Listened:
    """Look at what is sought and at the place only."""
    segment = heard.segment
    covers, otherwise = _otherwise(segment, asked)
    columns = segment.columns
    chords = spot.chords(columns.x, columns.y, columns.z) if spot else None
    return Listened(heard, asked, spot, _says(heard, asked), covers, otherwise, chords)


def listen_beside(help_known: Listened, heard: Heard) -> Listened:
    """The same of guidance, where the place was looked at for help already."""
    return replace(help_known, heard=heard, says=_says(heard, help_known.asked))


def candidates(known: Listened, rows: Rows) -> Candidates:
    """These rows of a segment, ready for the rest of the work."""
    segment, asked, columns = known.segment, known.asked, known.segment.columns
    venues, of_row = _venues(segment, rows)
    start, end = columns.age_start[rows], columns.age_end[rows]
    fits = np.ones(len(rows), dtype=np.bool_)
    if asked.age is not None:
        youngest, oldest = child_span(asked.age)
        fits = (start < oldest) & (youngest < end)
    chosen = {facet: codes for facet, codes in asked.filters.items() if codes}
    return Candidates(
        segment=segment,
        rows=rows,
        age_fits=fits,
        age_unstated=start > end,
        facet_passes={
            facet: _having(segment, facet, codes)[rows]
            for facet, codes in chosen.items()
            if facet not in VENUE_FACETS
        },
        otherwise=known.otherwise[rows],
        covers=known.covers[rows],
        venues=venues,
        of_row=of_row,
        venue_passes={
            facet: columns.venue_facets[facet].holding(codes, venues)
            if facet in columns.venue_facets
            else np.zeros(len(venues), dtype=np.bool_)
            for facet, codes in chosen.items()
            if facet in VENUE_FACETS
        },
        in_box=_inside(asked.box, columns.lat[venues], columns.lon[venues]) if asked.box else None,
        chords=None if known.chords is None else known.chords[venues],
        limit=known.limit,
    )


def _venues(segment: Segment, rows: Rows) -> tuple[Places, Places]:
    """The venues of these rows in order, and the place in ``rows`` each belongs to."""
    first = segment.columns.first_venue
    starts, counts = first[rows], first[rows + 1] - first[rows]
    of_row = np.repeat(np.arange(len(rows)), counts)
    before = np.cumsum(counts) - counts
    venues = np.arange(len(of_row)) + (starts - before)[of_row]
    return venues, of_row


def _says(heard: Heard, asked: Asked) -> Flags:
    """The living rows of the shelf that have what is needed; of guidance, with the labels asked for."""
    segment = heard.segment
    labels, count = segment.columns.guidance, segment.columns.count
    reading = heard.shelf is Shelf.GUIDANCE
    if reading and not labels.codes:
        return np.zeros(count, dtype=np.bool_)
    says = heard.says()
    if segment.live is not None:
        says &= segment.live
    if reading:
        says &= unpack(labels.any_of(asked.labels or labels.codes), count)
    elif labels.codes:
        says &= ~unpack(labels.any_of(labels.codes), count)
    return says


def _otherwise(segment: Segment, asked: Asked) -> tuple[Flags, Flags]:
    """(covers the place, is found though it isn't near), of all rows."""
    covers = np.zeros(segment.columns.count, dtype=np.bool_)
    if asked.near is None:
        return covers, ~covers
    for code in asked.near.area_codes:
        covers[segment.source.covers(code)] = True
    return covers, covers | _having(segment, Facet.DELIVERY, ("online", "phone"))


def _having(segment: Segment, facet: Facet, codes: tuple[str, ...]) -> Flags:
    """All rows of the segment that have any of the codes."""
    words: Words = np.zeros(words_for(segment.columns.count), dtype=np.uint64)
    bits = segment.columns.facets.get(facet)
    if bits is not None:
        for code in codes:
            line = bits.line(code)
            if line is not None:
                words |= line
    return unpack(words, segment.columns.count)


def _inside(box: Box, lat: Floats, lon: Floats) -> Flags:
    with np.errstate(invalid="ignore"):
        return (lat >= box.south) & (lat <= box.north) & (lon >= box.west) & (lon <= box.east)


def packed(found: Candidates, passing: Flags) -> Words:
    """The passing candidates as a set of rows of the segment."""
    return of_rows(found.rows[passing], found.segment.columns.count)
