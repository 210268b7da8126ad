"""The rows of a file of figures, every one of them sound, or every bad one named."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.feeds.csv_cells import CsvCells
from directory.feeds.rows import FeedError
from localoffer.commissioning.indicators import cells

#: What a column may be headed, by what it means; the operator may name any heading instead.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "code",
        "area_code",
        r"[lm]soa\d*_?(code|cd)",
        r"(ward|lad|district)\d*_?(code|cd)",
        "new_la_code",
        "urn",
    ),
    "value": ("value", "figure"),
    "period": ("period", "time_period", "year"),
    "group": ("group", "children", "pupils", "headcount", "number_of_pupils", "denominator"),
    "name": ("name", "area_name", "school_name", "establishment_name", "la_name"),
    "area": ("area", "in_area", r"lsoa\d*_?(code|cd)", "lsoa"),
}
NEEDED = ("code", "value")
SAID = 20
URN = re.compile(r"\d{6}")
NOTHING = "Nothing was changed."


class IndicatorFileError(Exception):
    """The file can't be used; the message has a line for every bad line of it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a file. ``columns`` are headings by meaning, ``only`` cells that a row must have.

    ``knows`` says whether a code is that of a loaded area; ``others`` leaves out rows of areas that aren't.
    """

    by_school: bool
    unit: str
    period: str
    fewest: int
    this_year: int
    columns: Mapping[str, str]
    only: Mapping[str, str]
    own: Mapping[str, str]  # the authority's own code, by what the source calls it
    knows: Callable[[str], bool]
    others: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. ``value`` and ``group`` are None where they are held back."""

    code: str
    name: str
    area_code: str
    period: str
    value: float | None
    group: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """The figures of a file, and how many rows were left out because nobody asked for them."""

    figures: tuple[Figure, ...]
    left_out: int
    grouped: bool  # a column says how many children each figure is about


def read(path: Path, wanted: Wanted) -> Read:
    """The figures of a CSV file, plain or gzipped. Raises IndicatorFileError."""
    try:
        held = CsvCells(path)
        columns = _columns(held.header, path.name, wanted)
        only = {_position(held.header, heading, path.name): cell for heading, cell in wanted.only.items()}
        rows = _Rows(wanted, columns, only)
        figures = tuple(rows.figures(held.rows()))
    except FeedError as wrong:
        raise IndicatorFileError(f"{str(wrong).removesuffix(' Nothing was written.')} {NOTHING}") from wrong
    if not figures and not rows.wrong:
        rows.wrong.append("no row is left. Look at --only, at --columns and at the codes")
    if rows.wrong:
        raise IndicatorFileError(_listed(path.name, rows.wrong))
    return Read(figures, rows.left_out, "group" in columns)


class _Rows:
    """Reads one row after another and remembers what was wrong."""

    def __init__(self, wanted: Wanted, columns: Mapping[str, int], only: Mapping[int, str]) -> None:
        self.wanted, self.columns, self.only = wanted, columns, only
        self.wrong: list[str] = []
        self.left_out = 0
        self.first: dict[tuple[str, str], int] = {}

    def figures(self, rows: Iterator[tuple[int, list[str], str]]) -> Iterator[Figure]:
        for line, row, unreadable in rows:
            if unreadable:
                self.wrong.append(f"line {line}: {unreadable}")
                continue
            if any(_cell(row, at) != cell for at, cell in self.only.items()):
                self.left_out += 1
                continue
            figure = self._figure(line, row)
            if figure is not None:
                yield figure

    def _figure(self, line: int, row: list[str]) -> Figure | None:
        said = {meaning: _cell(row, at) for meaning, at in self.columns.items()}
        code = self.wanted.own.get(said["code"], said["code"])
        problem = self._wrong_code(code)
        if problem and self.wanted.others and code and not self.wanted.by_school:
            self.left_out += 1
            return None
        before = len(self.wrong)
        if problem:
            self.wrong.append(f"line {line}, code: {problem}")
        percent = cells.is_percent(self.wanted.unit)
        value = self._read(line, "value", lambda: cells.number(said["value"], percent=percent))
        about = self._read(line, "group", lambda: cells.group(said.get("group", "")))
        when = self._read(line, "period", lambda: self._period(said.get("period", "")))
        area = said.get("area", "")
        if area and self.wanted.by_school and not self.wanted.knows(area):
            area = ""  # a school over the border is kept with its figure and shown in no area
        if len(self.wrong) > before or when is None:
            return None
        return self._once(line, Figure(code, said.get("name", "")[:160], area, when, value, about))

    def _once(self, line: int, figure: Figure) -> Figure | None:
        first = self.first.setdefault((figure.code, figure.period), line)
        if first != line:
            self.wrong.append(
                f"line {line}, code: {figure.code} has a figure for {figure.period} on line {first} already"
            )
            return None
        wanted = self.wanted
        if cells.held_back(figure.value, figure.group, wanted.unit, wanted.fewest):
            return Figure(figure.code, figure.name, figure.area_code, figure.period, None, None)
        return figure

    def _wrong_code(self, code: str) -> str:
        if not code:
            return "it is empty"
        if code in self.wanted.own.values():
            return ""
        if self.wanted.by_school:
            return "" if URN.fullmatch(code) else f"“{code[:40]}” is no URN, which has six figures"
        return "" if self.wanted.knows(code) else f"no area with the code “{code[:40]}” is loaded"

    def _period(self, said: str) -> str:
        given = self.wanted.period
        if not said:
            return cells.period(given, self.wanted.this_year)
        found = cells.period(said, self.wanted.this_year)
        if given and found != cells.period(given, self.wanted.this_year):
            raise ValueError(f"the line says {found}, and --period says {given}. Leave one of them out")
        return found

    def _read(self, line: int, field: str, reading: Callable[[], "float | int | str | None"]) -> Any:
        try:
            return reading()
        except ValueError as wrong:
            self.wrong.append(f"line {line}, {field}: {wrong}")
            return None


def _columns(header: Sequence[str], name: str, wanted: Wanted) -> dict[str, int]:
    unknown = [meaning for meaning in wanted.columns if meaning not in HEADINGS]
    if unknown:
        raise IndicatorFileError(
            f"--column: nobody knows “{unknown[0]}”. There are {', '.join(HEADINGS)}. {NOTHING}"
        )
    found = {meaning: _position(header, heading, name) for meaning, heading in wanted.columns.items()}
    for meaning, patterns in HEADINGS.items():
        if meaning in found or (meaning == "area" and not wanted.by_school):
            continue
        at = _recognised(
            header, patterns if not (wanted.by_school and meaning == "code") else ("urn", "code")
        )
        if at is not None:
            found[meaning] = at
    lacking = [meaning for meaning in NEEDED if meaning not in found]
    if lacking:
        raise IndicatorFileError(
            f"{name}, line 1: no column is recognised as the {lacking[0]}. The columns are: "
            f"{', '.join(header)}. Name it with --column {lacking[0]}=HEADING. {NOTHING}"
        )
    return found


def _recognised(header: Sequence[str], patterns: Sequence[str]) -> int | None:
    squeezed = [re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_") for heading in header]
    for pattern in patterns:
        places = [at for at, heading in enumerate(squeezed) if re.fullmatch(pattern, heading)]
        if len(places) == 1:
            return places[0]
    return None


def _position(header: Sequence[str], heading: str, name: str) -> int:
    if heading in header:
        return list(header).index(heading)
    raise IndicatorFileError(
        f"{name}, line 1: there is no column “{heading}”. The columns are: {', '.join(header)}. {NOTHING}"
    )


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _listed(name: str, problems: Sequence[str]) -> str:
    said = "\n".join(f"{name}, {problem}." for problem in problems[:SAID])
    more = f"\n... and {len(problems) - SAID:,} more." if len(problems) > SAID else ""
    return f"{said}{more}\n{NOTHING} Mend the file and load it again."
