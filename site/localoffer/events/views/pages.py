"""What the event pages of the CMS answer: the list with its map, one event, and both as calendars."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from localoffer.events import calendars, structured
from localoffer.events.dates import Date
from localoffer.events.forms import asked_of
from localoffer.events.models import EventPage, EventsPage
from localoffer.events.queries import event as one
from localoffer.events.queries.listing import Listing, listing
from search.terms import VenueEntry

HOUR = 3600


def list_of(page: EventsPage, request: HttpRequest) -> dict[str, Any]:
    """What is next, near a place and narrowed as asked, and its map."""
    found = listing(asked_of(request.GET), timezone.now())
    return {
        "listing": found,
        "map_data": _map(found),
        "before": _turned(found, -1),
        "after": _turned(found, 1),
        "narrowed": any((found.asked.need, found.asked.online, found.asked.free)),
    }


def _map(found: Listing) -> dict[str, Any]:
    place = found.place
    return {
        "pins": list(found.pins),
        "place": place and {"lat": place.lat, "lon": place.lon, "label": place.label},
        "base": reverse("search:base"),
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
    }


def _turned(found: Listing, by: int) -> str:
    """The address of the page before or after, "" if there is none."""
    asked, page = found.asked, found.asked.page + by
    if not 1 <= page <= found.pages:
        return ""
    told = {
        "near": asked.near,
        "sort": asked.sort,
        "need": asked.need,
        "online": "1" if asked.online else "",
        "free": "1" if asked.free else "",
        "page": str(page),
    }
    return "?" + urlencode({name: value for name, value in told.items() if value})


def calendar_of_all(page: EventsPage, request: HttpRequest) -> HttpResponse:
    """Everything that is to come, as a feed to follow."""
    rows = one.all_dates(timezone.now())
    return _file(rows, name=f"{settings.AUTHORITY_NAME} {settings.WAGTAIL_SITE_NAME}: {page.title}")


def dates_of(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """The dates of one event that are to come."""
    now = timezone.now()
    preview = getattr(request, "is_preview", False)
    dates = one.dates_drafted(page, now) if preview else one.dates(page, now)
    address = calendars.address(page) if page.pk else ""
    told = structured.structured(page, dates, url=address, organiser=settings.AUTHORITY_NAME)
    pins = {(date.where.lat, date.where.lon): date.where.name for date in dates}
    return {
        "dates": dates,
        "structured": told,
        "map_data": {
            "pins": [
                {"number": number, "name": name, "venue": name, "lat": lat, "lon": lon}
                for number, ((lat, lon), name) in enumerate(
                    ((spot, name) for spot, name in pins.items() if spot[0] is not None), 1
                )
            ],
            "place": None,
            "base": reverse("search:base"),
            "tiles": settings.MAP_TILE_URL,
            "attribution": settings.MAP_TILE_ATTRIBUTION,
        },
    }


def calendar_of_one(page: EventPage, request: HttpRequest) -> HttpResponse:
    """The dates of one event that are to come, cancelled ones named as such."""
    rows = [(page, date) for date in one.dates(page, timezone.now())]
    return _file(rows, name=page.title)


def _file(rows: Iterable[tuple[EventPage, Date]], *, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="{slugify(name) or "events"}.ics"',
        # The same for everybody, and asked for by calendars all day.
        "Cache-Control": f"public, max-age={HOUR}",
    }
    return HttpResponse(calendars.calendar(rows, name=name), content_type=calendars.TYPE, headers=headers)


def venues_of(pages: Sequence[EventPage]) -> dict[int, tuple[VenueEntry, ...]]:
    """Where each of these happens from now on, for the search."""
    return one.venues([page.pk for page in pages], timezone.now())


def answer_for_pages() -> None:
    """Give the page models their answers: they know no views."""
    EventsPage.list_of = staticmethod(list_of)
    EventsPage.calendar_of = staticmethod(calendar_of_all)
    EventPage.dates_of = staticmethod(dates_of)
    EventPage.calendar_of = staticmethod(calendar_of_one)
    EventPage.venues_of = staticmethod(venues_of)
