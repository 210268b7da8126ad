"""Statistics by area code: children by age, rural-urban class, deprivation decile."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from locations.feeds.ages import AgeColumns, find_ages
from locations.feeds.columns import Wanted, missing, not_there, recognise
from locations.feeds.rows import AgeBand, BadLine, Feed, LeftOut, StatisticsRow
from locations.feeds.source import Source, table
from locations.names import tidy

WANTED = (
    Wanted(
        "code",
        (
            r"lsoa_?\d*_?(?:cd|code)",
            r"lsoa_code_\d+",
            r"lsoa",
            r"(?:msoa|wd|lad|ltla|ctyua|utla)_?\d*_?(?:cd|code)",
            r"area_code|geography_code|code",
        ),
        required=True,
    ),
    Wanted("rural_urban_code", (r"ruc_?\d*_?(?:cd|code)", r"rural_urban_code")),
    Wanted(
        "rural_urban", (r"ruc_?\d*_?(?:nm|name|label)", r"rural_urban(?:_classification)?_?\d*", r"ruc_?\d*")
    ),
    Wanted("imd_decile", (r"imd_?\d*_decile", r".*multiple_deprivation.*decile.*", r".*imd.*decile.*")),
)
FACTS = ("rural_urban_code", "rural_urban", "imd_decile")
NOT_STATED = frozenset({"", "-", "..", ":", "c", "na", "n/a", "nan", "null"})
# The first letters of the rural-urban classes of 2011 (A1 ... F2) and 2021 (UN1 ... RSF1).
URBAN, RURAL = ("A", "B", "C", "U"), ("D", "E", "F", "R")


@dataclass(slots=True)
class StatisticsFeed(Feed[StatisticsRow]):
    """A statistics file understood; ``bands`` are the ages that each row's ``children`` follow."""

    bands: tuple[AgeBand, ...] = ()
    rurality: bool = False
    deprivation: bool = False


def read(source: Source, text: IO[str], named: Mapping[str, object] | None = None) -> StatisticsFeed:
    """The statistics of an open file; FeedError when there is no code, or nothing to know by it."""
    name, named = source.path.name, named or {}
    lines = table(text, name)
    _, first = next(lines, (0, []))
    headings = tuple(first)
    found = recognise(headings, WANTED, section="statistics", name=name, named=named)
    ages = find_ages(headings, name, named)
    if lacking := missing(WANTED, found):
        raise not_there(name, "statistics", lacking, headings)
    if not ages.places and not any(fact in found for fact in FACTS):
        raise not_there(name, "statistics", ["ages", *FACTS], headings)
    used = {meaning: headings[at] for meaning, at in found.items()}
    used |= {_years(band): headings[at] for at, band in ages.places}
    notes: Counter[str] = Counter()
    if ages.passed_over:
        notes[f"single years are used, not the bands {', '.join(ages.passed_over)}"] += 1
    return StatisticsFeed(
        format="statistics by area",
        rows=_rows(lines, found, ages),
        used=used,
        unused=tuple(heading for heading in headings if heading not in used.values()),
        notes=notes,
        bands=tuple(band for _, band in ages.places),
        rurality="rural_urban_code" in found or "rural_urban" in found,
        deprivation="imd_decile" in found,
    )


def _years(band: AgeBand) -> str:
    return (
        f"age {band.age_from}" if band.age_from == band.age_to else f"ages {band.age_from} to {band.age_to}"
    )


def _rows(
    lines: Iterator[tuple[int, list[str]]], found: Mapping[str, int], ages: AgeColumns
) -> Iterator[StatisticsRow | BadLine | LeftOut]:
    least = max(*found.values(), *(at for at, _ in ages.places), 0) + 1
    for line, fields in lines:
        if len(fields) < least:
            yield BadLine(line, f"has {len(fields)} columns, {least} are needed")
            continue
        try:
            yield _row(line, fields, found, ages)
        except ValueError as wrong:
            yield BadLine(line, str(wrong))


def _row(line: int, fields: Sequence[str], found: Mapping[str, int], ages: AgeColumns) -> StatisticsRow:
    code = tidy(fields[found["code"]])
    if not code:
        raise ValueError("has no area code")
    ruc = tidy(fields[found["rural_urban_code"]]) if "rural_urban_code" in found else ""
    label = tidy(fields[found["rural_urban"]]) if "rural_urban" in found else ""
    decile = _number(code, fields[found["imd_decile"]]) if "imd_decile" in found else None
    if decile is not None and (decile != int(decile) or not 1 <= decile <= 10):
        raise ValueError(f"{code}: {decile:g} is not a decile from 1 to 10")
    return StatisticsRow(
        line,
        code,
        tuple(_number(code, fields[at]) for at, _ in ages.places),
        ruc,
        label,
        is_rural(ruc, label),
        None if decile is None else int(decile),
    )


def is_rural(code: str, label: str) -> bool | None:
    """Whether a rural-urban class is rural, from its label, else its code; None when neither says."""
    words = label.lower()
    if "rural" in words or "urban" in words:
        return "rural" in words
    if code.upper().startswith(RURAL):
        return True
    return False if code.upper().startswith(URBAN) else None


def _number(code: str, text: str) -> float | None:
    plain = text.strip().replace(",", "")
    if plain.lower() in NOT_STATED:
        return None
    try:
        number = float(plain)
    except ValueError as wrong:
        raise ValueError(f"{code}: “{text}” is not a number") from wrong
    if not 0 <= number < 1e7:
        raise ValueError(f"{code}: {text} can't be a count or a decile")
    return number
