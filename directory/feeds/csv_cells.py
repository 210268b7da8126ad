"""The cells of a CSV file, of whatever encoding and delimiter, once it is known to be whole. Pure."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from directory.feeds.files import described, encoding_of, opened
from directory.feeds.rows import FeedError

CELL_MAX = 1 << 20


class CsvCells:
    """A CSV file whose encoding and headings are checked when it is opened, and whose end when it is read.

    ``notes`` say what was odd. Raises FeedError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding, said = encoding_of(path)
        self.notes = [said] if said else []
        self.header, self.delimiter = self._heading()

    def rows(self) -> Iterator[tuple[int, list[str], str]]:
        """Each row that isn't blank with its line and, where it can't be read, why."""
        csv.field_size_limit(CELL_MAX)
        with opened(self.path) as file, io.TextIOWrapper(file, self.encoding, newline="") as lines:
            ends = _Ending(lines)
            reader = csv.reader(ends, delimiter=self.delimiter, strict=True)
            next(reader)
            while True:
                begins = reader.line_num + 1
                try:
                    row = next(reader)
                except StopIteration:
                    return
                except csv.Error as wrong:
                    if "unexpected end" in str(wrong) or "field limit" in str(wrong):
                        raise FeedError(
                            f"{self.path.name} is cut off, or a quotation mark that opens on line "
                            f"{begins:,} is never closed. Nothing was written."
                        ) from wrong
                    yield begins, [], f"The row isn't CSV: {described(wrong)}."
                    continue
                if any(cell.strip() for cell in row):
                    yield begins, row, self._wrong_with(begins, row, last=ends.cut_off)

    def _heading(self) -> tuple[list[str], str]:
        with opened(self.path) as file, io.TextIOWrapper(file, self.encoding, newline="") as lines:
            first = lines.readline(CELL_MAX)
        delimiter = max(",;\t|", key=first.count)
        if not first.strip():
            raise FeedError(f"{self.path.name} is empty, or its first line is.")
        return next(csv.reader([first.replace("\0", "")], delimiter=delimiter)), delimiter

    def _wrong_with(self, line: int, row: list[str], *, last: bool) -> str:
        if len(row) < len(self.header) and last:
            raise FeedError(
                f"{self.path.name} is cut off: its last line ({line:,}) has {len(row)} of "
                f"{len(self.header)} cells. Fetch or save it again. Nothing was written."
            )
        if any(cell.strip() for cell in row[len(self.header) :]):
            return (
                f"The row has {len(row)} cells but there are {len(self.header)} columns. "
                "Is there a comma in a cell without quotation marks round it?"
            )
        return ""


class _Ending:
    """The file's lines, remembering whether the last one has no line end; null bytes are dropped."""

    def __init__(self, lines: io.TextIOWrapper) -> None:
        self.lines = lines
        self.cut_off = False

    def __iter__(self) -> "_Ending":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.cut_off = not line.endswith(("\n", "\r"))
        return line.replace("\0", "")
