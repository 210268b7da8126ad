"""A process of ours that dies in the middle of writing leaves work to repeat, and repeating it mends all."""

import os
import signal

import pytest
from elasticsearch import ConnectionTimeout

from search.engine import engine
from search.engine.base import Change, SearchUnavailableError
from search.terms import Asked, Document


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_process_that_dies(work):
    """Do the work in a child; it must be ended by signal 9 and by nothing else."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.parametrize("moment", ["refresh", "update_aliases"])
def test_a_change_cut_off_at_any_step_is_found_by_families_once_it_is_repeated(elastic, monkeypatch, moment):
    changes = [Change(str(number), Document(str(number), "new", "Chess")) for number in range(5)]
    elastic.apply([Change("0", Document("0", "old", "Draughts"))])
    with monkeypatch.context() as dying:
        dying.setattr(type(elastic.server.writing.indices), moment, die)
        in_a_process_that_dies(lambda: elastic.apply(changes))
    elastic.apply(changes)
    assert dict(elastic.stamps()) == {str(number): "new" for number in range(5)}
    assert elastic.search(Asked(words="chess")).total == 5


@pytest.mark.parametrize("moment", ["create", "refresh", "update_aliases"])
def test_a_rebuild_cut_off_at_any_step_leaves_the_old_index_and_the_next_one_tidies_up(
    elastic, monkeypatch, moment
):
    elastic.rebuild([Document("1", "old", "Draughts")])
    with monkeypatch.context() as dying:
        dying.setattr(type(elastic.server.writing.indices), moment, die)
        in_a_process_that_dies(lambda: elastic.rebuild([Document("2", "new", "Chess")]))
    assert dict(elastic.stamps()) == {"1": "old"}
    assert engine().search(Asked(words="draughts")).total == 1
    assert elastic.rebuild([Document("2", "new", "Chess")]) == 1
    assert dict(elastic.stamps()) == {"2": "new"}
    assert len(elastic.names.builds(elastic.server.writing)) == 1


def test_a_switch_whose_answer_is_lost_on_the_way_leaves_families_the_new_index(elastic, monkeypatch):
    elastic.rebuild([Document("1", "old", "Draughts")])
    client = type(elastic.server.writing.indices)
    switch = client.update_aliases

    def and_never_answer(*args, **kwargs):
        switch(*args, **kwargs)
        raise ConnectionTimeout("The answer was lost.")

    with monkeypatch.context() as losing:
        losing.setattr(client, "update_aliases", and_never_answer)
        with pytest.raises(SearchUnavailableError):
            elastic.rebuild([Document("2", "new", "Chess")])
    assert dict(elastic.stamps()) == {"2": "new"}
    assert elastic.search(Asked(words="chess")).total == 1
