"""What every throw-away server does alike: whom it runs as, where, and how people ask for it."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from scripts.servers import ports, process
from scripts.servers.missing import NoServerError
from scripts.servers.owner import new_folder, unprivileged
from tests.scripts.starting import ROOT


@pytest.mark.parametrize("server", ["elasticsearch", "postgres"])
def test_without_a_command_it_says_how_to_give_one(server):
    asked = subprocess.run(
        [sys.executable, "-m", f"scripts.{server}", "run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 2
    assert "run -- COMMAND" in asked.stderr
    assert f"python -m scripts.{server}" in asked.stderr


def test_a_command_that_is_not_there_is_named():
    asked = subprocess.run(
        [sys.executable, "-m", "scripts.elasticsearch", "run", "--", "no-such-command"],
        cwd=ROOT,
        env=os.environ | {"ES_URL": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.returncode, asked.stderr) == (127, "There is no such command: no-such-command\n")


def test_root_without_anybody_else_to_run_a_server_as_is_told_so(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(NoServerError, match="no user nobody-here or nor-here"):
        unprivileged("PostgreSQL", "nobody-here", "nor-here")


def test_a_folder_that_the_servers_user_may_not_enter_is_passed_over(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with tempfile.TemporaryDirectory(dir="/tmp") as shut:  # ours alone, as such folders are
        monkeypatch.setattr("tempfile.tempdir", shut)
        made = new_folder("signpost-test-")
        made.rmdir()
        assert made.parent != Path(shut)


def test_a_folder_too_deep_for_a_socket_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    made = new_folder("signpost-test-")
    made.rmdir()
    assert made.parent != deep


def test_three_ports_taken_by_others_are_enough_to_give_up():
    tried: list[int] = []

    def start(port: int) -> None:
        tried.append(port)
        raise ports.PortTakenError("taken")

    with pytest.raises(ports.PortTakenError):
        ports.on_free_port(start)
    assert len(tried) == 3


def test_a_server_that_ends_at_once_is_not_waited_for(tmp_path):
    began = time.monotonic()
    ended = process.launch(["false"], folder=tmp_path, owner=None, dies_by=process.signal.SIGKILL)
    assert not process.answers(ended, lambda: False, within=30)
    assert time.monotonic() - began < 10


def test_a_server_that_never_answers_is_given_up(tmp_path):
    silent = process.launch(["sleep", "60"], folder=tmp_path, owner=None, dies_by=process.signal.SIGKILL)
    assert not process.answers(silent, lambda: False, within=0.1)
    silent.kill()
    silent.wait(timeout=10)
