"""A council's CSV: one row a service, further venues and sessions in rows below it. Pure.

A row that repeats the id above it and leaves the name blank adds a venue, a session, a price or a contact.
"""

from collections.abc import Iterator
from pathlib import Path

from directory.feeds.columns import from_toml, recognised
from directory.feeds.csv_cells import CsvCells
from directory.feeds.csv_record import Cells, as_record
from directory.feeds.rows import FeedError, Raw


class CsvFeed:
    """A CSV file whose wholeness, encoding and headings are checked when it is opened.

    ``total`` counts its records; ``notes`` say what wasn't used. Raises FeedError.
    """

    def __init__(self, path: Path, columns: Path | None = None) -> None:
        self.path = path
        self.file = CsvCells(path)
        self.notes = self.file.notes
        self.mapped = from_toml(columns, self.file.header) if columns else recognised(self.file.header)
        self._check_columns()
        self.total = sum(1 for _ in self.rows())

    def rows(self) -> Iterator[Raw]:
        """Each service in turn, with the rows below that belong to it."""
        yield from _gathered(self._cells())

    def _check_columns(self) -> None:
        there = {*self.mapped.columns, *self.mapped.fixed}
        if missing := {"id", "name"} - there:
            raise FeedError(
                f"{self.path.name} has no column for {' and '.join(sorted(missing))}. "
                f"It has: {', '.join(self.file.header)}. "
                "Name them as in the template, or say with --columns which is which."
            )
        if self.mapped.unused:
            self.notes.append(f"Columns that were not used: {', '.join(self.mapped.unused)}.")

    def _cells(self) -> Iterator[tuple[int, Cells, str]]:
        for line, row, broken in self.file.rows():
            cells = self.mapped.cells(dict(zip(self.file.header, row, strict=False))) if row else {}
            yield line, cells, broken


def _gathered(rows: Iterator[tuple[int, Cells, str]]) -> Iterator[Raw]:
    """Rows that belong together as one record."""
    held: tuple[int, list[Cells]] | None = None
    for line, cells, broken in rows:
        if held and not broken and _belongs(cells, held[1][0]):
            held[1].append(cells)
            continue
        if held:
            yield Raw(held[0], as_record(held[1]))
        held = None
        if broken:
            yield Raw(line, {"id": cells.get("id", "")}, broken)
        elif not cells.get("name") and (cells.get("belongs_to") or cells.get("id")):
            yield Raw(line, {"id": cells.get("id", "")}, _stray(cells))
        else:
            held = line, [cells]
    if held:
        yield Raw(held[0], as_record(held[1]))


def _belongs(cells: Cells, first: Cells) -> bool:
    owner = cells.get("belongs_to") or cells.get("id")
    return not cells.get("name") and owner is not None and owner == first.get("id")


def _stray(cells: Cells) -> str:
    owner = cells.get("belongs_to") or cells.get("id")
    return f"The row has no name and doesn't stand right below the service that it belongs to ({owner})."
