"""Where a new venue might be: places that families know already, or the middle of any area."""

from collections.abc import Iterator, Sequence

from directory.models import ServiceAtVenue, Venue
from directory.queries import public
from localoffer.commissioning.measuring.values import Spot
from localoffer.commissioning.models import AreaGap, Candidates
from locations.queries import AreaIndex

#: Degrees; about 10 m. Two lists that name one hall put it this near to itself.
SAME_PLACE = 4


def candidates(kind: str, areas: Sequence[AreaGap], index: AreaIndex) -> list[Spot]:
    """The candidates of a kind (``Candidates``) in or of these areas, in an order that is always the same."""
    if kind == Candidates.AREAS:
        return [
            Spot(id=area.code, name=f"The middle of {area.name}", town="", lat=area.lat, lon=area.lon)
            for area in areas
        ]
    return list(_venues({area.code for area in areas}, index))


def _venues(codes: set[str], index: AreaIndex) -> Iterator[Spot]:
    """One for each place where a public listing happens. One statement.

    A hidden address is never a candidate: its point would be on a public page.
    """
    used = ServiceAtVenue.objects.filter(service__in=public().order_by().values("pk")).values("venue")
    venues = Venue.objects.filter(
        pk__in=used, location_type=Venue.Kind.PHYSICAL, address_hidden=False, lat__isnull=False
    ).order_by("name", "pk")
    rows = venues.values_list("pk", "name", "city", "lat", "lon")
    seen: set[tuple[float, float]] = set()
    for key, name, city, lat, lon in rows:
        place = (round(lat, SAME_PLACE), round(lon, SAME_PLACE))
        if place not in seen and not codes.isdisjoint(index.codes_at(lat, lon)):
            seen.add(place)
            yield Spot(id=str(key), name=name, town=city, lat=lat, lon=lon)
