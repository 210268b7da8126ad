"""What search engines may know of an event, after schema.org/Event: what its page says, no joining link."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from localoffer.events.dates import Date
from localoffer.events.models import EventPage
from localoffer.events.standing import BOOKABLE, Standing

ROOT = "https://schema.org"
IN_PERSON, ONLINE, BOTH = (f"{ROOT}/{way}EventAttendanceMode" for way in ("Offline", "Online", "Mixed"))


def structured(event: EventPage, dates: Sequence[Date], *, url: str, organiser: str) -> dict[str, Any] | None:
    """A schema.org Event for each date that is to come, as one graph; None without any."""
    if not dates:
        return None
    graph = [_event(event, date, url, organiser) for date in dates]
    return {"@context": ROOT, "@graph": graph}


def _event(event: EventPage, date: Date, url: str, organiser: str) -> dict[str, Any]:
    session = date.session
    status = "EventCancelled" if session.cancelled else "EventScheduled"
    told: dict[str, Any] = {
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": url,
        "startDate": timezone.localtime(session.starts_at).isoformat(),
        "endDate": timezone.localtime(session.ends_at).isoformat(),
        "eventStatus": f"{ROOT}/{status}",
        "eventAttendanceMode": _mode(date),
        "location": _locations(date, url),
        "organizer": {"@type": "Organization", "name": event.kept_by or organiser},
        "isAccessibleForFree": True if event.free else None,
        "maximumAttendeeCapacity": session.capacity,
        "audience": {"@type": "Audience", "audienceType": event.audience} if event.audience else None,
        "offers": _offer(event, date, url),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _mode(date: Date) -> str:
    if not date.where.online:
        return IN_PERSON
    return BOTH if date.where.name else ONLINE


def _locations(date: Date, url: str) -> list[dict[str, Any]]:
    spot = date.where
    found: list[dict[str, Any]] = []
    if spot.name:
        place: dict[str, Any] = {"@type": "Place", "name": spot.name, "address": spot.address or spot.name}
        if spot.lat is not None and not _kept_back(date):
            place["geo"] = {"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon}
        found.append(place)
    if spot.online:
        # The joining link is for those who have a place; anybody can have this one.
        found.append({"@type": "VirtualLocation", "url": url})
    return found


def _kept_back(date: Date) -> bool:
    return bool(date.session.venue and date.session.venue.address_hidden)


def _offer(event: EventPage, date: Date, url: str) -> dict[str, Any] | None:
    if date.standing not in BOOKABLE and date.standing is not Standing.FULL:
        return None
    sold_out = date.standing in (Standing.WAITING, Standing.FULL)
    offer: dict[str, Any] = {
        "@type": "Offer",
        "url": url,
        "availability": f"{ROOT}/{'SoldOut' if sold_out else 'InStock'}",
    }
    return offer | ({"price": 0, "priceCurrency": "GBP"} if event.free else {})
