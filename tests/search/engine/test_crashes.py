"""The power may go at any moment: families see the old index whole or the new one whole, never a mixture."""

import fcntl
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from search.engine.base import Change, IndexBusyError, SearchUnavailableError
from search.engine.embedded import store
from search.engine.embedded.engine import EmbeddedEngine
from search.terms import Asked, Document, Facet, Near, VenueEntry
from tests.search.engine.writer import pair

WRITER = Path(__file__).with_name("writer.py")


@contextmanager
def writer(folder: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    """Another process at work, as far as its line; killed without warning at the end."""
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    EmbeddedEngine(tmp_path / "index").rebuild(pair(1))
    return tmp_path / "index"


def version(engine: EmbeddedEngine) -> int:
    """The one version all forty services are of."""
    hits = engine.search(Asked(words="chess", per_page=100)).hits
    versions = {int(hit.document.stamp[1:]) for hit in hits}
    assert len(hits) == 40
    assert len(versions) == 1, versions
    return versions.pop()


def still_works(folder: Path) -> None:
    """Whatever was left behind, the next writer and the next rebuild go on, and tidy up."""
    engine = EmbeddedEngine(folder, patience=5)
    engine.apply([Change(document.id, document) for document in pair(900)])
    assert version(engine) == 900
    engine.rebuild(pair(901))
    assert version(engine) == 901
    assert len(list(folder.glob("index-*.sqlite3"))) == 1


@pytest.mark.parametrize(
    ("what", "left"),
    [
        ("rebuild_halfway", 1),
        ("rebuild_before_the_switch", 1),
        ("rebuild_after_the_switch", 2),
        ("apply_halfway", 1),
    ],
)
def test_a_writer_killed_in_the_middle_leaves_one_whole_truth(folder: Path, what: str, left: int) -> None:
    reader = EmbeddedEngine(folder)
    assert version(reader) == 1
    with writer(folder, what):
        assert version(reader) == left  # a reader doesn't wait for the writer either
    assert version(reader) == left
    assert version(EmbeddedEngine(folder)) == left
    still_works(folder)


@pytest.mark.parametrize("what", ["apply_on_and_on", "rebuild_on_and_on"])
def test_readers_see_whole_answers_while_another_process_writes_and_is_killed_at_any_moment(
    folder: Path, what: str
) -> None:
    reader = EmbeddedEngine(folder)
    seen: list[int] = []
    trouble: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                seen.append(version(reader))
        except BaseException as wrong:
            trouble.append(wrong)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    chance = random.Random(what)
    try:
        for _ in range(3):
            with writer(folder, what):
                time.sleep(chance.uniform(0.05, 0.3))
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert trouble == []
    assert len(seen) > 3
    assert version(EmbeddedEngine(folder)) >= 1
    still_works(folder)


def test_two_writers_take_turns_and_the_impatient_one_is_told(folder: Path) -> None:
    impatient = EmbeddedEngine(folder, patience=0.05)
    with writer(folder, "apply_halfway"), pytest.raises(IndexBusyError, match="another process"):
        impatient.apply([Change("s1", None)])
    assert version(EmbeddedEngine(folder)) == 1


def test_a_patient_writer_waits_its_turn(folder: Path) -> None:
    engine = EmbeddedEngine(folder, patience=10)
    with (folder / "writing.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = threading.Thread(target=lambda: engine.apply([Change("s1", None)]))
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
    waiting.join(10)
    assert engine.health().documents == 39


def test_a_change_made_in_one_process_is_seen_by_the_next_question_in_another(folder: Path) -> None:
    one, other = EmbeddedEngine(folder), EmbeddedEngine(folder)
    assert version(other) == 1
    one.apply([Change(document.id, document) for document in pair(2)])
    assert version(other) == 2
    one.rebuild(pair(3))
    assert version(other) == 3


def test_a_forked_web_worker_reads_with_a_connection_of_its_own(folder: Path) -> None:
    engine = EmbeddedEngine(folder)
    assert version(engine) == 1
    parent = engine._loaded.snapshot.stored.connection
    child = os.fork()
    if child == 0:
        fine = version(engine) == 1 and engine._loaded.snapshot.stored.connection is not parent
        os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert version(engine) == 1


def damage(folder: Path) -> None:
    (file,) = folder.glob("index-*.sqlite3")
    file.write_bytes(b"this is no database" * 1000)


def test_a_damaged_file_is_told_kindly_to_the_family_and_once_to_the_log(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damage(folder)
    engine = EmbeddedEngine(folder)
    for _ in range(3):
        with pytest.raises(SearchUnavailableError, match="Search is resting"):
            engine.search(Asked(words="secret words"))
    health = engine.health()
    assert (health.ok, health.documents) == (False, 0)
    assert len([line for line in caplog.records if "search_rebuild" in line.message]) == 1
    assert "secret" not in caplog.text


@pytest.mark.parametrize("pointer", ["", "../../etc/passwd", "index-none.sqlite3", "\u00ff"])
def test_a_damaged_pointer_is_told_kindly_and_mended_by_a_rebuild(folder: Path, pointer: str) -> None:
    (folder / "current").write_text(pointer)
    engine = EmbeddedEngine(folder)
    with pytest.raises(SearchUnavailableError, match="Search is resting"):
        engine.search(Asked())
    assert not engine.health().ok
    engine.rebuild(pair(5))
    assert version(engine) == 5


def test_a_rebuild_mends_a_damaged_file(folder: Path) -> None:
    damage(folder)
    engine = EmbeddedEngine(folder)
    engine.rebuild(pair(7))
    assert version(engine) == 7


def test_an_index_of_another_make_is_not_misread(folder: Path) -> None:
    (file,) = folder.glob("index-*.sqlite3")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    with pytest.raises(SearchUnavailableError):
        EmbeddedEngine(folder).search(Asked())


def test_health_says_when_the_ranking_table_has_changed_since_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert EmbeddedEngine(folder).health().detail == ""
    monkeypatch.setattr("search.engine.embedded.engine.weights_print", lambda: "another")
    assert "rebuild" in EmbeddedEngine(folder).health().detail


def test_many_changes_are_worked_into_a_new_build_and_nothing_is_lost(folder: Path) -> None:
    engine = EmbeddedEngine(folder, most_changes=30)
    (before,) = folder.glob("index-*.sqlite3")
    engine.apply([Change(document.id, document) for document in pair(2)[:25]])
    engine.apply([Change("s39", None), Change("new", Document("new", "v2", "Judo"))])
    assert [file.name for file in folder.glob("index-*.sqlite3")] == [before.name]
    assert engine.health().detail == "27 documents have changed since the index was built."
    engine.apply([Change(document.id, document) for document in pair(2)[25:39]])
    (after,) = folder.glob("index-*.sqlite3")
    assert after != before
    assert dict(engine.stamps()) == {f"s{one}": "v2" for one in range(39)} | {"new": "v2"}
    assert engine.search(Asked(words="judo")).total == 1


def test_changes_beyond_a_few_hundred_settle_and_are_all_found(folder: Path) -> None:
    engine = EmbeddedEngine(folder)
    for start in range(0, 700, 100):
        clubs = [Document(f"c{one:03}", "1", f"Judo {one}") for one in range(start, start + 100)]
        engine.apply([Change(one.id, one) for one in clubs])
        assert engine.search(Asked(words="judo")).total == start + 100
    engine.apply([Change("c000", None), Change("c001", Document("c001", "2", "Pottery"))])
    assert engine.search(Asked(words="judo")).total == 698
    assert engine.search(Asked(words="pottery")).total == 1
    assert engine.health().documents == 739


def test_the_nearest_beyond_are_found_however_many_nearer_ones_do_not_match(folder: Path) -> None:
    clubs = [
        Document(
            f"c{n:04}",
            "1",
            "Judo",
            cost="free" if n in (940, 950, 960, 970) else "paid",
            venues=(VenueEntry("v", "", "", "", 51.5 + n / 1000, -3.0),),
        )
        for n in range(1000)
    ]
    engine = EmbeddedEngine(folder)
    engine.rebuild(clubs)
    asked = Asked(words="judo", near=Near(51.0, -3.0), within_km=5, filters={Facet.COST: ("free",)})
    answer = engine.search(asked)
    assert answer.total == 0
    assert [hit.document.id for hit in answer.beyond] == ["c0940", "c0950", "c0960"]
    assert [hit.document.id for hit in engine.search(replace(asked, filters={})).beyond] == [
        "c0000",
        "c0001",
        "c0002",
    ]


def test_a_day_chosen_looks_past_near_halls_closed_that_day(folder: Path) -> None:
    def hall(km_north: float, *when: str) -> VenueEntry:
        return VenueEntry("v", "", "", "", 51.0 + km_north / 111, -3.0, when=when)

    elsewhere = [Document(f"a{n:02}", "1", "Judo", venues=(hall(20), hall(300, "sunday"))) for n in range(80)]
    here = [Document(f"b{n}", "1", "Judo", venues=(hall(100 + n, "sunday"),)) for n in range(3)]
    engine = EmbeddedEngine(folder)
    engine.rebuild([*elsewhere, *here])
    asked = Asked(words="judo", near=Near(51.0, -3.0), within_km=5, filters={Facet.WHEN: ("sunday",)})
    assert [hit.document.id for hit in engine.search(asked).beyond] == ["b0", "b1", "b2"]


def test_a_pointer_to_a_file_outside_the_folder_is_not_followed(folder: Path) -> None:
    (file,) = folder.glob("index-*.sqlite3")
    (folder.parent / "other.sqlite3").write_bytes(file.read_bytes())
    (folder / "current").write_text("../other.sqlite3")
    with pytest.raises(SearchUnavailableError):
        EmbeddedEngine(folder).search(Asked())


def test_a_reader_that_comes_just_as_the_index_is_switched_opens_the_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = store.Folder.current
    gone = [folder / "index-just-removed.sqlite3"]
    monkeypatch.setattr(store.Folder, "current", lambda self: gone.pop() if gone else current(self))
    assert version(EmbeddedEngine(folder)) == 1


def test_publishing_what_is_already_held_is_no_change(folder: Path) -> None:
    engine = EmbeddedEngine(folder, most_changes=30)
    (before,) = folder.glob("index-*.sqlite3")
    for _ in range(2):
        engine.apply([Change(document.id, document) for document in pair(1)])
    assert list(folder.glob("index-*.sqlite3")) == [before]
    assert engine.health().detail == ""


def test_a_rebuild_that_fails_leaves_no_half_file_behind(folder: Path) -> None:
    engine = EmbeddedEngine(folder)
    before = sorted(folder.glob("index-*"))

    def documents() -> Iterator[Document]:
        yield from pair(2)
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        engine.rebuild(documents())
    assert sorted(folder.glob("index-*")) == before
