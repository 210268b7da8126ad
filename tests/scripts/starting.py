"""A throw-away server as people start one: by its command line."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(
    server: str, *command: str, environment: dict[str, str], options: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    """``python -m scripts.SERVER run OPTIONS -- COMMAND``, started and not waited for."""
    return subprocess.Popen(
        [sys.executable, "-m", f"scripts.{server}", "run", *options, "--", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite in the background ignores Ctrl-C, and all that it starts would too; a terminal doesn't.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def left(environment: dict[str, str]) -> list[str]:
    """The folders of servers that are still there."""
    return [one.name for one in Path(environment["TMPDIR"]).iterdir() if one.name.startswith("signpost")]


def listening(url: str) -> bool:
    """Whether the server at this address still takes connections."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", int(url.rsplit(":", 1)[1].split("/")[0]))) == 0


def wait_until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Until it is true; the test fails when it isn't in time."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.02)
