"""Settings that would stop the search are said when the site starts, with how to mend them."""

from search import checks


def test_good_settings_say_nothing(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "not" / "yet" / "made"
    assert checks.engine_is_known() == []
    assert checks.index_folder_can_be_written() == []


def test_an_engine_that_does_not_exist_is_named_with_those_that_do(settings):
    settings.SEARCH_ENGINE = "telepathy"
    [error] = checks.engine_is_known()
    assert error.id == "search.E001"
    assert "telepathy" in error.msg
    assert "embedded" in error.hint


def test_an_index_folder_that_is_a_file_is_refused(settings, tmp_path):
    (tmp_path / "index").write_text("not a folder")
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    [error] = checks.index_folder_can_be_written()
    assert error.id == "search.E002"
    assert "SEARCH_INDEX_DIR" in error.hint


def test_the_checks_run_with_djangos_own(settings):
    from django.core.checks import run_checks

    settings.SEARCH_ENGINE = "telepathy"
    assert "search.E001" in {message.id for message in run_checks()}
