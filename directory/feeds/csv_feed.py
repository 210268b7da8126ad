"""A council's CSV: one row a service, further venues and sessions in rows below it. Pure.

A row that repeats the id above it and leaves the name blank adds a venue, a session, a price or a contact.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from directory.feeds.columns import from_toml, recognised
from directory.feeds.complaints import words
from directory.feeds.files import described, encoding_of, opened
from directory.feeds.rows import FeedError, Raw

CELL_MAX = 1 << 20
Cells = dict[str, str]


class CsvFeed:
    """A CSV file whose wholeness, encoding and headings are checked when it is opened.

    ``total`` counts its records; ``notes`` say what wasn't used. Raises FeedError.
    """

    def __init__(self, path: Path, columns: Path | None = None) -> None:
        self.path = path
        self.encoding, said = encoding_of(path)
        self.notes = [said] if said else []
        self.header, self.delimiter = self._heading()
        self.mapped = from_toml(columns, self.header) if columns else recognised(self.header)
        self._check_columns()
        self.total = sum(1 for _ in self.rows())

    def rows(self) -> Iterator[Raw]:
        """Each service in turn, with the rows below that belong to it."""
        yield from _gathered(self._cells())

    def _heading(self) -> tuple[list[str], str]:
        with opened(self.path) as file, io.TextIOWrapper(file, self.encoding, newline="") as lines:
            first = lines.readline(CELL_MAX)
        delimiter = max(",;\t|", key=first.count)
        if not first.strip():
            raise FeedError(f"{self.path.name} is empty, or its first line is.")
        return next(csv.reader([first.replace("\0", "")], delimiter=delimiter)), delimiter

    def _check_columns(self) -> None:
        there = {*self.mapped.columns, *self.mapped.fixed}
        if missing := {"id", "name"} - there:
            raise FeedError(
                f"{self.path.name} has no column for {' and '.join(sorted(missing))}. "
                f"It has: {', '.join(self.header)}. "
                "Name them as in the template, or say with --columns which is which."
            )
        if self.mapped.unused:
            self.notes.append(f"Columns that were not used: {', '.join(self.mapped.unused)}.")

    def _cells(self) -> Iterator[tuple[int, Cells, str]]:
        """Each row with its line and, where it can't be read, why."""
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
                    yield begins, {}, f"The row isn't CSV: {described(wrong)}."
                    continue
                if any(cell.strip() for cell in row):
                    yield self._read(begins, row, last=ends.cut_off)

    def _read(self, line: int, row: list[str], *, last: bool) -> tuple[int, Cells, str]:
        if len(row) < len(self.header) and last:
            raise FeedError(
                f"{self.path.name} is cut off: its last line ({line:,}) has {len(row)} of "
                f"{len(self.header)} cells. Fetch or save it again. Nothing was written."
            )
        cells = self.mapped.cells(dict(zip(self.header, row, strict=False)))
        if any(cell.strip() for cell in row[len(self.header) :]):
            return (
                line,
                cells,
                (
                    f"The row has {len(row)} cells but there are {len(self.header)} columns. "
                    "Is there a comma in a cell without quotation marks round it?"
                ),
            )
        return line, cells, ""


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


def as_record(rows: list[Cells]) -> dict[str, Any]:
    """The rows of one service in Open Referral's shape; the first row is the service's own."""
    first = rows[0]
    said: dict[str, Any] = {
        column: first.get(named) for column, named in ONE_TO_ONE.items() if first.get(named)
    }
    said["organization"] = _organisation(first)
    said["categories"] = words(first.get("categories"))
    said["locations"] = [venue for cells in rows if (venue := _venue(cells))]
    said["schedules"] = [session for cells in rows if (session := _session(cells))]
    said["cost_options"] = [price for cells in rows if (price := _price(cells))]
    said["contacts"] = [contact for cells in rows if (contact := _contact(cells))]
    if not said["locations"] and (features := _features(first)):
        said["features"] = features
    return said


ONE_TO_ONE = {
    "id": "id",
    "name": "name",
    "alternate_name": "alternate_name",
    "summary": "summary",
    "description": "description",
    "additional_information": "more",
    "url": "website",
    "email": "email",
    "phone": "phone",
    "status": "status",
    "alert": "alert",
    "needs": "needs",
    "kinds": "kinds",
    "access": "access",
    "level": "level",
    "minimum_age": "age_from",
    "maximum_age": "age_to",
    "access_steps": "access_steps",
    "eligibility": "eligibility",
    "if_refused": "if_refused",
    "waiting": "waiting",
    "capacity": "places",
    "delivery": "delivery",
    "cost": "cost",
    "free": "free",
    "fees": "fees",
    "languages": "languages",
    "service_areas": "areas",
    "assured_date": "last_checked",
    "accreditations": "accreditations",
    "visible": "visible",
    "approved": "approved",
    "temporarily_closed": "temporarily_closed",
    "last_modified": "changed",
}
VENUE = {
    "id": "venue_id",
    "name": "venue",
    "address_1": "address",
    "city": "town",
    "state_province": "county",
    "postal_code": "postcode",
    "latitude": "latitude",
    "longitude": "longitude",
    "uprn": "uprn",
    "address_hidden": "address_hidden",
    "parking": "parking",
    "transport": "transport",
    "accessibility_text": "access_notes",
}
SESSION = {
    "byday": "days",
    "opens_at": "opens",
    "closes_at": "closes",
    "interval": "every",
    "description": "when",
    "term_time": "term_time",
    "valid_from": "first_date",
    "valid_to": "last_date",
    "except_dates": "not_on",
}


def _picked(cells: Cells, named: Mapping[str, str]) -> dict[str, Any]:
    return {key: cells[column] for key, column in named.items() if column in cells}


def _organisation(cells: Cells) -> dict[str, Any]:
    held: dict[str, Any] = _picked(cells, {"id": "organisation_id", "name": "organisation"})
    if number := cells.get("charity_number"):
        held["organization_identifiers"] = [
            {"identifier_scheme": "GB-CHC", "identifier_type": "Charity number", "identifier": number}
        ]
    return held


def _venue(cells: Cells) -> dict[str, Any]:
    held = _picked(cells, VENUE)
    if not held.keys() & {"id", "name", "address_1", "postal_code", "latitude", "city"}:
        return {}
    return {**held, "features": features} if (features := _features(cells)) else held


def _features(cells: Cells) -> dict[str, str]:
    said = dict.fromkeys(words(cells.get("features_yes")), "yes")
    return said | dict.fromkeys(words(cells.get("features_no")), "no")


def _session(cells: Cells) -> dict[str, Any]:
    """A session happens at its own row's venue; in a row without one, at every venue of the service."""
    held = _picked(cells, SESSION)
    return {**held, "venue_of": venue} if held and (venue := _venue(cells)) else held


def _price(cells: Cells) -> dict[str, Any]:
    return _picked(cells, {"amount": "price", "option": "price_for", "amount_description": "price_words"})


def _contact(cells: Cells) -> dict[str, Any]:
    columns = {
        "name": "contact_name",
        "title": "contact_role",
        "email": "contact_email",
        "phone": "contact_phone",
    }
    return _picked(cells, {**columns, "visible": "contact_visible"})
