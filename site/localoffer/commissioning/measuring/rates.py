"""How many of an area's children need something: a CSV table of area codes and rates, whole or not at all."""

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from localoffer.commissioning.measuring.refusals import BadRatesError
from localoffer.commissioning.measuring.values import AreaFigures, Rates
from locations.feeds.rows import FeedError
from locations.feeds.source import look_through, table

COLUMNS = ("code", "rate")
#: How many bad lines, or areas without a rate, a message shows.
SHOWN = 5


def read_rates(path: Path) -> Rates:
    """The rates of a file with the columns ``code`` and ``rate`` (0.02: 2 in 100 need it). BadRatesError.

    One wrong line refuses the file, since an area left out would seem to need nothing.
    """
    by_area: dict[str, float] = {}
    wrong: list[str] = []
    try:
        source = look_through(path)
        with source.text() as text:
            lines = table(text, path.name)
            code_at, rate_at = _columns(path.name, next(lines, (0, []))[1])
            for line, fields in lines:
                try:
                    code, rate = _read(fields, code_at, rate_at)
                    if code in by_area:
                        raise ValueError(f"column “code”: {code} is in the file more than once")
                    by_area[code] = rate
                except ValueError as why:
                    wrong.append(f"  line {line}, {why}.")
    except FeedError as unreadable:
        raise BadRatesError(str(unreadable)) from unreadable
    if wrong:
        more = [f"  and {len(wrong) - SHOWN:,} more"] if len(wrong) > SHOWN else []
        said = "\n".join([*wrong[:SHOWN], *more])
        raise BadRatesError(f"{path.name}: {len(wrong):,} of its lines can't be used.\n{said}\n")
    return Rates(path.name, by_area)


def check_rates(rates: Iterable[Rates], areas: Sequence[AreaFigures]) -> None:
    """Refuse a file without a rate for some area; it may hold other areas as well. BadRatesError."""
    for one in rates:
        without = [area for area in areas if area.code not in one.by_area]
        if without:
            named = ", ".join(f"{area.name} ({area.code})" for area in without[:SHOWN])
            more = f" and {len(without) - SHOWN:,} more" if len(without) > SHOWN else ""
            raise BadRatesError(
                f"{one.source} has no rate for {len(without):,} of {len(areas):,} areas: {named}{more}. "
                "Add a line for each; 0 says that nobody needs it."
            )


def _columns(name: str, headings: Sequence[str]) -> Iterator[int]:
    plain = [heading.strip().lower() for heading in headings]
    if absent := [column for column in COLUMNS if column not in plain]:
        raise BadRatesError(
            f"{name}: there is no column “{absent[0]}”. Its columns are: {', '.join(headings) or 'none'}. "
            "It needs the columns code and rate."
        )
    return (plain.index(column) for column in COLUMNS)


def _read(fields: Sequence[str], code_at: int, rate_at: int) -> tuple[str, float]:
    """The code and rate of a line. ValueError says which column is wrong, and why."""
    code, said = (fields[at].strip() if at < len(fields) else "" for at in (code_at, rate_at))
    if not code:
        raise ValueError("column “code”: is empty")
    try:
        rate = float(said)
    except ValueError:
        rate = math.nan
    if math.isnan(rate):
        raise ValueError(f"column “rate”: “{said}” is not a number. Write 0.02 for 2 in 100")
    if not 0 <= rate <= 1:
        raise ValueError(f"column “rate”: {said} is no share from 0 to 1. Write 0.02 for 2 in 100")
    return code, rate
