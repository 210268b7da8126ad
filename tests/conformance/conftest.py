"""Every engine there is, each empty and ready, as the fixture ``engine``."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engine.base import Engine
from search.engine.elastic.engine import ElasticEngine
from search.engine.embedded.engine import EmbeddedEngine

Maker = Callable[[Path], Engine]


@pytest.fixture
def make_embedded() -> Maker:
    """How an embedded engine is made from a folder of its own."""
    return EmbeddedEngine


@pytest.fixture
def make_elastic(elasticsearch_url: str) -> Iterator[Maker]:
    """How an Elasticsearch engine is made: each folder stands for names of its own on the server."""
    made: dict[Path, ElasticEngine] = {}

    def make(folder: Path) -> Engine:
        for gone in [one for one in made if not one.parent.exists()]:
            remove(made.pop(gone))
        prefix = f"conformance-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
        # A cold server on a crowded machine needs longer than a family is made to wait.
        made[folder] = ElasticEngine(elasticsearch_url, prefix=prefix, timeout=30.0)
        return made[folder]

    yield make
    for engine in made.values():
        remove(engine)


def remove(engine: ElasticEngine) -> None:
    """Leave nothing of it on the server."""
    client = engine.server.writing
    for name in engine.names.builds(client):
        client.indices.delete(index=name)


@pytest.fixture(params=["elastic", "embedded"])
def make_engine(request: pytest.FixtureRequest) -> Maker:
    """How an engine of each kind is made from a folder of its own."""
    maker: Maker = request.getfixturevalue(f"make_{request.param}")
    return maker


@pytest.fixture
def engine(make_engine: Maker, tmp_path: Path) -> Engine:
    """An engine with an empty index."""
    made = make_engine(tmp_path / "index")
    made.rebuild([])
    return made
