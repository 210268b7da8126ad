"""Files of named places: OS Open Names, and plain name,lat,lon."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from locations.feeds.columns import Wanted, missing, not_there, recognise, squeezed
from locations.feeds.points import BadPointError, read_point
from locations.feeds.rows import BadLine, Feed, LeftOut, PlaceRow
from locations.feeds.source import Source, table
from locations.names import tidy
from locations.postcodes import districts

# OS Open Names, technical specification: 34 columns, no header line in the data files.
OPEN_NAMES = (
    "ID",
    "NAMES_URI",
    "NAME1",
    "NAME1_LANG",
    "NAME2",
    "NAME2_LANG",
    "TYPE",
    "LOCAL_TYPE",
    "GEOMETRY_X",
    "GEOMETRY_Y",
    "MOST_DETAIL_VIEW_RES",
    "LEAST_DETAIL_VIEW_RES",
    "MBR_XMIN",
    "MBR_YMIN",
    "MBR_XMAX",
    "MBR_YMAX",
    "POSTCODE_DISTRICT",
    "POSTCODE_DISTRICT_URI",
    "POPULATED_PLACE",
    "POPULATED_PLACE_URI",
    "POPULATED_PLACE_TYPE",
    "DISTRICT_BOROUGH",
    "DISTRICT_BOROUGH_URI",
    "DISTRICT_BOROUGH_TYPE",
    "COUNTY_UNITARY",
    "COUNTY_UNITARY_URI",
    "COUNTY_UNITARY_TYPE",
    "REGION",
    "REGION_URI",
    "COUNTRY",
    "COUNTRY_URI",
    "RELATED_SPATIAL_OBJECT",
    "SAME_AS_DBPEDIA",
    "SAME_AS_GEONAMES",
)
OPEN_NAMES_USED = {
    "name": "NAME1",
    "other name": "NAME2",
    "kind": "LOCAL_TYPE",
    "easting": "GEOMETRY_X",
    "northing": "GEOMETRY_Y",
    "county": "COUNTY_UNITARY",
    "district": "DISTRICT_BOROUGH",
}
KINDS = {
    "c": "city",
    "t": "town",
    "v": "village",
    "h": "hamlet",
    "a": "suburb",
    "o": "other",
    "suburban_area": "suburb",
    "other_settlement": "other",
    "postcode_district": "outcode",
    "outward_code": "outcode",
} | {kind: kind for kind in ("city", "town", "village", "hamlet", "suburb", "other", "outcode")}
WANTED = (
    Wanted("name", ("name1", "name", "place", "place_name", "outcode"), required=True),
    Wanted("lat", ("lat", "latitude")),
    Wanted("lon", ("lon", "long", "lng", "longitude")),
    Wanted("eastings", ("eastings?", "geometry_x")),
    Wanted("northings", ("northings?", "geometry_y")),
    Wanted("area", ("county", "county_unitary", "area", "district", "district_borough")),
    Wanted("type", ("type", "kind", "local_type", "place_type")),
    Wanted("in_home", ("in_home", "home", "in_[a-z_]+")),
)
YES = frozenset({"1", "y", "yes", "true", "t"})
NO_POSITION = LeftOut("no position is given")
NOT_A_SETTLEMENT = LeftOut("not a settlement (a road, a postcode, a hill ...)")
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns of a plain file stand."""

    name: int
    pair: tuple[int, int]
    grid: bool
    area: int | None
    kind: int | None
    home: int | None

    @property
    def width(self) -> int:
        return max(self.name, *self.pair, *(at or 0 for at in (self.area, self.kind, self.home))) + 1


def read(source: Source, text: IO[str], named: Mapping[str, object] | None = None) -> Feed[PlaceRow]:
    """The places of an open file; FeedError when it isn't one of the formats."""
    lines = table(text, source.path.name)
    number, first = next(lines, (0, []))
    if len(first) == len(OPEN_NAMES) and first[0].startswith("osgb"):
        return _open_names(itertools.chain([(number, first)], lines), "OS Open Names, without its header")
    if tuple(heading.upper() for heading in first) == OPEN_NAMES:
        return _open_names(lines, "OS Open Names, with a header")
    return _plain(source.path.name, tuple(first), lines, named)


def _open_names(lines: Iterator[tuple[int, list[str]]], called: str) -> Feed[PlaceRow]:
    return Feed(
        format=called,
        rows=_open_names_rows(lines),
        used=dict(OPEN_NAMES_USED),
        unused=tuple(heading for heading in OPEN_NAMES if heading not in OPEN_NAMES_USED.values()),
    )


def _open_names_rows(lines: Iterator[tuple[int, list[str]]]) -> Iterator[PlaceRow | BadLine | LeftOut]:
    spot = {heading: at for at, heading in enumerate(OPEN_NAMES)}
    pair = (spot["GEOMETRY_X"], spot["GEOMETRY_Y"])
    for line, fields in lines:
        if len(fields) != len(OPEN_NAMES):
            yield BadLine(line, f"has {len(fields)} columns, {len(OPEN_NAMES)} are needed")
            continue
        if fields[spot["TYPE"]] != "populatedPlace":
            yield NOT_A_SETTLEMENT
            continue
        kind = KINDS.get(squeezed(fields[spot["LOCAL_TYPE"]]), "other")
        area = tidy(fields[spot["COUNTY_UNITARY"]] or fields[spot["DISTRICT_BOROUGH"]])
        try:
            point = read_point(fields, pair, grid=True)
        except BadPointError as wrong:
            yield BadLine(line, f"{fields[spot['NAME1']]}: {wrong}")
            continue
        if point is None:
            yield NO_POSITION
            continue
        for name in filter(None, (tidy(fields[spot["NAME1"]]), tidy(fields[spot["NAME2"]]))):
            yield PlaceRow(line, name, kind, area, *point, False)


def _plain(
    name: str,
    headings: tuple[str, ...],
    lines: Iterator[tuple[int, list[str]]],
    named: Mapping[str, object] | None,
) -> Feed[PlaceRow]:
    found = recognise(headings, WANTED, section="places", name=name, named=named)
    degrees, metres = {"lat", "lon"} <= set(found), {"eastings", "northings"} <= set(found)
    lacking = missing(WANTED, found) or ([] if degrees or metres else ["lat", "lon"])
    if lacking:
        raise not_there(name, "places", lacking, headings)
    first, second = ("lat", "lon") if degrees else ("eastings", "northings")
    used = {meaning: headings[found[meaning]] for meaning in found}
    for other in ("eastings", "northings") if degrees else ("lat", "lon"):
        used.pop(other, None)
    layout = _Layout(
        name=found["name"],
        pair=(found[first], found[second]),
        grid=not degrees,
        area=found.get("area"),
        kind=found.get("type"),
        home=found.get("in_home"),
    )
    notes: Counter[str] = Counter()
    return Feed(
        format="plain table of places",
        rows=_plain_rows(lines, layout, notes),
        used=used,
        unused=tuple(heading for heading in headings if heading not in used.values()),
        notes=notes,
    )


def _plain_rows(
    lines: Iterator[tuple[int, list[str]]], layout: _Layout, notes: Counter[str]
) -> Iterator[PlaceRow | BadLine | LeftOut]:
    for line, fields in lines:
        if len(fields) < layout.width:
            yield BadLine(line, f"has {len(fields)} columns, {layout.width} are needed")
            continue
        try:
            yield _plain_row(line, fields, layout, notes)
        except BadPointError as wrong:
            yield BadLine(line, f"{fields[layout.name]}: {wrong}")


def _plain_row(
    line: int, fields: Sequence[str], layout: _Layout, notes: Counter[str]
) -> PlaceRow | BadLine | LeftOut:
    name = tidy(fields[layout.name])
    if not name or len(name) > LONGEST_NAME:
        return BadLine(line, "has no name" if not name else "has a name of more than 120 letters")
    kind = _kind(name, fields, layout, notes)
    point = read_point(fields, layout.pair, layout.grid)
    if point is None:
        return NO_POSITION
    area = "" if layout.area is None else tidy(fields[layout.area])[:LONGEST_NAME]
    home = layout.home is not None and fields[layout.home].strip().lower() in YES
    return PlaceRow(line, name, kind, area, *point, home)


def _kind(name: str, fields: Sequence[str], layout: _Layout, notes: Counter[str]) -> str:
    said = "" if layout.kind is None else squeezed(fields[layout.kind])
    if said and said not in KINDS:
        notes[f"the type “{said}” is not known: kept as an other settlement"] += 1
    if not said and any(not district.is_sector for district in districts(name)):
        return "outcode"
    return KINDS.get(said, "other")
