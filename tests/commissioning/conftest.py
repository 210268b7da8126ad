"""Places to measure over, and the demo."""

import pytest

from .making import load_villages


@pytest.fixture
def villages(db, tmp_path, settings):
    """A town, and villages 10 and 30 km north of it, live."""
    settings.GAP_AREA_KIND = "lsoa"
    settings.HOME_AREA = ""
    return load_villages(tmp_path)
