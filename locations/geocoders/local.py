"""The default geocoder: only what was loaded with load_places, only this database."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from django.conf import settings
from django.db.models import BooleanField, CharField, Exists, OuterRef, Q, Value
from django.db.models.expressions import Combinable
from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from locations.geocoders.reading import Reading, read
from locations.models import Area, NamedPlace, PostcodePoint
from locations.place import Precision
from locations.postcodes import District, Postcode
from locations.prepared import Gap, Prepared

PRECISION = {
    PostcodePoint.Scope.FULL: Precision.POSTCODE,
    PostcodePoint.Scope.SECTOR: Precision.SECTOR,
    PostcodePoint.Scope.OUTWARD: Precision.OUTCODE,
}
# Forty-odd Newtons are the most there are of one name.
NAMESAKES = 60
TOWN = 1  # the rank of a town


class NoNetwork(BaseSyncAdapter):
    """The adapter of a geocoder that asks nobody: to use it is a mistake in this program."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        """Never answers."""
        raise NotImplementedError("the local geocoder asks nobody")

    get_text = get_json


class LocalGeocoder(Geocoder):
    """Postcodes, parts of postcodes, names of places and "lat,lon" from the live generation.

    ``geocode`` gives geopy Locations, best first. ``raw`` holds ``precision``, ``note`` (what was assumed)
    and for a name ``kind``, ``rank``, ``area``, ``in_home``. It costs at most one database statement for a
    postcode and one for a name.
    """

    def __init__(self) -> None:
        super().__init__(adapter_factory=NoNetwork)

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """A Location, or with ``exactly_one=False`` a list of them; None when nothing is known."""
        found = self.look_up(read(query))
        if not found:
            return None
        return found[0] if exactly_one else found

    def look_up(self, reading: Reading) -> list[Location]:
        """The Locations of a text already read."""
        if reading.point:
            return [_location(f"{reading.point.lat:g},{reading.point.lon:g}", reading.point, Precision.POINT)]
        if reading.postcode:
            return _postcode(reading.postcode)
        found = _district(reading.districts) if reading.districts else []
        return found or _named(reading)


def _postcode(postcode: Postcode) -> list[Location]:
    fallbacks = (postcode.spell, postcode.sector, postcode.outward)
    points = _points(fallbacks)
    exact = points.get(postcode.spell)
    if exact and not exact.terminated:
        return [_at(exact)]
    for code in fallbacks[1:]:
        if code in points:
            known = "is no longer used" if exact else "is not in our list"
            note = f"{postcode} {known}, so distances are from the middle of {code}."
            return [_at(points[code], note)]
    return []


def _district(districts: Sequence[District]) -> list[Location]:
    points = _points([district.code for district in districts])
    codes = [district.code for district in districts if district.code in points]
    return [_at(points[code], f"Distances are from the middle of {code}.") for code in codes]


class _Known(NamedTuple):
    """A postcode, or the middle of a part of one."""

    code: str
    scope: str
    lat: float
    lon: float
    terminated: bool


def _points(codes: Sequence[str]) -> dict[str, _Known]:
    """The live points of these codes; a middle made of postcodes before one that a gazetteer states."""
    rows = [_Known(*row) for row in _prepared(len(codes)).rows(*codes)]
    return {row.code: row for row in reversed(rows)}


@lru_cache(maxsize=20)
def _prepared(count: int) -> Prepared:
    codes = [Gap(number, CharField()) for number in range(count)]
    known = PostcodePoint.objects.live().filter(code__in=codes).order_by("-layer__part")
    return Prepared.of(known.values_list(*_Known._fields))


def _named(reading: Reading) -> list[Location]:
    if not reading.name:
        return []
    rows = (
        NamedPlace.objects.live()
        .filter(_called(reading))
        .annotate(near_home=near_home())
        .order_by("-near_home", "-in_home", "rank", "area", "pk")[:NAMESAKES]
    )
    return [_location(row.name, (row.lat, row.lon), Precision.PLACE, place=row) for row in rows]


def _called(reading: Reading) -> Q:
    """Of exactly this name, or a town or city whose name begins so: Burnham, Burnham-on-Sea.

    A name with its county begins with the name alone, so that one stretch of the index holds both readings.
    """
    shortest = reading.hint[0] if reading.hint else reading.name
    exactly = Q(folded__in={shortest, reading.name})
    return NamedPlace.begins_with_word(shortest) & (exactly | Q(rank__lte=TOWN))


def near_home() -> Combinable:
    """Whether a place lies in the box of the authority's own area."""
    if not settings.HOME_AREA:
        return Value(False, output_field=BooleanField())
    lat, lon = OuterRef("lat"), OuterRef("lon")
    home = Area.objects.live().filter(code=settings.HOME_AREA).order_by()
    return Exists(home.filter(south__lte=lat, north__gte=lat, west__lte=lon, east__gte=lon))


def _at(point: _Known, note: str = "") -> Location:
    return _location(
        point.code, (point.lat, point.lon), PRECISION[PostcodePoint.Scope(point.scope)], note=note
    )


def _location(
    label: str,
    point: tuple[float, float],
    precision: Precision,
    *,
    note: str = "",
    place: NamedPlace | None = None,
) -> Location:
    raw: dict[str, Any] = {"precision": precision, "note": note}
    if place:
        raw |= {"kind": place.kind, "rank": place.rank, "area": place.area, "in_home": place.in_home}
    return Location(label, point, raw)
