"""What a family types is written nowhere."""

import json
import logging

import pytest
from django.core.management import call_command

from search import actions
from search.found import Question
from search.queries import find, suggest
from tests import making

pytestmark = pytest.mark.django_db

WORDS = ("bedwetting", "zebrafish")
PLACES = ("TA6 4RN", "TA64RN", "ta6 4rn", "Bridgwater")


@pytest.fixture
def logged(caplog):
    """Every line of every logger, however chatty it is set."""
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).disabled = False
    caplog.set_level(logging.DEBUG)

    def lines():
        # Django's own log of statements at DEBUG is for developers and is never on where families search;
        # at the level a site logs at, and in everything of ours at any level, nothing may be found.
        records = [
            record
            for record in caplog.records
            if record.levelno >= logging.INFO or not record.name.startswith("django.db")
        ]
        assert records, "nothing was captured, so nothing is shown"
        return "\n".join(f"{record.name} {record.getMessage()} {record.exc_text or ''}" for record in records)

    return lines


def silent(text):
    return [word for word in (*WORDS, *PLACES) if word.lower() in text.lower()]


def test_neither_her_words_nor_her_postcode_reach_a_log(index, county, logged, tmp_path, capsys):
    making.service("Crew", at=[(51.13, -3.01)])
    actions.rebuild()
    for near in (*PLACES, "Bridgwater zebrafish"):
        find(Question(words="bedwetting zebrafish", near=near))
    suggest("bedwet")
    logging.getLogger("search").info("the net is open")
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps({"id": 1, "q": "bedwetting", "near": "TA6 4RN"}) + "\n")
    call_command("search", "--batch", str(questions), "--out", str(tmp_path / "answers.jsonl"))
    call_command("search", "bedwetting", "--near", "TA6 4RN", "--json")
    assert silent(logged()) == []


def test_nor_when_the_engine_fails(index, county, logged, monkeypatch):
    def fails(self, path):
        raise OSError("bedwetting near TA6 4RN")

    from search.engine.base import SearchUnavailableError

    index.folder.clear(keep=None)
    with pytest.raises(SearchUnavailableError) as resting:
        find(Question(words="bedwetting", near="TA6 4RN"))
    logging.getLogger("search").info("the net is open")
    assert silent(logged() + str(resting.value)) == []


def test_nor_do_they_stay_in_the_database(index, county, django_assert_max_num_queries):
    find(Question(words="club"))  # the first question of a process reads what words mean
    with django_assert_max_num_queries(4) as captured:
        find(Question(words="bedwetting zebrafish", near="TA6 4RN"))
    statements = [query["sql"].lstrip("( \n").upper() for query in captured.captured_queries]
    assert all(statement.startswith("SELECT") for statement in statements), statements
    assert not any("BEDWETTING" in statement for statement in statements)
