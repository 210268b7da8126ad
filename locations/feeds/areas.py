"""Area files: GeoJSON, one feature at a time, with a code and a name among the properties."""

import io
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

import ijson

from locations import geometry
from locations.feeds.rows import AreaRow, BadLine, Feed, FeedError
from locations.feeds.source import Source
from locations.names import tidy

BOM = b"\xef\xbb\xbf"
# Which codes of the Office for National Statistics head a kind of area: LSOA21CD, WD25CD, LAD24CD ...
STEMS = {
    "lsoa": ("LSOA",),
    "msoa": ("MSOA",),
    "ward": ("WD",),
    "district": ("LAD", "LTLA"),
    "county": ("CTYUA", "CTY", "UTLA", "LAD"),
    "authority": ("CTYUA", "UTLA", "LAD", "CTY"),
    "parish": ("PAR", "PARNCP"),
    "region": ("RGN",),
}
CODE = re.compile(r"([A-Z]+)(\d\d)CD", re.IGNORECASE)
PLAIN_CODES = ("code", "area_code", "id")
PLAIN_NAMES = ("name", "area_name")
WORLD = 180.0
LONGEST_CODE, LONGEST_NAME = 20, 160


def read(
    source: Source, stream: IO[bytes], kind: str, code_field: str = "", name_field: str = ""
) -> Feed[AreaRow]:
    """The areas of an open file; FeedError when it is no GeoJSON FeatureCollection or has no code."""
    name = source.path.name
    if source.encoding != "utf-8-sig":
        raise FeedError(f"{name} is not UTF-8, as GeoJSON must be. Save it as UTF-8 and try again.")
    _refuse_other_json(source)
    features = _features(name, stream)
    first = next(features, None)
    if first is None:
        raise FeedError(f"{name} holds no features.")
    properties = first.get("properties") or {}
    code = _code_field(name, properties, kind, code_field)
    called = _name_field(name, properties, code, name_field)
    return Feed(
        format="GeoJSON",
        rows=_rows(chain([first], features), code, called),
        used={"code": code, "name": called},
        unused=tuple(heading for heading in properties if heading not in (code, called)),
    )


def _refuse_other_json(source: Source) -> None:
    name = source.path.name
    with source.binary() as stream:
        try:
            found = next(ijson.items(_without_mark(stream), "type"), None)
        except ijson.JSONError as wrong:
            raise FeedError(f"{name} is not JSON, or is cut short.") from wrong
    if found != "FeatureCollection":
        what = f"its type is {found}" if found else "it states no type"
        raise FeedError(f"{name} is not a GeoJSON FeatureCollection ({what}).")


def _without_mark(stream: IO[bytes]) -> IO[bytes]:
    if isinstance(stream, io.BufferedReader) and stream.peek(3)[:3] == BOM:
        stream.read(3)
    return stream


def _features(name: str, stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    at = 0
    try:
        for feature in ijson.items(_without_mark(stream), "features.item", use_float=True):
            at += 1
            yield feature if isinstance(feature, dict) else {}
    except ijson.JSONError as wrong:
        raise FeedError(f"{name} can't be read after feature {at}: it is damaged or cut short.") from wrong


def _code_field(name: str, properties: Mapping[str, object], kind: str, said: str) -> str:
    if said:
        return _there(name, properties, said, "--code-field")
    for stem in STEMS.get(kind, ()):
        fitting = [key for key in properties if (m := CODE.fullmatch(key)) and m[1].upper() == stem]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise _unclear(name, "code", fitting)
    codes = [key for key in properties if CODE.fullmatch(key)] or [
        key for key in properties if key.lower() in PLAIN_CODES
    ]
    if len(codes) == 1:
        return codes[0]
    raise _unclear(name, "code", codes or list(properties))


def _name_field(name: str, properties: Mapping[str, object], code: str, said: str) -> str:
    if said:
        return _there(name, properties, said, "--name-field")
    twin = re.sub(r"cd$", "NM", code, flags=re.IGNORECASE)
    names = [key for key in properties if key.upper() == twin.upper() and key != code] or [
        key for key in properties if key.lower() in PLAIN_NAMES
    ]
    if len(names) == 1:
        return names[0]
    raise _unclear(name, "name", names or [key for key in properties if key != code])


def _there(name: str, properties: Mapping[str, object], field: str, option: str) -> str:
    if field in properties:
        return field
    raise FeedError(
        f"{name}: {option} names “{field}”, which is not a property. There are: {', '.join(properties)}."
    )


def _unclear(name: str, what: str, candidates: list[str]) -> FeedError:
    example = f" For example: --{what}-field {candidates[0]}" if candidates else ""
    return FeedError(
        f"{name}: which property is the {what} of an area is not clear."
        f" It may be: {', '.join(candidates) or 'nothing, there are no properties'}."
        f" Say which with --{what}-field.{example}"
    )


def _rows(features: Iterator[dict[str, Any]], code: str, called: str) -> Iterator[AreaRow | BadLine]:
    for number, feature in enumerate(features, start=1):
        try:
            yield _row(number, feature, code, called)
        except ValueError as wrong:
            yield BadLine(number, str(wrong))


def _row(number: int, feature: Mapping[str, Any], code: str, called: str) -> AreaRow:
    properties = feature.get("properties") or {}
    own, name = tidy(str(properties.get(code) or "")), tidy(str(properties.get(called) or ""))
    if not own or len(own) > LONGEST_CODE:
        raise ValueError(f"has no {code}" if not own else f"has a {code} of more than {LONGEST_CODE} letters")
    drawn = geometry.mended(feature.get("geometry") or {})
    west, south, east, north = drawn.bounds
    if max(abs(west), abs(east)) > WORLD or max(abs(south), abs(north)) > WORLD:
        raise ValueError("is not in degrees. Save the file as WGS84 (EPSG:4326), longitude first")
    inside = drawn.representative_point()
    if not geometry.within_british_isles(inside.y, inside.x):
        swapped = geometry.within_british_isles(inside.x, inside.y)
        raise ValueError(
            "has latitude and longitude the wrong way round" if swapped else "is outside the British Isles"
        )
    return AreaRow(
        number,
        own,
        (name or own)[:LONGEST_NAME],
        inside.y,
        inside.x,
        (south, west, north, east),
        geometry.to_geojson(drawn),
    )
