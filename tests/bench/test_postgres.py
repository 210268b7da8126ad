"""The throw-away PostgreSQL: there for a command, gone after it, whatever happens."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import postgres

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "postgres.py"
WAITS = "import os, time; print(os.environ['DATABASE_URL'], os.getpid(), flush=True); time.sleep(60)"
ASKS = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(connection.execute("select 6 * 7").fetchone()[0])
raise SystemExit(5)
"""


@pytest.fixture(autouse=True)
def _with_postgres() -> None:
    if postgres.find_binaries() is None:
        if os.environ.get("CI"):
            pytest.fail(postgres.HOW_TO_GET_IT)
        pytest.skip(postgres.HOW_TO_GET_IT)


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An environment with a short temporary folder of the test's own, open for the server's user to enter."""
    with tempfile.TemporaryDirectory(prefix="pgt-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield os.environ | {"TMPDIR": folder}


def run(*command: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), "run", "--", *command],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def left(environment: dict[str, str]) -> list[str]:
    return [one.name for one in Path(environment["TMPDIR"]).iterdir()]


def listening(url: str) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", int(url.rsplit(":", 1)[1].split("/")[0]))) == 0


def test_a_command_is_given_a_real_database_and_its_own_exit_status_comes_back(temporary):
    started = run(sys.executable, "-c", ASKS, environment=temporary)
    told, _ = started.communicate(timeout=60)
    assert (told.strip(), started.returncode) == ("42", 5)
    assert left(temporary) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_a_run_that_is_stopped(temporary, how):
    started = run(sys.executable, "-c", WAITS, environment=temporary)
    assert started.stdout is not None
    url, command = started.stdout.readline().split()
    assert listening(url)
    started.send_signal(how)
    started.wait(timeout=30)
    wait_until(lambda: not listening(url))
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(command), signal.SIGKILL)  # nobody was left to stop it


def test_a_stopped_run_takes_its_folder_along(temporary):
    started = run(sys.executable, "-c", WAITS, environment=temporary)
    assert started.stdout is not None
    started.stdout.readline()
    assert len(left(temporary)) == 1
    started.send_signal(signal.SIGINT)
    started.terminate()
    started.wait(timeout=30)
    assert left(temporary) == []


def test_without_a_command_it_says_how_to_give_one():
    asked = subprocess.run([sys.executable, str(SCRIPT), "run"], capture_output=True, text=True, check=False)
    assert asked.returncode == 2
    assert "run -- COMMAND" in asked.stderr


def test_the_newest_of_debians_versions_is_taken(tmp_path):
    for version in ("9.6", "15", "13"):
        place = tmp_path / version / "bin"
        place.mkdir(parents=True)
        for program in postgres.NEEDED:
            (place / program).touch()
    assert postgres.find_binaries(tmp_path) == tmp_path / "15" / "bin"


def wait_until(true, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.02)


@pytest.mark.parametrize(("surroundings", "status"), [({}, 0), ({"CI": "true"}, 3)])
def test_without_postgresql_its_tests_are_skipped_at_home_and_fail_on_a_build_server(
    surroundings: dict[str, str],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("CI", raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(postgres, "find_binaries", lambda: None)
    assert postgres.main(["run", "--skip-if-missing", "--", "true"]) == status
    assert "apt-get install postgresql" in capfd.readouterr().err
