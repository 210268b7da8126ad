"""The engine a site's settings name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engine import engine
from search.terms import Asked, Document


def test_the_engine_in_the_settings_answers_from_its_folder(settings, tmp_path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "embedded", tmp_path / "here"
    engine().rebuild([Document("1", "", "Chess")])
    assert engine().search(Asked()).total == 1
    assert engine() is engine("embedded")
    assert (tmp_path / "here" / "current").exists()


def test_another_folder_is_another_index(settings, tmp_path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "one"
    one = engine()
    settings.SEARCH_INDEX_DIR = tmp_path / "two"
    assert engine() is not one


def test_an_engine_nobody_knows_is_named_with_those_that_exist(settings, tmp_path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_INDEX_DIR = "solr", tmp_path
    with pytest.raises(ImproperlyConfigured, match=r"'solr'.*embedded"):
        engine()
