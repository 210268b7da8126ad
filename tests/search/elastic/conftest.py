"""A site on a real Elasticsearch: the run's own, or one beside it for tests that kill it."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from scripts import elasticsearch
from search.engine import engine
from search.engine.elastic.engine import ElasticEngine


def chosen(settings, tmp_path, url):
    """The Elasticsearch engine of a site with names of its own there and an index folder of its own."""
    settings.SEARCH_ENGINE = "elastic"
    settings.ES_URL = url
    settings.ES_INDEX_PREFIX = f"site-{uuid4().hex[:12]}"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return engine("elastic")


def forget(elastic: ElasticEngine) -> None:
    """Leave nothing of this site on the server."""
    client = elastic.server.writing
    for name in elastic.names.builds(client):
        client.indices.delete(index=name)


@pytest.fixture
def elastic(settings, tmp_path, elasticsearch_url) -> Iterator[ElasticEngine]:
    """The Elasticsearch engine of a site whose indexes are both built and empty."""
    made = chosen(settings, tmp_path, elasticsearch_url)
    made.rebuild(())
    engine("embedded").rebuild(())
    yield made
    forget(made)


@pytest.fixture(scope="session")
def own_server(elasticsearch_url) -> Iterator[elasticsearch.Server]:
    """A server that a test may kill, one for each worker; only where the run has one as well."""
    if elasticsearch.find() is None:
        if os.environ.get("CI"):
            pytest.fail(elasticsearch.HOW_TO_GET_IT)
        pytest.skip(elasticsearch.HOW_TO_GET_IT)
    with elasticsearch.server(quick=True) as started:
        yield started


@pytest.fixture
def mortal(settings, tmp_path, own_server) -> Iterator[ElasticEngine]:
    """The engine of a site on a server that a test may kill; both indexes are built and empty."""
    if not own_server.running:  # the test before left it dead: starting takes long, so only when it is needed
        own_server.start()
    made = chosen(settings, tmp_path, own_server.url)
    made.rebuild(())
    engine("embedded").rebuild(())
    yield made
    own_server.resume()
    if own_server.running:
        forget(made)
