"""A file, or a folder of tables, as a feed, whatever its kind. Pure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from directory.feeds.csv_feed import CsvFeed
from directory.feeds.files import opened
from directory.feeds.hsds import JsonFeed
from directory.feeds.rows import FeedError, Raw
from directory.feeds.tables import TablesFeed


class Feed(Protocol):
    """What every kind of source gives once it is known to be whole."""

    total: int
    notes: list[str]

    def rows(self) -> Iterator[Raw]:
        """Each record in turn; it may be asked for more than once."""
        ...


def read(path: Path, columns: Path | None = None) -> Feed:
    """The file as JSON, NDJSON or CSV, told by what it holds; a folder as tables. Raises FeedError."""
    if path.is_dir():
        return TablesFeed(path, columns)
    if not path.is_file():
        raise FeedError(f"There is no file {path}.")
    if columns is None and _looks_like_json(path):
        return JsonFeed(path)
    return CsvFeed(path, columns)


def _looks_like_json(path: Path) -> bool:
    with opened(path) as file:
        start = file.read(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in {b"{", b"["} or path.name.lower().removesuffix(".gz").endswith(
        (".json", ".ndjson", ".jsonl")
    )
