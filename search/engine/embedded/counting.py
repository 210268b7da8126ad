"""Facets: how many services each further choice would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from search.ages import AGE_BANDS, AGE_NOT_STATED
from search.engine.embedded.bits import histogram
from search.engine.embedded.finding import packed
from search.engine.embedded.reaching import Reached, first_of_each
from search.terms import VENUE_FACETS, Asked, Facet, FacetCount

_BANDS = {code: place for place, code in enumerate([*(band[0] for band in AGE_BANDS), AGE_NOT_STATED])}


def facets(found: Iterable[Reached], asked: Asked) -> dict[Facet, tuple[FacetCount, ...]]:
    """Every facet's codes with their counts, the most first; what was chosen is always there."""
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    for some in found:
        _count_documents(some, counts)
        for facet in VENUE_FACETS:
            _count_venues(some, facet, counts[facet])
    return {facet: _lines(facet, counted, asked.filters) for facet, counted in counts.items()}


def _lines(
    facet: Facet, counted: Mapping[str, int], filters: Mapping[Facet, tuple[str, ...]]
) -> tuple[FacetCount, ...]:
    chosen = filters.get(facet, ())
    lines = [
        FacetCount(code, counted.get(code, 0), code in chosen)
        for code in {*counted, *chosen}
        if counted.get(code, 0) or code in chosen
    ]
    if facet is Facet.AGE:
        return tuple(sorted(lines, key=lambda line: (_BANDS.get(line.code, len(_BANDS)), line.code)))
    return tuple(sorted(lines, key=lambda line: (-line.count, line.code)))


def _count_documents(some: Reached, counts: dict[Facet, Counter[str]]) -> None:
    one = some.candidates
    found = some.found
    everything_chosen = packed(one, found & some.passing)
    for facet, bits in one.segment.columns.facets.items():
        rows = everything_chosen
        if facet in one.facet_passes:
            rows = packed(one, found & one.rows_ok(but=facet))
        totals = np.bitwise_count(bits.words & rows).sum(axis=1, dtype=np.int64)
        for code, total in zip(bits.codes, totals.tolist(), strict=True):
            counts[facet][code] += total


def _count_venues(some: Reached, facet: Facet, counted: Counter[str]) -> None:
    """A service counts once, for every code some venue has that would make it found."""
    one = some.candidates
    codes = one.segment.columns.venue_facets.get(facet)
    if codes is None or not codes.codes:
        return
    leading = one.venue_ok(but=facet) & some.passing[one.of_row]
    if one.chords is not None:
        leading &= (one.chords <= one.limit) | one.otherwise[one.of_row]
    chosen = np.flatnonzero(leading)
    if not len(chosen):
        return
    starts = first_of_each(one.of_row[chosen])
    venues = one.venues[chosen]
    for number, column in enumerate(codes.columns):
        either = np.bitwise_or.reduceat(column[venues], starts)
        for code, total in zip(codes.of_column(number), histogram(either).tolist(), strict=False):
            counted[code] += total
