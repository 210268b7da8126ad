"""The rows of a table by one of their columns, in a temporary file so that memory doesn't grow. Pure."""

import json
import sqlite3
from collections.abc import Mapping


class Shelf:
    """Rows that are put away under a key and found again by it; its file goes when it is forgotten."""

    def __init__(self) -> None:
        self.held = sqlite3.connect("")  # a private file that SQLite removes itself
        self.held.execute("PRAGMA journal_mode=OFF")
        self.held.execute("PRAGMA cache_size=-4096")
        self.held.execute("CREATE TABLE shelf (key TEXT, said TEXT)")
        self.held.execute("CREATE INDEX by_key ON shelf (key)")
        self.total = 0

    def put(self, key: str, row: Mapping[str, str]) -> None:
        """One more row under this key."""
        self.held.execute("INSERT INTO shelf VALUES (?, ?)", (key, json.dumps(row)))
        self.total += 1

    def find(self, key: str) -> list[dict[str, str]]:
        """Every row under this key, in the order in which they were put there."""
        found = self.held.execute("SELECT said FROM shelf WHERE key = ? ORDER BY rowid", (key,))
        return [json.loads(said) for (said,) in found]
