"""Settings that would stop the search are said when the site starts, with how to mend them."""

import pytest

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


GOOD = {
    "SEARCH_ENGINE": "elastic",
    "ES_URL": "https://search.example.org:9200",
    "ES_INDEX_PREFIX": "signpost",
    "ES_TIMEOUT": 2.0,
    "ES_API_KEY": "",
    "ES_USER": "site",
    "ES_PASSWORD": "secret",
    "ES_CA": "",
}


@pytest.fixture
def chosen(settings):
    """Settings that choose Elasticsearch rightly, but for what a test makes wrong."""

    def choose(**wrong):
        for name, value in (GOOD | wrong).items():
            setattr(settings, name, value)
        return checks.elasticsearch_can_be_asked()

    return choose


def test_a_site_that_chooses_elasticsearch_rightly_is_told_nothing(chosen):
    assert chosen() == []
    assert chosen(ES_URL="http://127.0.0.1:9200") == []
    assert chosen(ES_USER="", ES_PASSWORD="", ES_API_KEY="key") == []
    assert checks.engine_is_known() == []


def test_a_site_on_the_embedded_engine_needs_none_of_it(chosen):
    assert chosen(SEARCH_ENGINE="embedded", ES_URL="", ES_INDEX_PREFIX="?", ES_TIMEOUT=0) == []


@pytest.mark.parametrize(
    ("wrong", "code", "hint"),
    [
        ({"ES_URL": ""}, "search.E003", "Set ES_URL"),
        ({"ES_URL": "search.example.org:9200"}, "search.E004", "https://host:port"),
        ({"ES_URL": "https://site:secret@search.example.org:9200"}, "search.E004", "ES_PASSWORD"),
        ({"ES_URL": "https://search.example.org:many"}, "search.E004", "https://host:port"),
        ({"ES_INDEX_PREFIX": "Sign post"}, "search.E005", "small letters"),
        ({"ES_INDEX_PREFIX": ""}, "search.E005", "small letters"),
        ({"ES_TIMEOUT": 0}, "search.E006", "more than 0"),
        ({"ES_TIMEOUT": 120}, "search.E006", "a family waits"),
        ({"ES_API_KEY": "key"}, "search.E007", "keep one of them"),
        ({"ES_PASSWORD": ""}, "search.E007", "go together"),
        ({"ES_CA": "/no/such/file.pem"}, "search.E007", "certificate"),
        ({"ES_URL": "http://search.example.org:9200"}, "search.W001", "https"),
    ],
)
def test_a_wrong_setting_of_elasticsearch_is_said_with_how_to_mend_it(chosen, wrong, code, hint):
    [message] = chosen(**wrong)
    assert (message.id, hint in message.hint) == (code, True)
    assert "secret" not in message.msg + message.hint


def test_the_settings_of_elasticsearch_are_checked_when_the_site_starts(chosen):
    from django.core.checks import run_checks

    chosen(ES_URL="")
    assert "search.E003" in {message.id for message in run_checks()}
