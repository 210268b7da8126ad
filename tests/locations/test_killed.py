"""A load killed with no warning, in another process, on a database that outlives it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from locations.middles import LETTERS
from tests.locations.making import POSTCODES, table

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = ("postcode", "lat", "lon")
PROGRAM = """
import sys
sys.path[:0] = [{root!r}, {site!r}]
import django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=["locations"], DATABASES={{"default": {{
        "ENGINE": "django.db.backends.sqlite3", "NAME": {database!r},
        "OPTIONS": {{"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}}}}}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True, GEOCODERS=[], HOME_AREA="",
)
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_places", postcodes={file!r})
"""
UNTIL_ROWS = 30  # seconds


def load(folder: Path, file: Path) -> subprocess.Popen:
    program = PROGRAM.format(
        root=str(ROOT), site=str(ROOT / "site"), database=str(folder / "site.sqlite3"), file=str(file)
    )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", program], env=dict(os.environ), **quiet)


def rows(folder: Path, query: str) -> list[tuple]:
    with sqlite3.connect(folder / "site.sqlite3") as database:
        return database.execute(query).fetchall()


def many() -> list[tuple]:
    units = [a + b for a, b in product(LETTERS, LETTERS)]
    sectors = [f"TA{district} {sector}" for district in range(1, 51) for sector in range(10)]
    return [(sector + unit, 51.0, -3.0) for sector in sectors for unit in units]


@pytest.fixture
def first_load(tmp_path):
    done = load(tmp_path, table(tmp_path / "first.csv", HEADINGS, POSTCODES))
    assert done.wait(timeout=60) == 0, done.stderr.read()
    return tmp_path


def test_a_load_killed_in_the_middle_leaves_what_was_live_and_the_next_run_clears_up(first_load):
    folder = first_load
    live = rows(folder, "SELECT id FROM locations_generation WHERE status = 'live'")
    killed = load(folder, table(folder / "many.csv", HEADINGS, many()))
    count = (
        "SELECT count(*) FROM locations_postcodepoint WHERE layer_id <> (SELECT min(id) FROM locations_layer)"
    )
    deadline = time.monotonic() + UNTIL_ROWS
    while not rows(folder, count)[0][0]:
        assert killed.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(timeout=10) == -signal.SIGKILL

    assert rows(folder, "SELECT id FROM locations_generation WHERE status = 'live'") == live
    assert 0 < rows(folder, count)[0][0] < 200_000
    assert rows(folder, "SELECT count(*) FROM locations_layer") == [(2,)]

    again = load(folder, table(folder / "again.csv", HEADINGS, [("TA1 1AA", 51.0, -3.1)]))
    assert again.wait(timeout=60) == 0, again.stderr.read()
    assert rows(folder, "SELECT source FROM locations_layer ORDER BY id") == [("first.csv",), ("again.csv",)]
    codes = rows(folder, "SELECT code FROM locations_postcodepoint WHERE scope = 'f' ORDER BY code")
    assert [code for (code,) in codes] == sorted([code for code, _, _ in POSTCODES] + ["TA1 1AA"])
