"""The whole demo, loaded once for a module, in a transaction that is rolled back at its end."""

import shutil

import pytest
from django.db import transaction
from django.test import override_settings

from localoffer.demo import actions
from localoffer.demo.actions import load_demo


def silent(rows, total, what):
    return rows


def load(**how):
    """What the command does, without a word."""
    return load_demo(say=how.pop("say", lambda words: None), watch=silent, **how)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything that a first run loaded, and what it said."""
    where = tmp_path_factory.mktemp("demo") / "index"
    with (
        override_settings(DEMO=True, HOME_AREA="DEMO-SOMERSET", GAP_AREA_KIND="area", SEARCH_INDEX_DIR=where),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        said = []
        yield load(say=said.append), "\n".join(said)
        transaction.set_rollback(True)


@pytest.fixture
def own_fixtures(tmp_path, monkeypatch):
    """A copy of the fixtures that a test may change."""
    copy = tmp_path / "fixtures"
    shutil.copytree(actions.FIXTURES, copy)
    monkeypatch.setattr(actions, "FIXTURES", copy)
    return copy
