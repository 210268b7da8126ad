"""What search engines may know of a listing, after schema.org: public facts in their own words."""

from typing import Any

from directory.listing import Listing, Spot
from directory.models import Cost


def structured(listing: Listing, address: str) -> dict[str, Any]:
    """A schema.org Service. A venue whose address is kept back gives its town alone."""
    service = listing.service
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": service.name,
        "url": address,
        "description": service.summary or service.description[:300],
        "provider": {
            "@type": "Organization",
            "name": service.organisation.name,
            "url": service.organisation.website,
        },
        "isAccessibleForFree": True if service.cost == Cost.FREE else None,
        "availableChannel": [_channel(spot) for spot in listing.spots],
        "areaServed": [area.name for area in service.service_areas.all() if area.name],
    }
    return _stated(told)


def _channel(spot: Spot) -> dict[str, Any]:
    venue = spot.venue
    point = {"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon}
    address = {
        "@type": "PostalAddress",
        "streetAddress": "" if venue.address_hidden else venue.address_1,
        "addressLocality": venue.city,
        "postalCode": "" if venue.address_hidden else venue.postal_code,
        "addressCountry": venue.country,
    }
    place = {"@type": "Place", "name": spot.name, "address": _stated(address)}
    if spot.lat is not None and not venue.address_hidden:
        place["geo"] = point
    return {"@type": "ServiceChannel", "serviceLocation": place}


def _stated(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: not stated is not the same as empty."""
    cleaned = {name: _stated(value) if isinstance(value, dict) else value for name, value in told.items()}
    return {name: value for name, value in cleaned.items() if value not in ("", None, [], {})}
