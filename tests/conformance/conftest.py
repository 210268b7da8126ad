"""Every engine there is, each empty and ready, as the fixture ``engine``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.engine.base import Engine
from search.engine.embedded.engine import EmbeddedEngine


def _embedded(folder: Path) -> Engine:
    return EmbeddedEngine(folder)


MAKERS: dict[str, Callable[[Path], Engine]] = {"embedded": _embedded}


@pytest.fixture(params=sorted(MAKERS))
def make_engine(request: pytest.FixtureRequest) -> Callable[[Path], Engine]:
    """How an engine of each kind is made from a folder of its own."""
    return MAKERS[request.param]


@pytest.fixture
def engine(make_engine: Callable[[Path], Engine], tmp_path: Path) -> Engine:
    """An engine with an empty index."""
    made = make_engine(tmp_path / "index")
    made.rebuild([])
    return made
