"""Coordinates out of columns: degrees, or National Grid metres."""

from collections.abc import Sequence

from locations import osgb
from locations.geometry import Point, within_british_isles

# What ONSPD and NSPL write for a postcode that has no position.
NOWHERE = 99.9


class BadPointError(ValueError):
    """The coordinates are no point in the British Isles; the message says what they are instead."""


def from_degrees(lat: str, lon: str) -> Point | None:
    """A point, or None where the file states none. BadPointError otherwise."""
    if not lat.strip() and not lon.strip():
        return None
    try:
        north, east = float(lat), float(lon)
    except ValueError as wrong:
        raise BadPointError(f"“{lat}, {lon}” are not coordinates") from wrong
    if north > NOWHERE and not east:
        return None
    if within_british_isles(north, east):
        return Point(north, east)
    if within_british_isles(east, north):
        raise BadPointError(f"{lat}, {lon} has latitude and longitude the wrong way round")
    raise BadPointError(f"{lat}, {lon} is outside the British Isles")


def from_grid(easting: str, northing: str) -> Point | None:
    """A point from metres on the National Grid, or None where the file states none (empty or zeros)."""
    if easting.strip() in ("", "0") and northing.strip() in ("", "0"):
        return None
    try:
        east, north = float(easting), float(northing)
    except ValueError as wrong:
        raise BadPointError(f"“{easting}, {northing}” are not eastings and northings") from wrong
    if not osgb.on_grid(east, north):
        raise BadPointError(f"{easting}, {northing} is not on the National Grid")
    return Point(*osgb.to_wgs84(east, north))


def read_point(fields: Sequence[str], pair: tuple[int, int], grid: bool) -> Point | None:
    """The point in two columns (latitude and longitude, or easting and northing)."""
    first, second = fields[pair[0]], fields[pair[1]]
    return from_grid(first, second) if grid else from_degrees(first, second)
