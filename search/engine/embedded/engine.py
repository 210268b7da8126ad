"""The embedded engine: the port over a folder of SQLite files."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TypeVar

from search.engine import wire
from search.engine.base import RESTING, Change, Health, Refused, SearchUnavailableError, Vocabulary
from search.engine.embedded import store
from search.engine.embedded.answering import answer
from search.engine.embedded.building import build
from search.engine.embedded.lexicon import IndexLexicon
from search.engine.embedded.snapshot import OtherFormatError, Snapshot, load
from search.engine.embedded.suggesting import suggest
from search.ranking import weights_print
from search.terms import Answer, Asked, Document, Suggestion
from search.understanding.knowledge import Lexicon, NoWords

logger = logging.getLogger(__name__)
T = TypeVar("T")

#: Changes kept beside a build before they are worked into a new one: this many, or this part of it.
_MOST_CHANGES = 2_000
_MOST_PART = 0.05
#: Seconds a rebuild waits for another writer, and an ordinary change.
_REBUILD_PATIENCE = 120.0
_PATIENCE = 10.0
_STAMPS = 5_000


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What a process holds of the index, and which process that is."""

    snapshot: Snapshot
    lexicon: IndexLexicon
    process: int


class EmbeddedEngine:
    """One index in a folder. Safe for threads and processes; readers never wait for a writer."""

    name = "embedded"

    def __init__(self, folder: Path, patience: float = _PATIENCE, most_changes: int = _MOST_CHANGES) -> None:
        self.folder = store.Folder(folder)
        self.patience = patience
        self.most_changes = most_changes
        self._lock = RLock()
        self._loaded: _Loaded | None = None
        self._parents: _Loaded | None = None
        self._told: set[str] = set()

    # --- writing ---------------------------------------------------------------------------------

    def rebuild(self, documents: Iterable[Document], vocabulary: Vocabulary = Vocabulary()) -> int:  # noqa: B008 frozen
        """See the port. A document that can't be held is left out and logged by its id."""
        with self.folder.writing(max(self.patience, _REBUILD_PATIENCE)):
            return self._replace(documents, vocabulary)

    def apply(self, changes: Iterable[Change]) -> tuple[Refused, ...]:
        """See the port. IndexBusyError while another process rebuilds; nothing is changed then."""
        with self.folder.writing(self.patience):
            path = self._current()
            try:
                with store.opened(path) as connection:
                    with store.transaction(connection):
                        refused = _write(connection, changes)
                    (changed,) = connection.execute("SELECT count(*) FROM delta").fetchone()
                    held = int(store.meta(connection)["documents"])
                if changed > max(self.most_changes, int(_MOST_PART * held)):
                    self._compact(path)
            except sqlite3.Error as wrong:
                raise self._unavailable(path, wrong) from wrong
        return refused

    def _replace(self, documents: Iterable[Document], vocabulary: Vocabulary) -> int:
        try:
            self.folder.clear(keep=self.folder.current())
        except sqlite3.DatabaseError:  # a pointer to nothing: whatever lies there is replaced anyway
            self.folder.clear(keep=None)
        path = self.folder.next_file()
        count = build(path, documents, vocabulary)
        self.folder.switch(path)
        return count

    def _compact(self, path: Path) -> None:
        """Work the changes into a new build, from what the index itself holds."""
        with store.opened(path) as connection:
            entries = connection.execute(
                "SELECT text, kind, code FROM entries WHERE kind NOT IN ('service', 'page', 'organisation')"
            ).fetchall()
            bodies = connection.execute(
                "SELECT body FROM documents WHERE id NOT IN (SELECT id FROM delta)"
                " UNION ALL SELECT body FROM delta WHERE body IS NOT NULL"
            )
            self._replace((wire.from_text(body) for (body,) in bodies), Vocabulary(tuple(entries)))

    # --- reading ---------------------------------------------------------------------------------

    def search(self, asked: Asked) -> Answer:
        """See the port."""
        return self._read(lambda loaded: answer(loaded.snapshot, asked))

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See the port."""

        def ask(loaded: _Loaded) -> tuple[Suggestion, ...]:
            stored = loaded.snapshot.stored
            with stored.lock:
                return suggest(stored.connection, loaded.snapshot.fresh, text, limit)

        return self._read(ask)

    def lexicon(self) -> Lexicon:
        """The words that listings use at this moment; none while there is no index. Never raises."""
        try:
            return self._moment().lexicon
        except SearchUnavailableError:
            return NoWords()

    def health(self) -> Health:
        """See the port."""
        try:
            snapshot = self._moment().snapshot
            detail = ""
            if snapshot.meta.get("weights") != weights_print():
                detail = "The ranking table has changed since the index was built: rebuild it."
            elif snapshot.changed > max(self.most_changes, int(_MOST_PART * snapshot.held)) // 2:
                detail = f"{snapshot.changed} documents have changed since the index was built."
            return Health(True, snapshot.held, snapshot.meta["built_at"], detail)
        except Exception as wrong:  # whatever is wrong, health is where it is told
            return Health(False, 0, detail=f"{type(wrong).__name__}: {wrong}")

    def stamps(self) -> Iterator[tuple[str, str]]:
        """See the port. Read in pieces, all from the build that was current at the start."""
        path = self._current()
        last = ""
        try:
            with store.opened(path) as connection:
                while True:
                    lines = connection.execute(
                        "SELECT id, stamp FROM (SELECT id, stamp FROM documents WHERE id > :last"
                        " AND NOT EXISTS (SELECT 1 FROM delta WHERE delta.id = documents.id) UNION ALL"
                        " SELECT id, stamp FROM delta WHERE id > :last AND body IS NOT NULL)"
                        " ORDER BY id LIMIT :most",
                        {"last": last, "most": _STAMPS},
                    ).fetchall()
                    yield from lines
                    if len(lines) < _STAMPS:
                        return
                    last = lines[-1][0]
        except sqlite3.Error as wrong:
            raise self._unavailable(path, wrong) from wrong

    # --- what is current -------------------------------------------------------------------------

    def _read(self, ask: Callable[[_Loaded], T]) -> T:
        loaded = self._moment()
        try:
            return ask(loaded)
        except sqlite3.Error as wrong:
            raise self._unavailable(loaded.snapshot.path, wrong) from wrong

    def _current(self) -> Path:
        try:
            path = self.folder.current()
        except sqlite3.DatabaseError as wrong:
            raise self._unavailable(self.folder.path, wrong) from wrong
        if path is None:
            raise SearchUnavailableError(RESTING)
        return path

    def _moment(self) -> _Loaded:
        """The newest whole truth: a build that became current, and every change made durable in it."""
        with self._lock:
            path = self._current()
            held = self._loaded
            # A connection must not cross a fork: the child opens its own and leaves its parent's alone.
            if held is not None and held.process != os.getpid():
                self._parents, held = held, None  # never used here, never closed here
            if held is None or held.snapshot.path != path:
                held = self._open(path)
            else:
                try:
                    now = held.snapshot.caught_up()
                except sqlite3.Error as wrong:
                    raise self._unavailable(path, wrong) from wrong
                held = _Loaded(now, held.lexicon.at(now), held.process)
            self._loaded = held
            return held

    def _open(self, path: Path) -> _Loaded:
        while True:
            try:
                snapshot = load(path)
                return _Loaded(snapshot, IndexLexicon.of(snapshot), os.getpid())
            except OtherFormatError as other:
                raise self._unavailable(path, other) from other
            except (sqlite3.Error, ValueError, KeyError) as wrong:  # how a damaged file shows
                # Between reading the pointer and opening the file another process may have switched.
                newer = self._current()
                if newer == path:
                    raise self._unavailable(path, wrong) from wrong
                path = newer

    def _unavailable(self, path: Path, wrong: Exception) -> SearchUnavailableError:
        if path.name not in self._told:
            self._told.add(path.name)
            logger.error(
                "The search index %s can't be read (%s: %s). Run search_rebuild.",
                path.name,
                type(wrong).__name__,
                wrong,
            )
        return SearchUnavailableError(RESTING)


def _write(connection: sqlite3.Connection, changes: Iterable[Change]) -> tuple[Refused, ...]:
    (last,) = connection.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()
    seq = int(last) + 1
    refused: list[Refused] = []
    written = False
    for change in changes:
        try:
            body = _body(change)
        except wire.RefusedError as reason:
            refused.append(Refused(change.key, str(reason)))
            continue
        stamp = "" if change.document is None else change.document.stamp
        if body == _held_body(connection, change.key):
            continue
        connection.execute("INSERT OR REPLACE INTO delta VALUES (?, ?, ?, ?)", (change.key, seq, stamp, body))
        written = True
    if written:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'seq'", (str(seq),))
    return tuple(refused)


def _body(change: Change) -> str | None:
    if change.document is None:
        return None
    if change.document.id != change.key:
        raise wire.RefusedError("The document is another service's.")
    return wire.stored_text(change.document)


def _held_body(connection: sqlite3.Connection, key: str) -> str | None:
    for table in ("delta", "documents"):
        line = connection.execute(f"SELECT body FROM {table} WHERE id = ?", (key,)).fetchone()  # noqa: S608
        if line:
            body: str | None = line[0]
            return body
    return None
