"""The index follows the truth."""

import logging
import threading
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction

from directory.events import service_changed, service_withdrawn
from search import actions
from search.actions import documents, outbox, syncing
from search.document import make, surroundings
from search.engine.base import Refused, SearchUnavailableError
from search.lock import BusyError, one_writer
from search.models import IndexTask
from tests import making

pytestmark = pytest.mark.django_db


def changed(service):
    service_changed.send(type(service), service_id=service.pk)


def held(index):
    return {service_id for service_id, _ in index.stamps()}


def test_a_changed_listing_leaves_one_row(index):
    service = making.service()
    changed(service)
    [task] = IndexTask.objects.all()
    assert (task.key, task.engine, task.set_aside) == (service.pk, "embedded", "")


def test_a_change_that_is_taken_back_leaves_no_row(index):
    service = making.service()
    with transaction.atomic():
        changed(service)
        assert IndexTask.objects.count() == 1
        transaction.set_rollback(True)
    assert not IndexTask.objects.exists()


def test_an_editor_publishes_and_a_family_finds_it(index):
    service = making.service("Thursday Crew", announce=True)
    assert actions.sync().put == 1
    assert held(index) == {str(service.pk)}
    assert not IndexTask.objects.exists()


def test_a_withdrawn_listing_leaves_the_index(index):
    service = making.service()
    changed(service)
    actions.sync()
    service.live = False
    service.save()
    service_withdrawn.send(type(service), service_id=service.pk)
    assert actions.sync().removed == 1
    assert held(index) == set()


def test_ten_edits_of_one_listing_are_one_piece_of_work(index):
    service = making.service()
    for _ in range(10):
        changed(service)
    assert actions.sync() == actions.Synced(tasks=10, put=1)


def test_a_limit_takes_the_oldest_first(index):
    services = [making.service(f"Club {number}") for number in range(3)]
    for service in services:
        changed(service)
    actions.sync(limit=2)
    assert held(index) == {str(service.pk) for service in services[:2]}
    assert [task.key for task in IndexTask.objects.all()] == [services[2].pk]


def test_a_change_that_arrives_while_we_work_is_not_lost(index, monkeypatch):
    service = making.service("Before")
    changed(service)
    engine = type(index)
    apply = engine.apply

    def edited_meanwhile(self, changes):
        refused = apply(self, changes)
        if not IndexTask.objects.filter(pk__gt=first).exists():
            service.name = "After"
            service.save()
            changed(service)
        return refused

    first = IndexTask.objects.get().pk
    monkeypatch.setattr(engine, "apply", edited_meanwhile)
    actions.sync(limit=1)
    [left] = IndexTask.objects.all()
    assert left.pk > first
    monkeypatch.undo()
    actions.sync()
    assert dict(index.stamps()) == {str(service.pk): document(service).stamp}


def document(service):
    from directory import queries as directory

    [row] = directory.for_index([service.pk])
    return make(row, surroundings())


def test_when_search_is_down_the_work_waits(index, monkeypatch):
    changed(making.service())

    def resting(*_):
        raise SearchUnavailableError("Search is resting.")

    monkeypatch.setattr(type(index), "apply", resting)
    with pytest.raises(SearchUnavailableError):
        actions.sync()
    assert IndexTask.objects.count() == 1
    with pytest.raises(CommandError, match="run this again"):
        call_command("search_sync")


@pytest.fixture
def inline(settings):
    settings.SEARCH_SYNC_INLINE = True


def test_in_the_demo_a_change_is_found_right_after_it_is_published(
    index, inline, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        first, second = making.service("One"), making.service("Two")
        changed(first)
        changed(second)
    assert len(callbacks) == 1
    assert held(index) == {str(first.pk), str(second.pk)}


def test_elsewhere_an_editor_never_waits_for_the_index(index, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        changed(making.service())
    assert callbacks == []


def test_publishing_goes_well_even_when_catching_up_itself_is_broken(
    index, inline, monkeypatch, django_capture_on_commit_callbacks
):
    def broken():
        raise RuntimeError("our own mistake")

    monkeypatch.setattr(outbox, "sync_inline", broken)
    with django_capture_on_commit_callbacks(execute=True):
        changed(making.service())
    assert IndexTask.objects.count() == 1


def test_publishing_goes_well_though_search_is_down_and_the_log_holds_no_words(
    index, inline, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def broken(*_):
        raise OSError("no room left for Thursday Crew")

    monkeypatch.setattr(type(index), "apply", broken)
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        changed(making.service("Thursday Crew"))
    assert IndexTask.objects.count() == 1
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("search"))
    assert "OSError" in logged
    assert "Thursday" not in logged


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (OSError("no room left for Thursday Crew"), "is behind (OSError)"),
        (SearchUnavailableError("Search is resting."), "Run search_sync"),
        (BusyError("Another process is writing."), "Another process is writing to the search index"),
    ],
)
def test_no_trouble_of_an_index_reaches_whoever_published(index, monkeypatch, caplog, trouble, said):
    caplog.set_level(logging.INFO)
    changed(making.service("Thursday Crew"))

    def fails(*_):
        raise trouble

    monkeypatch.setattr(type(index), "apply", fails)
    actions.sync_inline()
    assert IndexTask.objects.count() == 1
    assert said in caplog.text
    assert "Thursday" not in caplog.text


def test_a_listing_the_engine_refuses_is_set_aside_with_why_and_holds_up_nobody(index, monkeypatch):
    bad, good = making.service("Bad"), making.service("Good")
    changed(bad)
    changed(good)
    apply = type(index).apply

    def choosy(self, changes):
        changes = list(changes)
        apply(self, [change for change in changes if change.key != str(bad.pk)])
        return tuple(
            Refused(change.key, "Its text is too long.") for change in changes if change.key == str(bad.pk)
        )

    monkeypatch.setattr(type(index), "apply", choosy)
    assert actions.sync() == actions.Synced(tasks=2, put=1, set_aside=1)
    [task] = IndexTask.objects.all()
    assert (task.key, task.set_aside) == (bad.pk, "Its text is too long.")
    assert actions.sync().tasks == 0
    monkeypatch.undo()
    changed(bad)
    assert actions.sync().put == 1
    assert not IndexTask.objects.exists()


def test_a_refusal_that_can_not_be_written_down_leaves_the_listing_waiting(index, monkeypatch):
    bad = making.service("Bad")
    changed(bad)

    def full(*_, **__):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(type(index), "apply", lambda self, changes: [Refused(str(bad.pk), "Too long.")])
    monkeypatch.setattr(type(IndexTask.objects), "bulk_create", full)
    with pytest.raises(DatabaseError):
        actions.sync()
    assert [(task.key, task.set_aside) for task in IndexTask.objects.all()] == [(bad.pk, "")]


def test_a_listing_that_cannot_be_read_is_set_aside_too(index, monkeypatch):
    bad, good = making.service("Bad"), making.service("Good")
    changed(bad)
    changed(good)

    def reads(service, around):
        if service.name == "Bad":
            raise ValueError("nonsense")
        return make(service, around)

    monkeypatch.setattr(documents, "make", reads)
    assert actions.sync().set_aside == 1
    assert held(index) == {str(good.pk)}
    actions.rebuild()
    assert [task.key for task in IndexTask.objects.all()] == [bad.pk]
    monkeypatch.undo()
    actions.rebuild()
    assert not IndexTask.objects.exists()
    assert held(index) == {str(bad.pk), str(good.pk)}


def test_the_log_of_a_listing_that_cannot_be_read_holds_none_of_its_words(index, monkeypatch, caplog):
    service = making.service("Thursday Crew")

    def reads(service, around):
        raise ValueError(f"nonsense in {service.name}")

    monkeypatch.setattr(documents, "make", reads)
    actions.rebuild()
    assert str(service.pk) in caplog.text
    assert "ValueError" in caplog.text
    assert "Thursday" not in caplog.text


def test_a_listing_that_cannot_be_read_is_not_queued_again_every_night(index, monkeypatch):
    making.service("Bad")

    def reads(service, around):
        raise ValueError("nonsense")

    monkeypatch.setattr(documents, "make", reads)
    assert actions.sweep().differences == 0
    assert not IndexTask.objects.exists()


def test_what_a_rebuild_had_to_leave_out_is_set_aside_with_its_reason(index, monkeypatch):
    bad, good = making.service("Bad"), making.service("Good")
    rebuild = type(index).rebuild

    def choosy(self, documents, vocabulary):
        return rebuild(self, (one for one in documents if one.id != str(bad.pk)), vocabulary)

    monkeypatch.setattr(type(index), "rebuild", choosy)
    monkeypatch.setattr(type(index), "apply", lambda self, changes: [Refused(str(bad.pk), "Too long.")])
    assert actions.rebuild() == 1
    assert held(index) == {str(good.pk)}
    assert [(task.key, task.set_aside) for task in IndexTask.objects.all()] == [(bad.pk, "Too long.")]


def test_a_rebuild_holds_exactly_what_families_may_see(index):
    live, draft = making.service("Live"), making.service("Draft", live=False)
    assert actions.rebuild() == 1
    assert held(index) == {str(live.pk)}
    assert str(draft.pk) not in held(index)


def test_what_changes_during_a_rebuild_is_applied_after_it(index):
    services = [making.service(f"Club {number}") for number in range(3)]
    for service in services:
        changed(service)

    def edited_meanwhile(documents, total):
        assert total == 3
        for number, made in enumerate(documents):
            yield made
            if number == 2:
                services[0].live = False
                services[0].save()
                changed(services[0])

    actions.rebuild(progress=edited_meanwhile)
    assert held(index) == {str(service.pk) for service in services[1:]}
    assert not IndexTask.objects.exists()


def test_a_rebuild_that_fails_leaves_the_old_index_and_the_queue(index):
    first = making.service("First")
    actions.rebuild()
    changed(making.service("Second"))

    def fails(documents, total):
        yield next(iter(documents))
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        actions.rebuild(progress=fails)
    assert held(index) == {str(first.pk)}
    assert IndexTask.objects.count() == 1


def test_needs_and_kinds_are_suggested_by_every_word_families_use_for_them(index):
    making.term("short-break", "kind", name="Short break", other_words=["respite"])
    assert ("respite", "kind", "short-break") in actions.vocabulary().entries


def test_a_sweep_finds_what_was_missed_and_mends_it(index):
    kept, edited, gone = (making.service(name) for name in ("Kept", "Edited", "Gone"))
    actions.rebuild()
    type(edited).objects.filter(pk=edited.pk).update(summary="Changed behind everybody's back")
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    added = making.service("Added")
    swept = actions.sweep()
    assert swept == actions.Swept(compared=3, missing=1, changed=1, extra=1)
    assert {task.key for task in IndexTask.objects.all()} == {edited.pk, gone.pk, added.pk}
    actions.sync()
    assert actions.sweep().differences == 0
    assert held(index) == {str(kept.pk), str(edited.pk), str(added.pk)}


def test_two_writers_never_write_at_once(index):
    with one_writer("embedded", wait=0):
        changed(making.service())
        refused = []

        def other():
            try:
                with one_writer("embedded", wait=0):
                    pass
            except BusyError:
                refused.append(True)

        if transaction.get_connection().vendor != "postgresql":
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()
            assert refused
            for work in (actions.sync, actions.rebuild):
                with pytest.raises(BusyError):
                    work(wait=0)
    assert actions.sync(wait=0).put == 1


def test_an_editor_is_not_kept_waiting_by_a_rebuild(index, inline, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    if transaction.get_connection().vendor == "postgresql":
        pytest.skip("a PostgreSQL lock belongs to the session, and a test has only one")
    monkeypatch.setattr(syncing, "INLINE_WAIT", 0.0)
    changed(making.service())
    with one_writer("embedded", wait=0):
        actions.sync_inline()
    assert "waits in the outbox" in caplog.text
    assert IndexTask.objects.count() == 1


def test_commands_say_what_they_did(index, capsys):
    service = making.service()
    changed(service)
    call_command("search_sync")
    assert "1 tasks: 1 put in, 0 taken out, 0 set aside." in capsys.readouterr().out
    call_command("search_rebuild")
    assert "1 listings and pages indexed" in capsys.readouterr().out
    type(service).objects.update(name="Renamed")
    call_command("search_sweep")
    out = capsys.readouterr().out
    assert "1 listings and pages compared: 0 missing, 1 changed, 0 that should not be there." in out
    assert "1 put in" in out


def test_the_night_does_every_chore_though_one_fails(index, capsys, settings):
    call_command("nightly")
    assert "Everything is done." in capsys.readouterr().out
    settings.NIGHTLY = ["no_such_chore", *settings.NIGHTLY]
    with pytest.raises(CommandError, match="no_such_chore"):
        call_command("nightly")
    assert "0 listings and pages compared" in capsys.readouterr().out


def test_a_listing_that_no_longer_exists_is_simply_gone(index):
    actions.queue([uuid4()])
    assert actions.sync().removed == 1
    assert not IndexTask.objects.exists()


def test_an_index_that_was_never_built_is_built_by_the_first_sync_but_not_in_an_editors_request(
    index, inline, settings, tmp_path
):
    from search.engine import engine

    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    service, _ = making.service("One"), making.service("Two")
    changed(service)
    actions.sync_inline()
    assert IndexTask.objects.count() == 1
    assert actions.sync().put == 2
    assert len(held(engine())) == 2
    assert not IndexTask.objects.exists()


def test_after_a_very_large_import_the_index_is_built_anew_in_one_go(index, settings, monkeypatch):
    monkeypatch.setattr(syncing, "MANY", 2)
    actions.rebuild()
    before = (settings.SEARCH_INDEX_DIR / "current").read_text()
    services = [making.service(f"Chess club {number}") for number in range(3)]
    for service in services:
        changed(service)
    assert actions.sync() == actions.Synced(tasks=3, put=3)
    assert (settings.SEARCH_INDEX_DIR / "current").read_text() != before
    assert held(index) == {str(service.pk) for service in services}
    assert not IndexTask.objects.exists()
