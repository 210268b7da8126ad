"""Each test has an index of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
