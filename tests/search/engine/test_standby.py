"""While the first engine can't answer, the second does, and families are told nothing about it."""

import itertools
import logging
import threading

import pytest

from search.engine.base import SearchUnavailableError
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.standby import Breaker, Standby, Turn
from search.terms import Asked, Document

WORDS = Asked(words="hurting herself")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pair(tmp_path, clock, caplog):
    """Two real indexes: the first was never built, the second holds one listing."""
    caplog.set_level(logging.INFO, logger="search.engine.standby")
    first, second = EmbeddedEngine(tmp_path / "first"), EmbeddedEngine(tmp_path / "second")
    second.rebuild([Document("2", "", "Help for hurting herself")])
    return Standby(first, second, Breaker(rest=5, longest=60, now=clock))


def said(caplog, level):
    return [line.getMessage() for line in caplog.records if line.levelno == level]


def test_a_family_is_answered_at_once_when_the_first_engine_has_no_index(pair):
    assert [hit.document.id for hit in pair.search(WORDS).hits] == ["2"]
    assert [line.text for line in pair.suggest("help for")] == ["Help for hurting herself"]


def test_one_warning_is_logged_however_many_ask_and_no_word_of_theirs_is_in_it(pair, clock, caplog):
    for _ in range(30):
        pair.search(WORDS)
        clock.now += 3
    [warning] = said(caplog, logging.WARNING)
    assert "can't answer" in warning
    assert "hurting" not in caplog.text
    assert said(caplog, logging.INFO) == []


def test_the_first_engine_is_asked_again_after_a_rest_and_one_line_says_that_it_is_back(pair, clock, caplog):
    pair.search(WORDS)
    pair.first.rebuild([Document("1", "", "Help for hurting herself")])
    clock.now += 4.9
    assert [hit.document.id for hit in pair.search(WORDS).hits] == ["2"]
    clock.now += 0.2
    for _ in range(3):
        assert [hit.document.id for hit in pair.search(WORDS).hits] == ["1"]
    assert len(said(caplog, logging.INFO)) == 1
    assert len(said(caplog, logging.WARNING)) == 1


def test_only_when_both_engines_cannot_answer_is_a_family_told_so(tmp_path, clock):
    neither = Standby(EmbeddedEngine(tmp_path / "1"), EmbeddedEngine(tmp_path / "2"), Breaker(now=clock))
    with pytest.raises(SearchUnavailableError, match="resting"):
        neither.search(WORDS)
    with pytest.raises(SearchUnavailableError, match="resting"):
        neither.search(WORDS)


def test_the_pair_is_well_while_either_engine_is(pair):
    health = pair.health()
    assert (health.ok, health.documents) == (True, 1)
    assert "away" in health.detail
    pair.first.rebuild([Document("1", "", "One"), Document("3", "", "Three")])
    assert (pair.health().ok, pair.health().documents, pair.health().detail) == (True, 2, "")


def test_one_question_tries_while_all_others_keep_to_the_second_engine(clock):
    breaker = Breaker(rest=5, now=clock)
    breaker.failed(breaker.turn())
    clock.now += 5
    assert [breaker.turn() for _ in range(3)] == [Turn.TRY, Turn.SECOND, Turn.SECOND]
    breaker.answered(Turn.TRY)
    assert breaker.turn() is Turn.FIRST


def test_a_try_that_never_comes_back_does_not_keep_the_first_engine_away_for_ever(clock):
    breaker = Breaker(rest=5, now=clock)
    breaker.failed(breaker.turn())
    clock.now += 5
    assert breaker.turn() is Turn.TRY
    clock.now += 5
    assert breaker.turn() is Turn.TRY


def test_the_rest_grows_with_each_try_that_fails_and_is_short_again_after_one_that_answers(clock):
    breaker = Breaker(rest=5, longest=60, now=clock)
    breaker.failed(breaker.turn())
    rests = []
    for _ in range(6):
        began = clock.now
        while breaker.turn() is Turn.SECOND:
            clock.now += 1
        rests.append(clock.now - began)
        breaker.failed(Turn.TRY)
    assert rests == [5, 10, 20, 40, 60, 60]
    clock.now += 60
    assert breaker.answered(breaker.turn())
    breaker.failed(breaker.turn())
    clock.now += 5
    assert breaker.turn() is Turn.TRY


def test_twenty_questions_that_time_out_together_are_one_failure(clock):
    breaker = Breaker(rest=5, now=clock)
    turns = [breaker.turn() for _ in range(20)]
    assert [breaker.failed(turn) for turn in turns] == [True, *[False] * 19]
    clock.now += 5
    assert breaker.turn() is Turn.TRY


def test_an_answer_that_was_on_its_way_when_the_engine_went_does_not_call_it_back(clock):
    breaker = Breaker(rest=5, now=clock)
    early = breaker.turn()
    breaker.failed(breaker.turn())
    assert not breaker.answered(early)
    assert breaker.turn() is Turn.SECOND


def test_a_mistake_of_ours_is_not_hidden_behind_the_second_engine(pair, monkeypatch):
    def mistaken(asked):
        raise TypeError("our own mistake")

    monkeypatch.setattr(pair.first, "search", mistaken)
    with pytest.raises(TypeError):
        pair.search(WORDS)


def test_the_log_never_says_what_a_family_asked_when_the_first_engine_went(pair, monkeypatch, caplog):
    def lost(asked):
        raise SearchUnavailableError(f"no answer to {asked.words}")

    monkeypatch.setattr(pair.first, "search", lost)
    assert pair.search(WORDS).hits
    assert "SearchUnavailableError" in caplog.text
    assert "hurting" not in caplog.text


def test_of_two_questions_at_the_very_same_moment_one_tries():
    inside, go_on = threading.Event(), threading.Event()
    clock, looks = Clock(), itertools.count(1)

    def slow() -> float:
        # The first has seen that the rest is over, and has not yet begun another.
        if threading.current_thread().name == "first" and next(looks) == 2:
            inside.set()
            go_on.wait(10)
        return clock.now

    breaker = Breaker(rest=5, now=slow)
    breaker.failed(breaker.turn())
    clock.now += 5
    turns: list[Turn] = []
    asking = [
        threading.Thread(name=name, target=lambda: turns.append(breaker.turn()))
        for name in ("first", "other")
    ]
    asking[0].start()
    assert inside.wait(10)
    asking[1].start()
    asking[1].join(0.1)  # it waits for the first, or it would be done by now
    go_on.set()
    for one in asking:
        one.join(10)
    assert sorted(turn.value for turn in turns) == [Turn.SECOND.value, Turn.TRY.value]
