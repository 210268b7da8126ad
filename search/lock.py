"""One writer at a time for each index, over every process, let go by the system when its holder dies.

Two writers could read the truth in one order and write it in the other, and an older truth would win. Row
locks on the outbox don't stop that, because the same listing can wait in two rows.
"""

import fcntl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

PAUSE = 0.02


class BusyError(Exception):
    """Somebody else is writing to this index."""


@contextmanager
def one_writer(engine: str, wait: float) -> Iterator[None]:
    """Hold the right to write to an engine's index; BusyError after ``wait`` seconds without getting it.

    On PostgreSQL it is a session's advisory lock, so that it holds over several machines; otherwise it is a
    locked file beside the index, since everything is then on one machine.
    """
    holding = _advisory(engine, wait) if connection.vendor == "postgresql" else _file(engine, wait)
    with holding:
        yield


@contextmanager
def _advisory(engine: str, wait: float) -> Iterator[None]:
    key = zlib.crc32(f"signpost index {engine}".encode())
    until = time.monotonic() + wait
    while not _ask(f"SELECT pg_try_advisory_lock({key})"):
        _pause(engine, until)
    try:
        yield
    finally:
        _ask(f"SELECT pg_advisory_unlock({key})")


def _ask(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return bool(row and row[0])


@contextmanager
def _file(engine: str, wait: float) -> Iterator[None]:
    folder = Path(settings.SEARCH_INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with (folder / f"{engine}.writer").open("w") as file:
        while not _locked(file.fileno()):
            _pause(engine, until)
        yield  # closing the file, or the death of the process, lets go


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pause(engine: str, until: float) -> None:
    if time.monotonic() >= until:
        raise BusyError(f"Another process is writing to the {engine} index.")
    time.sleep(PAUSE)
