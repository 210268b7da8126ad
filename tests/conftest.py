"""What every test may use."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from localoffer.menu import remember

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test begins in English, with nothing in this process's cache but a menu without editors' pages."""
    translation.activate(settings.LANGUAGE_CODE)
    cache.clear()
    remember(())


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of real open data kept beside the project; without it the test says why it is skipped."""
    folder = SHARED / "geodata"
    if not folder.is_dir():
        reason = "the open data folder ../shared/geodata is not here"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def open_referral() -> Path:
    """The folder of Open Referral UK's own schemas and examples; skipped with a reason without it."""
    folder = SHARED / "hsds-uk"
    if not folder.is_dir():
        reason = "the standard's folder ../shared/hsds-uk is not here"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real Elasticsearch, one for the whole run: every test takes index names of its own.

    Skipped with the reason without one. `make test` starts one by itself.
    """
    url = os.environ.get("ES_URL", "")
    if not url:
        reason = (
            "there is no Elasticsearch: set ES_URL to one, or put `python -m scripts.elasticsearch run --` "
            "in front of the command"
        )
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return url
