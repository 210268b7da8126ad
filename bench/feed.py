"""The make-believe country's services as an Open Referral UK feed, and its places as files to load."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bench import places
from bench.generator import Listing, Session, Spot, terms

DELIVERY = {
    "at_venue": "at a venue",
    "comes_to_you": "comes to you",
    "online": "online",
    "by_phone": "by phone",
}


def write_services(listings: Iterable[Listing], to: Path) -> None:
    """One service a line, as feeds send them with ``format=ndjson``."""
    with to.open("w", encoding="utf-8") as file:
        for listing in listings:
            file.write(json.dumps(service(listing), separators=(",", ":")) + "\n")


def write_places(folder: Path) -> tuple[Path, Path, Path]:
    """The postcodes and the names as CSV and the districts as GeoJSON, for ``load_places``."""
    postcodes, districts = folder / "postcodes.csv", folder / "districts.geojson"
    named_places = folder / "places.csv"
    with named_places.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "lat", "lon"))
        rows.writerows((town.name, town.lat, town.lon) for town in places.settlements())
    with postcodes.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("postcode", "lat", "lon"))
        for town in places.settlements():
            rows.writerows(places.points(town))
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"District {code[3:]}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in places.districts()
    ]
    districts.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return postcodes, named_places, districts


def service(listing: Listing) -> dict[str, object]:
    """A service with all its parts; what isn't stated is left out, as the standard asks."""
    said: dict[str, object] = {
        "id": listing.id,
        "name": listing.name,
        "status": "active",
        "organization_id": listing.organisation_id,
        "organization": {
            "id": listing.organisation_id,
            "name": listing.organisation,
            "description": f"{listing.organisation} helps families near them.",
        },
        "summary": listing.summary,
        "description": listing.description,
        "minimum_age": listing.age_min,
        "maximum_age": listing.age_max,
        "level": listing.level,
        "cost": listing.cost,
        "assured_date": listing.checked and listing.checked.isoformat(),
        "delivery": [spoken for name, spoken in DELIVERY.items() if getattr(listing, name)],
        "needs": named("need", listing.needs),
        "kinds": named("kind", listing.kinds),
        "access": named("access", listing.access),
        "service_areas": [{"id": part(listing.id, code), "name": code} for code in listing.areas],
        "service_at_locations": [
            at_venue(listing, spot, first=not order) for order, spot in enumerate(listing.spots)
        ],
    }
    if listing.pounds:
        said["cost_options"] = [
            {"id": part(listing.id, "cost"), "option": "Session", "amount": listing.pounds}
        ]
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def named(slug: str, codes: Iterable[str]) -> list[dict[str, str]]:
    return [{"code": code, "name": terms(slug)[code].name} for code in codes]


def at_venue(listing: Listing, spot: Spot, *, first: bool) -> dict[str, object]:
    """A venue with its address; the sessions are at the first one."""
    return {
        "id": part(listing.id, spot.id),
        "location": {
            "id": spot.id,
            "location_type": "physical",
            "name": spot.name,
            "latitude": spot.lat,
            "longitude": spot.lon,
            "addresses": [
                {
                    "address_1": f"{spot.name}, Church Road",
                    "city": spot.town,
                    "state_province": "Benchshire",
                    "postal_code": spot.postcode,
                    "country": "GB",
                    "address_type": "physical",
                }
            ],
            "features": dict(spot.features),
        },
        "schedules": [schedule(listing.id, order, one) for order, one in enumerate(listing.sessions)]
        if first
        else [],
    }


def schedule(service_id: str, order: int, session: Session) -> dict[str, object]:
    said = {
        "id": part(service_id, f"schedule {order}"),
        "freq": "WEEKLY",
        "byday": session.day,
        "opens_at": session.opens,
        "closes_at": session.closes,
        "term_time": session.term_time,
    }
    return {name: value for name, value in said.items() if value}


def part(service_id: str, which: str) -> str:
    """An id that stays the same at every run."""
    return str(uuid5(NAMESPACE_URL, f"{service_id}/{which}"))
