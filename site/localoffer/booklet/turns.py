"""One booklet at a time on a machine: printing takes a whole processor, and searches need the others."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from localoffer.booklet.shelf import folder


class BusyError(Exception):
    """Another booklet is being printed."""


@contextmanager
def my_turn() -> Iterator[None]:
    """Hold the turn, among all processes of the machine. Raises BusyError at once if somebody has it."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".turn").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError from None
        yield
