"""Which ids a source has given already, in a temporary file so that memory doesn't grow with it. Pure."""

import sqlite3
from types import TracebackType
from typing import Self


class Seen:
    """Remembers the line of each id. Use it in a ``with`` block; its file goes when the block ends."""

    def __init__(self) -> None:
        self.held = sqlite3.connect("")  # a private file that SQLite removes itself
        self.held.execute("PRAGMA journal_mode=OFF")
        self.held.execute("PRAGMA cache_size=-4096")
        self.held.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.held.close()

    def before(self, identifier: str, line: int) -> int | None:
        """The line on which the id was first given, or None when it is new (it is then remembered)."""
        new = self.held.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (identifier, line)).rowcount
        if new:
            return None
        (first,) = self.held.execute("SELECT line FROM seen WHERE id = ?", (identifier,)).fetchone()
        return int(first)
