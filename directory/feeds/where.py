"""Venues on a record: addresses, postcodes and points. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from directory.feeds.cleaning import cut, line, number, text, truth, url
from directory.feeds.complaints import Complaints, pick, record, records
from directory.feeds.rows import VenueRow
from directory.feeds.terms import features
from locations.geometry import within_british_isles
from locations.postcodes import NotAPostcodeError, Postcode

Point = tuple[float | None, float | None]
NOWHERE: Point = (None, None)
KINDS = {"physical", "postal", "virtual"}


def venues(owner: Mapping[str, Any], complaints: Complaints) -> tuple[VenueRow, ...]:
    """Every venue once, from Open Referral 3 links, from older lists of locations, or from one record."""
    found: dict[str, VenueRow] = {}
    for location, link in _locations(owner):
        venue = _venue(location, link, complaints)
        if venue is not None:
            found.setdefault(venue.source_id, venue)
    return tuple(found.values())


def _locations(owner: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for link in records(owner, "service_at_locations"):
        yield record(link, "location"), link
    for location in records(owner, "locations", "location"):
        yield location, {}


def venue_key(location: Mapping[str, Any]) -> str:
    """The source's id of a venue; without one its name and address, so that two groups share one hall."""
    if said := line(location.get("id")):
        return said
    place = _address(location)
    parts = (
        location.get("name"),
        place.get("address_1"),
        pick(place, "postal_code", "postcode"),
        place.get("city"),
    )
    return "|".join(line(part).lower() for part in parts) if any(line(part) for part in parts) else ""


def _venue(location: Mapping[str, Any], link: Mapping[str, Any], complaints: Complaints) -> VenueRow | None:
    key = venue_key(location)
    if not key:
        return None
    place = _address(location)
    street = ", ".join(
        said for said in (line(pick(place, "address_1", "address")), line(place.get("address_2"))) if said
    )
    city = line(pick(place, "city", "town"))
    name = (
        line(location.get("name"))
        or street
        or city
        or line(pick(place, "postal_code", "postcode"))
        or "Venue"
    )
    lat, lon = point(location, complaints)
    kind = line(location.get("location_type")).lower() or _kind_by_name(name, street, city)
    return VenueRow(
        source_id=key,
        name=complaints.words("venue name", name, 255),
        description=text(location.get("description")),
        kind=kind if kind in KINDS else "physical",
        address=complaints.words("address", street, 255),
        city=complaints.words("town", city, 120),
        region=cut(line(place.get("region")), 120),
        county=complaints.words("county", line(pick(place, "state_province", "county")), 120),
        postcode=postcode(pick(place, "postal_code", "postcode"), complaints),
        country=(line(place.get("country")) or "GB").upper()[:2],
        lat=lat,
        lon=lon,
        uprn=_uprn(location),
        hidden=truth(pick(location, "mask_exact_address", "address_hidden")) is True,
        parking=complaints.words("parking", line(location.get("parking")), 255),
        transport=complaints.words("transport", line(pick(location, "transportation", "transport")), 255),
        access_text=_access_text(location),
        access_url=complaints.read(
            "accessibility url", url, record(location, "accessibility").get("url"), ""
        ),
        features=features(location, "features", "accessibilities", "accessibility"),
        link_id=line(link.get("id")),
        link_note=cut(line(pick(link, "description", "note")), 255),
    )


def postcode(value: Any, complaints: Complaints) -> str:
    """In its one spelling; what isn't a postcode is kept as it was written, with a warning."""
    words = line(value)
    if not words:
        return ""
    try:
        return Postcode.parse(words).spell
    except NotAPostcodeError as odd:
        complaints.warn(
            "postcode", f"{odd} It was kept as it is written, but it can't put the venue on a map."
        )
        return words if len(words) <= 12 else ""


def point(location: Mapping[str, Any], complaints: Complaints) -> Point:
    """WGS84 degrees inside the British Isles, or nothing and a warning that says what is wrong."""
    held_lat, held_lon = _written_point(location)
    try:
        lat, lon = number(held_lat), number(held_lon)
    except ValueError as odd:
        complaints.warn("latitude, longitude", f"{odd}. The venue was taken in without its point on the map.")
        return NOWHERE
    if lat is None and lon is None:
        return NOWHERE
    if lat is None or lon is None:
        complaints.warn(
            "latitude, longitude", "Only one of the two is there. The venue was taken in without its point."
        )
        return NOWHERE
    if lat == 0 and lon == 0:
        complaints.warn(
            "latitude, longitude", "0, 0 is how the list writes that it has no point. It was left out."
        )
        return NOWHERE
    if within_british_isles(float(lat), float(lon)):
        return round(float(lat), 6), round(float(lon), 6)
    hint = (
        " They look swapped: latitude comes first."
        if within_british_isles(float(lon), float(lat))
        else " Check them, or leave them out and give the postcode."
    )
    complaints.warn(
        "latitude, longitude",
        f"{lat}, {lon} is outside the British Isles.{hint} The venue was taken in without its point.",
    )
    return NOWHERE


def _written_point(location: Mapping[str, Any]) -> tuple[Any, Any]:
    lat, lon = pick(location, "latitude", "lat"), pick(location, "longitude", "lon", "lng")
    drawn = record(location, "geometry").get("coordinates")
    if lat is None and lon is None and isinstance(drawn, list) and len(drawn) >= 2:
        return drawn[1], drawn[0]  # GeoJSON writes longitude first
    return lat, lon


def _address(location: Mapping[str, Any]) -> Mapping[str, Any]:
    """The physical address before a postal one; older sources write it on the location itself."""
    held = records(location, "addresses", "physical_addresses")
    physical = [one for one in held if line(one.get("address_type")).lower() in {"", "physical"}]
    return (physical or held or [location])[0]


def _uprn(location: Mapping[str, Any]) -> str:
    if line(location.get("external_identifier_type")).upper() == "UPRN":
        return line(location.get("external_identifier"))[:20]
    return line(location.get("uprn"))[:20]


def _access_text(location: Mapping[str, Any]) -> str:
    said = [text(location.get("accessibility_text"))]
    for one in records(location, "accessibility", "accessibility_for_disabilities"):
        said += [text(one.get(key)) for key in ("accessibility", "description", "details")]
    return "\n".join(dict.fromkeys(words for words in said if words))


def _kind_by_name(name: str, street: str, city: str) -> str:
    """Some sources have no kind of location and write "Online" as the town of one."""
    return (
        "virtual"
        if city.lower() == "online" and not street and name.lower() in {"online", "venue"}
        else "physical"
    )
