"""Killing a process in the middle of its work on the index loses nothing."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from search import actions
from tests import making

DYING = Path(__file__).with_name("dying.py")


@pytest.fixture
def of_its_own(transactional_db, tmp_path):
    """The environment of a second site with its own database file and index, holding nine services."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the test database into a file, which needs SQLite")
    for number in range(9):
        making.service(f"Club {number}", at=[(51.0 + number / 100, -3.0)], needs=["autism"])
    connection.ensure_connection()
    with sqlite3.connect(tmp_path / "site.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "localoffer.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "SEARCH_INDEX_DIR": str(tmp_path / "index"),
        "SEARCH_ENGINE": "embedded",
        "SEARCH_SYNC_INLINE": "off",
    }


def test_a_process_killed_at_any_moment_leaves_work_to_repeat_and_none_to_miss(of_its_own):
    done = subprocess.run(
        [sys.executable, str(DYING)], env=of_its_own, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == 5, done.stderr
    for report in reports:
        assert report["killed"], report
        assert report["waiting"] >= 9, report
        assert (report["differences"], report["left"], report["same"]) == (0, 0, True), report
        assert report["held"] == 6, report


@pytest.mark.django_db
def test_the_lock_of_a_dead_process_holds_up_nobody(index):
    if connection.vendor == "postgresql":
        pytest.skip("there the database lets go when the session ends")
    actions.queue([making.service().pk])
    child = os.fork()
    if child == 0:
        from search.lock import one_writer

        with one_writer("embedded", wait=0):
            os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert actions.sync(wait=0).put == 1


def test_a_follower_told_to_stop_finishes_what_it_does_and_says_so(of_its_own):
    site = DYING.parents[2] / "manage.py"
    with subprocess.Popen(
        [sys.executable, str(site), "search_sync", "--follow", "--every", "0.05"],
        env=of_its_own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as follower:
        # A follower that says nothing must not keep the tests waiting for ever.
        alarm = threading.Timer(60, follower.kill)
        alarm.start()
        try:
            assert "Following" in follower.stdout.readline()
            assert "9 put in" in follower.stdout.readline()
            follower.terminate()
            out, err = follower.communicate(timeout=60)
        finally:
            alarm.cancel()
            follower.kill()
    assert follower.returncode == 0, err
    assert "Stopped" in out
