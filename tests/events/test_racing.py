"""Many people at the same moment, on a real database: in two processes, each person a thread."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, connections
from django.urls import reverse
from wagtail.models import Locale

from tests.events.making import event, first, session

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 150


@pytest.fixture
def elsewhere(transactional_db, tmp_path):
    """Calls ``Booking`` rows back from the database that other processes wrote to, and says how to reach it.

    On PostgreSQL that is the test's own; SQLite's is in this process's memory, so a copy of it is a file.
    """
    file = tmp_path / "site.sqlite3"
    # A database that a test before this one emptied has lost it.
    Locale.objects.get_or_create(language_code="en-gb")

    def opened() -> dict[str, str]:
        if connection.vendor == "postgresql":
            told = connection.settings_dict
            who = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}"
            url = f"postgres://{who}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
        else:
            connection.ensure_connection()
            with sqlite3.connect(file) as copy:
                connection.connection.backup(copy)
            copy.close()
            url = f"sqlite:///{file}"
        return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "localoffer.settings.test"}

    def rows(statement: str) -> list[tuple]:
        if connection.vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall()
        with sqlite3.connect(file) as copy:
            return copy.execute(statement).fetchall()

    return opened, rows


def press(environment: dict[str, str], path: str, people: int, *, same: bool = False) -> Counter[str]:
    """Two processes with half of the people each; how often each answer was given."""
    half = people // 2
    command = [sys.executable, "-m", "tests.events.racing", path, str(half)]
    processes = [
        subprocess.Popen(
            [*command, str(0 if same else at * half)],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for at in (0, 1)
    ]
    answers: Counter[str] = Counter()
    try:
        for process in processes:
            assert process.stdout.readline().strip() == "ready", process.stderr.read()
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in processes:
            out, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, err
            answers.update(json.loads(out).values())
    finally:
        for process in processes:
            process.kill()
            process.wait()
    return answers


def test_of_twenty_who_want_five_places_at_once_five_have_one_and_fifteen_wait(elsewhere):
    made = event("Sleep workshop", session(capacity=5))
    opened, rows = elsewhere
    path = reverse("events:book", args=[first(made).pk])
    answers = press(opened(), path, 20)
    assert answers == {f"302 {path}done/": 5, f"302 {path}done/?list=1": 15}
    held = dict(rows("SELECT status, sum(places) FROM events_booking GROUP BY status"))
    assert held == {"confirmed": 5, "waiting": 15}
    assert rows("SELECT count(*) FROM events_letter WHERE sent_at IS NOT NULL") == [(20,)]
    # The first five are those who have a place: nobody who came later was let in before them.
    first_five = rows("SELECT status FROM events_booking ORDER BY id LIMIT 5")
    assert first_five == [("confirmed",)] * 5


def test_whoever_presses_the_button_in_two_windows_at_once_has_one_booking(elsewhere):
    made = event("Sleep workshop", session(capacity=5))
    opened, rows = elsewhere
    path = reverse("events:book", args=[first(made).pk])
    answers = press(opened(), path, 8, same=True)
    assert set(answers) <= {f"302 {path}done/"}
    assert rows("SELECT email, count(*) FROM events_booking GROUP BY email ORDER BY email") == [
        (f"parent{number}@example.org", 1) for number in range(4)
    ]
    kinds = dict(rows("SELECT kind, count(*) FROM events_letter GROUP BY kind"))
    assert kinds == {"confirmed": 4, "already": 4}
