"""Two engines, one behaviour: whichever answers, a family reads the same list."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from search.engine.embedded.engine import EmbeddedEngine
from search.terms import Answer, Asked, Document, Hit, Sort
from tests.conformance.test_against_the_rules import clear_of_the_edge, documents, questions, sane
from tests.search.engine.elastic_server import ElasticHere

#: The server counts in 32 bits: scores closer than this (a part of them) may stand in either order.
CLOSE = 3e-4


#: A counterexample isn't made smaller: every try builds an index on the server.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=10, phases=PHASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    held=st.lists(documents().filter(sane), min_size=3, max_size=16, unique_by=lambda one: one.id),
    asked=st.lists(questions(), min_size=3, max_size=6),
)
def test_both_engines_show_the_same_services_in_the_same_order_with_the_same_counts(
    elastic: ElasticHere, tmp_path: Path, held: list[Document], asked: list[Asked]
) -> None:
    embedded = EmbeddedEngine(tmp_path)
    for engine in (elastic, embedded):
        engine.rebuild(held)
    for one in asked:
        if clear_of_the_edge(held, one):
            compare(elastic.search(one), embedded.search(one), one)


def compare(server: Answer, here: Answer, asked: Asked) -> None:
    assert (server.total, server.groups) == (here.total, here.groups)
    assert (server.facets, server.age_not_stated) == (here.facets, here.age_not_stated)
    compare_hits(server.hits, here.hits, asked.sort)
    compare_hits(server.beyond, here.beyond, Sort.NAME)
    assert server.sections.keys() == here.sections.keys()
    for group, hits in here.sections.items():
        compare_hits(server.sections[group], hits, asked.sort)


def compare_hits(server: tuple[Hit, ...], here: tuple[Hit, ...], sort: Sort) -> None:
    assert [one.score for one in server] == pytest.approx([one.score for one in here], rel=1e-3)
    if sort not in (Sort.BEST, Sort.NEAREST) or well_apart(here):
        assert [one.document.id for one in server] == [one.document.id for one in here]
    twin = {one.document.id: one for one in here}
    for one in server:
        other = twin.get(one.document.id)
        if other:
            assert (one.document, one.group, one.venue, one.matched) == (
                other.document,
                other.group,
                other.venue,
                other.matched,
            )
            assert one.distance_km == pytest.approx(other.distance_km, abs=1e-6)


def well_apart(hits: tuple[Hit, ...]) -> bool:
    """Whether each score is either the same as the next or clearly another."""
    return all(
        one.score == other.score or abs(one.score - other.score) > CLOSE * one.score
        for one, other in pairwise(hits)
    )
