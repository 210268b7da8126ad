"""What every test may use."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from localoffer.glossary.models.edition import EDITION, NOBODY
from localoffer.menu import remember

SHARED = Path(__file__).resolve().parents[2] / "shared"


#: A test that has one of these asks the database, as one that is marked so does.
ASKING = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database, so that a run on another database can leave out all that does not."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or not ASKING.isdisjoint(fixtures):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test begins in English, with nothing in this process's cache but an empty menu and no words."""
    translation.activate(settings.LANGUAGE_CODE)
    cache.clear()
    remember(())
    cache.set(EDITION, NOBODY)


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
