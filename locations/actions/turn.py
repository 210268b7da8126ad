"""One load at a time: two would take each other's half-made layers for remains."""

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from locations.actions.report import LoadRefusedError

IN_MEMORY = re.compile(r":memory:|mode=memory")
# Any number will do, as long as nothing else in this database takes the same advisory lock.
ADVISORY_LOCK = 5_106_203
BUSY = "Another load of places is running on this database. Wait for it to end, then try again."


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the turn until the end, or until this process dies. LoadRefusedError when another has it."""
    if connection.vendor == "postgresql":
        with _postgresql():
            yield
    elif IN_MEMORY.search(str(connection.settings_dict["NAME"])):
        yield  # no other process can see it
    else:
        with _file():
            yield


@contextmanager
def _postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            raise LoadRefusedError(BUSY)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


@contextmanager
def _file() -> Iterator[None]:
    # The system frees the lock when its holder dies; that the file is there says nothing.
    database = f"{connection.settings_dict['NAME']} {os.getuid()}"
    name = hashlib.sha256(database.encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"load-places-{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise LoadRefusedError(BUSY) from taken
        yield
