"""What a family's text can be, before anything is looked up. Pure."""

import re
from dataclasses import dataclass

from locations.geometry import Point, within_british_isles
from locations.names import fold, tidy
from locations.postcodes import District, NotAPostcodeError, Postcode, districts

LAT_LON = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read in every way it can be meant; what it can't be is None or empty."""

    text: str
    point: Point | None = None
    postcode: Postcode | None = None
    districts: tuple[District, ...] = ()
    name: str = ""  # folded, whole
    hint: tuple[str, str] | None = None  # folded: the name and the county after the last comma


def read(text: str) -> Reading:
    """Read a text; nothing is raised, and a text of nothing is read as nothing."""
    text = tidy(text[:LONGEST])
    if match := LAT_LON.fullmatch(text):
        lat, lon = float(match[1]), float(match[2])
        return Reading(text, point=Point(lat, lon) if within_british_isles(lat, lon) else None)
    postcode = _postcode(text)
    if postcode:
        return Reading(text, postcode=postcode)
    name, _, county = text.rpartition(",")
    hint = (fold(name), fold(county)) if fold(name) and fold(county) else None
    return Reading(text, districts=districts(text), name=fold(text), hint=hint)


def _postcode(text: str) -> Postcode | None:
    try:
        return Postcode.parse(text)
    except NotAPostcodeError:
        return Postcode.last_in(text)
