"""The folder of an index: one SQLite file a build, a pointer to the current one, and the writers' lock.

A build is written under a new name and becomes current when the pointer is replaced, which is one step of the
file system. Readers that hold the old file open keep it until they let go.
"""

import fcntl
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from search.engine.base import IndexBusyError

#: Raised when what is in a file changes, so that a file of another make is rebuilt and not misread.
FORMAT = 4
#: Under this name the labels of guidance stand among the facets.
LABELS = "label"

_NAME = re.compile(r"index-[0-9a-z-]+\.sqlite3")
_POINTER = "current"
_LOCK = "writing.lock"
_PATIENCE = 0.02

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents(row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,
    name_key TEXT NOT NULL, organisation TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE parts(term TEXT NOT NULL, part INTEGER NOT NULL, rows BLOB, steps BLOB, fields BLOB);
CREATE TABLE postings(term TEXT PRIMARY KEY, rows BLOB NOT NULL, steps BLOB NOT NULL, fields BLOB NOT NULL);
CREATE TABLE covers(code TEXT PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE columns(name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE facets(facet TEXT NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, bits BLOB,
    PRIMARY KEY(facet, place));
CREATE TABLE words(word TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE entries(entry INTEGER PRIMARY KEY, text TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
    label TEXT NOT NULL);
CREATE TABLE starts(key TEXT NOT NULL, worth INTEGER NOT NULL, entry INTEGER NOT NULL,
    PRIMARY KEY(key, worth, entry)) WITHOUT ROWID;
CREATE TABLE delta(id TEXT PRIMARY KEY, seq INTEGER NOT NULL, stamp TEXT NOT NULL, body TEXT);
CREATE INDEX delta_seq ON delta(seq);
"""
INDEXES = """
CREATE INDEX documents_name ON documents(name_key);
CREATE INDEX documents_organisation ON documents(organisation);
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where an index lives."""

    path: Path

    def current(self) -> Path | None:
        """The file that answers now, or None before the first build."""
        try:
            name = (self.path / _POINTER).read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (UnicodeDecodeError, OSError):
            name = ""
        if not _NAME.fullmatch(name):
            raise sqlite3.DatabaseError("the pointer to the index names no index")
        return self.path / name

    def next_file(self) -> Path:
        """A name no build ever had."""
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        return self.path / f"index-{moment}-{os.getpid()}-{time.monotonic_ns()}.sqlite3"

    def switch(self, to: Path) -> None:
        """Make a finished file the current one, whatever happens to the power, and drop all others."""
        for file in (to, self.path):
            _flush(file)
        fresh = self.path / f"{_POINTER}.new"
        with fresh.open("w", encoding="ascii") as pointer:
            pointer.write(to.name)
            pointer.flush()
            os.fsync(pointer.fileno())
        fresh.replace(self.path / _POINTER)
        _flush(self.path)
        self.clear(keep=to)

    def clear(self, keep: Path | None) -> None:
        """Remove every index file but one: what was current, and what a killed build left behind."""
        for file in self.path.glob("index-*.sqlite3*"):
            if keep is None or not file.name.startswith(keep.name):
                with suppress(FileNotFoundError):
                    file.unlink()

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        """One writer at a time, among all processes; IndexBusyError after so many seconds."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("a") as lock:
            deadline = time.monotonic() + timeout
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as taken:
                    if time.monotonic() >= deadline:
                        raise IndexBusyError(
                            "The search index is being written by another process. Try again in a minute."
                        ) from taken
                    time.sleep(_PATIENCE)
            yield  # closing the file gives the lock back, and so does the end of the process


def create(path: Path) -> sqlite3.Connection:
    """A new file to build in. Nothing reads it before it is whole, so it needs no journal."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;")
    connection.executescript(SCHEMA)
    return connection


def connect(path: Path) -> sqlite3.Connection:
    """An existing file, shared by the threads of this process; sqlite3.OperationalError when it is gone."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=5,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.executescript("PRAGMA synchronous=FULL; PRAGMA cache_size=-8192;")
    return connection


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one piece of work."""
    with closing(connect(path)) as connection:
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of it or nothing."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def meta(connection: sqlite3.Connection) -> dict[str, str]:
    """What the file says of itself."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
