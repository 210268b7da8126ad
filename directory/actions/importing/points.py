"""Points for venues that have only a postcode, from the postcodes that are loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from directory.feeds.rows import ServiceRow, VenueRow
from locations.models import PostcodePoint
from locations.postcodes import NotAPostcodeError, Postcode


def with_points(rows: Sequence[ServiceRow]) -> tuple[list[ServiceRow], int]:
    """The rows with those points filled in, and how many were. One statement."""
    wanted = {spelt for row in rows for venue in row.venues if (spelt := _lacking(venue))}
    found = _points(wanted) if wanted else {}
    if not found:
        return list(rows), 0
    filled = 0
    done = []
    for row in rows:
        venues = []
        for venue in row.venues:
            point = found.get(_lacking(venue))
            if point is not None:
                filled += 1
                venue = replace(venue, lat=round(point[0], 6), lon=round(point[1], 6))
            venues.append(venue)
        done.append(replace(row, venues=tuple(venues)))
    return done, filled


def _points(codes: Iterable[str]) -> dict[str, tuple[float, float]]:
    full = PostcodePoint.objects.live().filter(scope=PostcodePoint.Scope.FULL, code__in=list(codes))
    return {code: (lat, lon) for code, lat, lon in full.order_by().values_list("code", "lat", "lon")}


def _lacking(venue: VenueRow) -> str:
    if venue.lat is not None or venue.kind == "virtual" or not venue.postcode:
        return ""
    try:
        return Postcode.parse(venue.postcode).spell
    except NotAPostcodeError:
        return ""
