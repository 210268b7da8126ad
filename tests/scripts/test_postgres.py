"""The throw-away PostgreSQL: there for a command, gone after it, whatever happens."""

import contextlib
import os
import signal
import socket
import sys

import pytest

from scripts import postgres
from scripts.servers import ports
from scripts.servers.missing import NoServerError
from tests.scripts.starting import left, listening, run, wait_until

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


def test_a_command_is_given_a_real_database_and_its_own_exit_status_comes_back(temporary):
    started = run("postgres", sys.executable, "-c", ASKS, environment=temporary)
    told, _ = started.communicate(timeout=60)
    assert (told.strip(), started.returncode) == ("42", 5)
    assert left(temporary) == []


def test_a_database_of_ones_own_is_never_lent_to_the_tests(temporary):
    ours = temporary | {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/mine"}
    started = run("postgres", sys.executable, "-c", ASKS, environment=ours)
    told, _ = started.communicate(timeout=60)
    assert told.strip() == "42"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_no_server_outlives_a_run_that_is_stopped(temporary, how):
    started = run("postgres", sys.executable, "-c", WAITS, environment=temporary)
    assert started.stdout is not None
    url, command = started.stdout.readline().split()
    assert listening(url)
    started.send_signal(how)
    started.wait(timeout=30)
    wait_until(lambda: not listening(url))
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(command), signal.SIGKILL)  # after a kill nobody was left to stop it
    assert len(left(temporary)) == (how == signal.SIGKILL)


def test_after_a_run_that_was_killed_the_next_one_starts_as_ever(temporary):
    killed = run("postgres", sys.executable, "-c", WAITS, environment=temporary)
    assert killed.stdout is not None
    _, command = killed.stdout.readline().split()
    killed.kill()
    started = run("postgres", sys.executable, "-c", ASKS, environment=temporary)
    told, _ = started.communicate(timeout=60)
    os.kill(int(command), signal.SIGKILL)
    assert (told.strip(), started.returncode) == ("42", 5)


def test_a_run_that_is_told_to_stop_twice_takes_its_folder_along(temporary):
    started = run("postgres", sys.executable, "-c", WAITS, environment=temporary)
    assert started.stdout is not None
    started.stdout.readline()
    assert len(left(temporary)) == 1
    started.send_signal(signal.SIGINT)
    started.terminate()
    started.wait(timeout=30)
    assert left(temporary) == []


def test_of_two_who_start_at_once_the_second_looks_for_another_port(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        offered = iter([taken, ports.free_port()])
        monkeypatch.setattr(ports, "free_port", lambda: next(offered))
        with postgres.server() as started:
            assert listening(started.url)
            assert f":{taken}/" not in started.url


def test_a_server_that_will_not_start_says_why():
    with (
        pytest.raises(NoServerError, match="max_connections"),
        postgres.server({"max_connections": "none"}),
    ):
        pass


def test_the_newest_of_debians_versions_is_taken(tmp_path):
    for version in ("9.6", "15", "13"):
        place = tmp_path / version / "bin"
        place.mkdir(parents=True)
        for program in postgres.NEEDED:
            (place / program).touch()
    assert postgres.find_binaries(tmp_path) == tmp_path / "15" / "bin"


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
