"""What a family types, resolved to a Place."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from geopy.location import Location

from locations.geocoders import configured
from locations.geocoders.reading import Reading, read
from locations.models import Area
from locations.names import fold
from locations.place import Place, PlaceNotFoundError, Precision
from locations.postcodes import IN_TEXT
from locations.queries.areas import areas_around, codes_at
from locations.queries.names import near_spellings, with_county

# Namesakes whose areas are read; the rest are offered by what their file says of them.
LOOKED_AT = 12
OFFERED = 8
SHOWN = 60


def locate(text: str) -> Place:
    """The place a family means: a postcode in any spelling, part of one, a name, or "lat,lon".

    Raises PlaceNotFoundError, whose message is for the family. At most two database statements: one for the
    place, one for the areas that hold it. Other geocoders are asked only when settings.GEOCODERS names them
    and nothing here knows the place.
    """
    found = configured().geocode(text, exactly_one=False)
    if not found:
        raise _not_found(read(text))
    precision = _raw(found[0]).get("precision")
    if precision == Precision.PLACE:
        return _named(read(text), found)
    first = found[0]
    lat, lon = first.latitude, first.longitude
    return Place(
        label=str(first.address),
        lat=lat,
        lon=lon,
        precision=precision if isinstance(precision, Precision) else Precision.POINT,
        area_codes=codes_at(lat, lon),
        note=str(_raw(first).get("note") or "") if isinstance(precision, Precision) else "",
        choices=tuple((str(other.address), str(other.address)) for other in found[1:])
        if precision in (Precision.SECTOR, Precision.OUTCODE)
        else (),
    )


def _raw(location: Location) -> dict[str, Any]:
    return location.raw if isinstance(location.raw, dict) else {}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One place of the name, with what decides its turn."""

    name: str
    area: str
    lat: float
    lon: float
    kind: str
    rank: int
    home: bool
    codes: tuple[str, ...]
    county: int  # how well it fits the county typed: 0 exactly, 1 somehow, 2 not

    @property
    def label(self) -> str:
        return with_county(self.name, self.area)


def _named(reading: Reading, found: list[Location]) -> Place:
    near = areas_around([(one.latitude, one.longitude) for one in found[:LOOKED_AT]], with_home=True)
    home = next((area for area in near if area.code == settings.HOME_AREA), None)
    candidates = [_candidate(one, near, home, reading) for one in found]
    candidates = _of_county(candidates, home.name if home else settings.AUTHORITY_NAME)
    whole = [one for one in candidates if _begins(one, reading.name)]
    of_county = [one for one in candidates if one.county < 2]
    meant = whole or of_county or candidates
    name = reading.name if whole or not reading.hint else reading.hint[0]
    meant.sort(key=lambda one: (one.county, not one.home, fold(one.name) != name, one.rank, one.label))
    best, others = meant[0], meant[1:]
    return Place(
        label=best.label if others else best.name,
        lat=best.lat,
        lon=best.lon,
        precision=Precision.PLACE,
        area_codes=best.codes,
        note=_note(reading, name, best, misplaced=not (whole or of_county)),
        choices=_choices(best, others),
    )


def _candidate(location: Location, near: list[Area], home: Area | None, reading: Reading) -> _Candidate:
    raw, lat, lon = _raw(location), location.latitude, location.longitude
    holding = [area for area in near if area.holds(lat, lon)]
    own = home.holds(lat, lon) if home else bool(raw["in_home"])
    counties = {fold(area.name) for area in holding} | ({fold(settings.AUTHORITY_NAME)} if own else set())
    return _Candidate(
        name=str(location.address),
        area=raw["area"],
        lat=lat,
        lon=lon,
        kind=raw["kind"],
        rank=raw["rank"],
        home=own,
        codes=tuple(area.code for area in holding),
        county=_fits(reading, fold(raw["area"]), counties),
    )


def _of_county(candidates: list[_Candidate], county: str) -> list[_Candidate]:
    """The authority's own places under its own name, which families know better than an old district's.

    Two of one name keep what their file says, or they could not be told apart.
    """
    names = Counter(fold(one.name) for one in candidates if one.home)
    return [
        replace(one, area=county) if one.home and names[fold(one.name)] == 1 else one for one in candidates
    ]


def _fits(reading: Reading, area: str, counties: set[str]) -> int:
    if not reading.hint:
        return 0
    county = reading.hint[1]
    if county == area:
        return 0
    return 1 if county in counties or f" {county} " in f" {area} " else 2


def _begins(candidate: _Candidate, name: str) -> bool:
    return f"{fold(candidate.name)} ".startswith(f"{name} ")


def _note(reading: Reading, name: str, best: _Candidate, *, misplaced: bool) -> str:
    if misplaced:
        typed, _, county = reading.text.rpartition(",")
        return f"We found no {typed.strip()} in {county.strip()}, so this is {best.label}."
    if fold(best.name) != name:
        return f"We took this to mean {best.name}."
    return ""


def _choices(best: _Candidate, others: list[_Candidate]) -> tuple[tuple[str, str], ...]:
    """Each other place, by a text that finds it again: its name and county, or its point if that is taken."""
    taken = {fold(best.label)}
    choices = []
    for one in others[:OFFERED]:
        if one.area and fold(one.label) not in taken:
            choices.append((one.label, one.label))
        else:
            choices.append((f"{one.lat:.5f},{one.lon:.5f}", f"{one.label} ({one.kind})"))
        taken.add(fold(one.label))
    return tuple(choices)


def _not_found(reading: Reading) -> PlaceNotFoundError:
    if not reading.text:
        return PlaceNotFoundError("Type a postcode, or the name of a town or village.")
    shown = reading.text if len(reading.text) <= SHOWN else f"{reading.text[:SHOWN]}..."
    if reading.postcode:
        return PlaceNotFoundError(
            f"We could not find the postcode {reading.postcode}."
            " Check it, or try the name of a town or village."
        )
    if IN_TEXT.search(reading.text.upper()):
        return PlaceNotFoundError(
            f"{shown} is not a postcode. Check it, or try the name of a town or village."
        )
    near = near_spellings(reading.hint[0] if reading.hint else reading.name)
    if near:
        return PlaceNotFoundError(
            f"We could not find {shown}. Did you mean {near[0]}? You can also try a postcode.", near
        )
    return PlaceNotFoundError(f"We could not find {shown}. Check the spelling, or try a postcode.")
