"""Postcode files: OS Code-Point Open, ONSPD and NSPL, and plain postcode,lat,lon."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from locations.feeds.columns import Wanted, missing, not_there, recognise
from locations.feeds.points import BadPointError, read_point
from locations.feeds.rows import BadLine, Feed, LeftOut, PostcodeRow
from locations.feeds.source import Source, table
from locations.postcodes import NotAPostcodeError, Postcode

# OS Code-Point Open, user guide: ten columns, no header line.
CODE_POINT = (
    "Postcode",
    "Positional_quality_indicator",
    "Eastings",
    "Northings",
    "Country_code",
    "NHS_regional_HA_code",
    "NHS_HA_code",
    "Admin_county_code",
    "Admin_district_code",
    "Admin_ward_code",
)
WANTED = (
    Wanted("postcode", ("pcds", "pcd8", "pcd7", "pcd2", "pcd", "post_?code", "pc"), required=True),
    Wanted("lat", ("lat", "latitude", "y_?lat")),
    Wanted("lon", ("lon", "long", "lng", "longitude", "x_?long?")),
    Wanted("eastings", ("eastings?", "ea", "oseast1m", "east1m", "x_bng")),
    Wanted("northings", ("northings?", "no", "osnrth1m", "north1m", "y_bng")),
    Wanted("terminated", ("doterm", "date_of_termination", "terminated")),
)
IN_USE = frozenset({"", "0", "n", "no", "false"})
NO_POSITION = LeftOut("no position is given")


def read(source: Source, text: IO[str], named: Mapping[str, object] | None = None) -> Feed[PostcodeRow]:
    """The postcodes of an open file; FeedError when it isn't one of the formats."""
    lines = table(text, source.path.name)
    number, first = next(lines, (0, []))
    headings: tuple[str, ...]
    if _is_code_point(first):
        headings, lines = CODE_POINT, itertools.chain([(number, first)], lines)
        called = "OS Code-Point Open, without its header"
    else:
        headings, called = tuple(first), ""
    found = recognise(headings, WANTED, section="postcodes", name=source.path.name, named=named)
    lacking = missing(WANTED, found)
    pair, grid = _pair(found)
    if lacking or pair is None:
        raise not_there(source.path.name, "postcodes", lacking or ["lat", "lon"], headings)
    used = {"postcode", *(("eastings", "northings") if grid else ("lat", "lon")), "terminated"} & set(found)
    taken = {meaning: headings[found[meaning]] for meaning in found if meaning in used}
    return Feed(
        format=called or _called(headings, grid),
        rows=_rows(lines, found["postcode"], pair, grid, found.get("terminated")),
        used=taken,
        unused=tuple(heading for heading in headings if heading not in taken.values()),
    )


def _is_code_point(first: Sequence[str]) -> bool:
    if len(first) < 4:
        return False
    try:
        Postcode.parse(first[0])
    except NotAPostcodeError:
        return False
    return len(first) == len(CODE_POINT) and first[2].strip().isdigit() and first[3].strip().isdigit()


def _pair(found: Mapping[str, int]) -> tuple[tuple[int, int] | None, bool]:
    if "lat" in found and "lon" in found:
        return (found["lat"], found["lon"]), False
    if "eastings" in found and "northings" in found:
        return (found["eastings"], found["northings"]), True
    return None, False


def _called(headings: Sequence[str], grid: bool) -> str:
    lowered = {heading.lower() for heading in headings}
    if "pcds" in lowered or "pcd" in lowered:
        return "ONS postcode directory (ONSPD or NSPL)"
    return "OS Code-Point Open, with a header" if grid else "plain postcode table"


def _rows(
    lines: Iterator[tuple[int, list[str]]], at: int, pair: tuple[int, int], grid: bool, ended: int | None
) -> Iterator[PostcodeRow | BadLine | LeftOut]:
    least = max(at, *pair, ended or 0) + 1
    for line, fields in lines:
        if len(fields) < least:
            yield BadLine(line, f"has {len(fields)} columns, {least} are needed")
            continue
        try:
            code = Postcode.parse(fields[at]).spell
            point = read_point(fields, pair, grid)
        except NotAPostcodeError as wrong:
            yield BadLine(line, str(wrong))
        except BadPointError as wrong:
            yield BadLine(line, f"{fields[at]}: {wrong}")
        else:
            terminated = ended is not None and fields[ended].strip().lower() not in IN_USE
            yield NO_POSITION if point is None else PostcodeRow(line, code, *point, terminated)
