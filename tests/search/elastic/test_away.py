"""Elasticsearch goes away in every way there is, and families never notice."""

import logging
import re
import time

import pytest
from django.conf import settings as site

from search import actions
from search.engine import engine
from search.engine.base import Change, SearchUnavailableError
from search.engine.standby import Breaker
from search.terms import Asked, Document
from tests import making

pytestmark = pytest.mark.django_db

#: The index on Elasticsearch holds one listing more: the count tells which engine answered.
ELASTIC_ANSWERED, EMBEDDED_ANSWERED = 2, 1
ONE, TWO = Document("1", "", "Hurting herself"), Document("2", "", "Hurting himself")
WORDS = Asked(words="hurting")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken"[^>]*')


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    return Clock()


def pair(clock, caplog):
    """What answers families, with a clock that a test moves."""
    caplog.set_level(logging.INFO, logger="search")
    made = engine()
    made.breaker = Breaker(rest=5, now=clock)
    return made


def told(caplog, level):
    return [line.getMessage() for line in caplog.records if line.levelno == level]


def warnings(caplog):
    return [line.getMessage() for line in caplog.records if line.levelno >= logging.WARNING]


def answers(made):
    began = time.monotonic()
    total = made.search(WORDS).total
    return total, time.monotonic() - began


def test_a_family_never_notices_that_the_server_is_killed_and_it_is_asked_again_when_it_is_back(
    mortal, own_server, client, clock, caplog
):
    for number in range(30):
        making.service(f"Chess club {number}", kinds=["club"], announce=True)
    actions.sync()
    # Only the index on Elasticsearch holds these: their number tells which engine answered.
    mortal.apply([Change(one.id, one) for one in (ONE, TWO)])
    engine("embedded").apply([Change(ONE.id, ONE)])
    made = pair(clock, caplog)
    page = TOKEN.sub(b"", client.get("/find/?q=chess").content)
    assert page.count(b"Chess club ") >= 5
    assert answers(made)[0] == ELASTIC_ANSWERED

    own_server.kill()
    caplog.clear()
    assert TOKEN.sub(b"", client.get("/find/?q=chess").content) == page
    for _ in range(20):
        total, took = answers(made)
        assert total == EMBEDDED_ANSWERED
        assert took < 1
        clock.now += 2
    assert made.suggest("hurting") == engine("embedded").suggest("hurting") != ()
    assert len(warnings(caplog)) == 1, warnings(caplog)
    assert "chess" not in caplog.text.lower()
    assert "hurting" not in caplog.text.lower()

    own_server.restart()
    clock.now += 60
    assert answers(made)[0] == ELASTIC_ANSWERED
    assert len([line for line in told(caplog, logging.INFO) if "answers again" in line]) == 1
    assert len(warnings(caplog)) == 1


def test_a_server_that_hangs_costs_one_question_its_time_and_the_next_ones_nothing(
    mortal, own_server, settings, clock, caplog
):
    settings.ES_TIMEOUT = 0.5
    engine("elastic").rebuild([ONE, TWO])
    engine("embedded").rebuild([ONE])
    made = pair(clock, caplog)
    assert made.search(WORDS).total == ELASTIC_ANSWERED

    own_server.pause()
    total, took = answers(made)
    assert total == EMBEDDED_ANSWERED
    assert 0.4 < took < 2
    for _ in range(5):
        total, took = answers(made)
        assert total == EMBEDDED_ANSWERED
        assert took < 0.4
    assert len(warnings(caplog)) == 1, warnings(caplog)

    clock.now += 5
    assert answers(made)[0] == EMBEDDED_ANSWERED  # the one that tries again finds it still hanging
    own_server.resume()
    assert answers(made)[0] == EMBEDDED_ANSWERED  # and nobody else does before the next rest is over
    clock.now += 10
    assert answers(made)[0] == ELASTIC_ANSWERED


def test_an_index_that_was_never_built_is_no_reason_to_answer_nobody(elastic, clock, caplog):
    made = pair(clock, caplog)
    engine("embedded").rebuild([ONE])
    client = elastic.server.writing
    for name in elastic.names.builds(client):
        client.indices.delete(index=name)
    assert made.search(WORDS).total == EMBEDDED_ANSWERED
    assert made.health().ok
    elastic.rebuild([ONE, TWO])
    clock.now += 5
    assert made.search(WORDS).total == ELASTIC_ANSWERED
    assert len(warnings(caplog)) == 1, warnings(caplog)


def test_a_red_index_is_no_reason_either(elastic, clock, caplog):
    made = pair(clock, caplog)
    engine("embedded").rebuild([ONE])
    client = elastic.server.writing
    # An index whose only part may be on no server there is.
    name = f"{site.ES_INDEX_PREFIX}-20200101000000-00000000"
    client.options(request_timeout=30).indices.create(
        index=name,
        settings={"index.routing.allocation.require._name": "nobody", "number_of_replicas": 0},
        wait_for_active_shards=0,
    )
    others = [{"remove_index": {"index": one}} for one in elastic.names.builds(client) if one != name]
    client.indices.update_aliases(actions=[*others, {"add": {"index": name, "alias": elastic.names.reading}}])
    total, took = answers(made)
    assert total == EMBEDDED_ANSWERED
    assert took < 3
    assert not elastic.health().ok
    assert len(warnings(caplog)) == 1, warnings(caplog)


def test_only_when_both_indexes_are_gone_is_a_family_told_that_search_is_resting(client, settings, tmp_path):
    settings.SEARCH_ENGINE, settings.ES_URL = "elastic", "http://127.0.0.1:9"
    settings.SEARCH_INDEX_DIR = tmp_path / "never-built"
    with pytest.raises(SearchUnavailableError):
        engine().search(WORDS)
    page = client.get("/find/?q=club")
    assert page.status_code == 503
    assert "resting" in page.content.decode()
