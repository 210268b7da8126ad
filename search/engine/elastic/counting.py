"""Facets: how many services each further choice would leave, counted by the server in the same question."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.ages import AGE_BANDS, AGE_NOT_STATED
from search.engine.elastic.analysis import FIELD_OF
from search.engine.elastic.choosing import Choices
from search.engine.elastic.clauses import Clause, but_not, each
from search.terms import VENUE_FACETS, Asked, Facet, FacetCount

#: One aggregation as the server takes it.
Counted = dict[str, Any]

_BANDS = {code: place for place, code in enumerate([*(band[0] for band in AGE_BANDS), AGE_NOT_STATED])}
_WHOLE = [facet for facet in Facet if facet not in VENUE_FACETS]
#: The name of what is counted under all choices.
EVERYTHING = "everything"
#: More codes than any facet has.
_CODES = 5_000


def aggregations(choices: Choices, groups: Mapping[str, Counted]) -> dict[str, Counted]:
    """What to count, with what else is wanted of everything chosen.

    Facets with the same choices beside their own share one filter: filters are the dear part.
    """
    open_ones = [facet for facet in _WHOLE if facet not in choices.of_services]
    counts = {one.value: _terms(one) for one in open_ones}
    counted = {EVERYTHING: _within(choices.everything(), {**counts, **groups})}
    for facet in _WHOLE:
        if facet in choices.of_services:
            others = choices.services(but=facet) + choices.reaches
            counted[f"but-{facet}"] = _within(others, {facet.value: _terms(facet)})
    for number, (facets, others_of_venue) in enumerate(_venue_facets(choices)):
        counted |= _of_venues(choices, facets, others_of_venue, f"venues-{number}")
    ageless = choices.ageless()
    if ageless is not None:
        counted["ageless"] = _within(ageless, {})
    return counted


def facets(aggregated: Mapping[str, Any], asked: Asked) -> dict[Facet, tuple[FacetCount, ...]]:
    """Every facet's codes with their counts, the most first; what was chosen is always there."""
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    for name, buckets in _terms_in(aggregated):
        counted = counts[Facet(name)]
        for bucket in buckets:
            counted[bucket["key"]] += bucket.get("services", bucket)["doc_count"]
    return {facet: _lines(facet, counted, asked) for facet, counted in counts.items()}


def age_not_stated(aggregated: Mapping[str, Any]) -> int:
    """Services left out only because they state no age."""
    return int(aggregated["ageless"]["doc_count"]) if "ageless" in aggregated else 0


def _lines(facet: Facet, counted: Mapping[str, int], asked: Asked) -> tuple[FacetCount, ...]:
    chosen = asked.filters.get(facet, ())
    lines = [FacetCount(code, counted.get(code, 0), code in chosen) for code in {*counted, *chosen}]
    if facet is Facet.AGE:
        return tuple(sorted(lines, key=lambda line: (_BANDS.get(line.code, len(_BANDS)), line.code)))
    return tuple(sorted(lines, key=lambda line: (-line.count, line.code)))


def _venue_facets(choices: Choices) -> Iterator[tuple[list[Facet], list[Clause]]]:
    """Facets of venues, those that leave the same other choices together."""
    open_ones = [facet for facet in Facet if facet in VENUE_FACETS and facet not in choices.of_venues]
    if open_ones:
        yield open_ones, choices.venue()
    for facet in Facet:
        if facet in VENUE_FACETS and facet in choices.of_venues:
            yield [facet], choices.venue(but=facet)


def _of_venues(
    choices: Choices, facets: Sequence[Facet], others: list[Clause], name: str
) -> dict[str, Counted]:
    """A service counts once for every code that some venue has which would make it found.

    Where a service reaches the family otherwise any venue will do; else it must be one within the radius.
    """
    services = choices.services()
    if choices.asked.near is None:
        return {name: _at_venues(services, others, facets)}
    near_only = but_not(choices.otherwise)
    return {
        f"{name}-any": _at_venues([*services, choices.otherwise], others, facets),
        f"{name}-near": _at_venues([*services, near_only], [*others, choices.circle], facets),
    }


def _at_venues(services: list[Clause], conditions: list[Clause], facets: Sequence[Facet]) -> Counted:
    if not conditions:
        return _within(services, {facet.value: _terms(facet) for facet in facets})
    counted = {facet.value: _terms(facet, services={"reverse_nested": {}}) for facet in facets}
    matching = _within(conditions, counted)
    return _within(services, {"venues": {"nested": {"path": "venues"}, "aggs": {"matching": matching}}})


def _within(conditions: list[Clause], counted: dict[str, Counted]) -> Counted:
    return {"filter": each(*conditions), "aggs": counted}


def _terms(facet: Facet, **inside: Counted) -> Counted:
    return {"terms": {"field": FIELD_OF[facet], "size": _CODES}, "aggs": inside}


def _terms_in(aggregated: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """(facet, buckets) wherever they lie."""
    for name, inside in aggregated.items():
        if name in FIELD_OF and isinstance(inside.get("buckets"), list):
            yield name, inside["buckets"]
        elif isinstance(inside, dict):
            yield from _terms_in(inside)
