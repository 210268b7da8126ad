"""A server as a process of ours: it starts, answers, and never outlives us."""

import contextlib
import ctypes
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.servers.owner import run_as


def launch(
    command: Sequence[str],
    *,
    folder: Path,
    owner: str | None,
    dies_by: signal.Signals,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server as our child, out of reach of the keyboard's Ctrl-C. Its words go to ``folder``/log.

    On Linux it gets ``dies_by`` when the thread that calls this ends, however it ends.
    """

    def die_with_parent() -> None:
        with contextlib.suppress(OSError, AttributeError):
            set_parent_death_signal = 1
            ctypes.CDLL(None).prctl(set_parent_death_signal, dies_by)

    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
            preexec_fn=die_with_parent,
            **run_as(owner),
        )


def answers(process: subprocess.Popen[bytes], ask: Callable[[], bool], within: float) -> bool:
    """Wait for the server's first answer; False when it ended instead, or took longer (seconds)."""

    def ended() -> bool:
        return process.poll() is not None

    return until(lambda: ended() or ask(), within) and not ended()


def until(true: Callable[[], bool], within: float, every: float = 0.05) -> bool:
    """Ask again and again until it is true; False when it wasn't within so many seconds."""
    end = time.monotonic() + within
    while not true():
        if time.monotonic() >= end:
            return False
        time.sleep(every)
    return True


def last_words(folder: Path) -> str:
    """The end of what a server said."""
    return " / ".join((folder / "log").read_text(errors="replace").strip().splitlines()[-3:])
