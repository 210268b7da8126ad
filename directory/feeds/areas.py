"""Where a service goes: areas by code, by name or drawn. Pure."""

import json
import re
from collections.abc import Mapping
from typing import Any

from directory.feeds.cleaning import cut, line, text
from directory.feeds.complaints import pick, records, words
from directory.feeds.rows import AreaRow

AREA_CODE_MAX = 20
AREA_CODE = re.compile(r"\b([EWSN]\d{8})\b")


def areas(said: Mapping[str, Any]) -> tuple[AreaRow, ...]:
    """Every area once, in the order in which the source gives them."""
    held: list[Mapping[str, Any]] = [{"name": one} for one in words(said.get("service_areas"))]
    found = [_area(one) for one in (*held, *records(said, "service_areas"))]
    return tuple(dict.fromkeys(area for area in found if area.name or area.code or area.uri or area.extent))


def _area(one: Mapping[str, Any]) -> AreaRow:
    """A code is taken only where the source writes one; words are kept as words."""
    names = dict.fromkeys(text(one.get(key)) for key in ("name", "service_area"))
    name = "\n".join(filter(None, names))
    uri, extent = line(one.get("uri")), pick(one, "extent")
    given = line(one.get("code"))
    codes = set(AREA_CODE.findall(f"{uri} {given} {name}"))
    # An authority's own areas have codes of its own; those are taken where the source says "code".
    code = codes.pop() if len(codes) == 1 else given if len(given) <= AREA_CODE_MAX else ""
    drawn = json.dumps(extent, sort_keys=True) if isinstance(extent, Mapping) else text(extent)
    return AreaRow(
        name="" if name == code else name,
        source_id=line(one.get("id")),
        code=code,
        uri=uri if uri.startswith(("http://", "https://")) and len(uri) <= 500 else "",
        extent=drawn,
        extent_type=cut(line(one.get("extent_type")), 40) if drawn else "",
    )
