"""A real index in a folder of its own."""

import pytest

from search.engine import engine


@pytest.fixture
def index(settings, tmp_path):
    """The embedded engine with an empty index."""
    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    made = engine()
    made.rebuild(())
    return made
