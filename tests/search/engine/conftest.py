"""Engines for the tests of their own details."""

from collections.abc import Iterator

import pytest

from tests.search.engine.elastic_server import ElasticHere


@pytest.fixture
def elastic(elasticsearch_url: str) -> Iterator[ElasticHere]:
    """An Elasticsearch engine with an empty index."""
    engine = ElasticHere(elasticsearch_url)
    engine.rebuild([])
    yield engine
    engine.remove()
