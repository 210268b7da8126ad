"""One event with its dates, one date to book, and whose booking a link is."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from localoffer.events import told
from localoffer.events.dates import Date, tell
from localoffer.events.letters.writing import digest
from localoffer.events.models import Booking, CancelLink, EventPage, EventSession
from localoffer.events.standing import Standing
from locations.place import Place
from search.terms import VenueEntry


def dates(event: EventPage, now: datetime, place: Place | None = None) -> tuple[Date, ...]:
    """The dates of an event that are to come, the soonest first. One statement."""
    rows = EventSession.objects.filter(page=event.pk).to_come(now).counted().select_related("venue")
    return tuple(tell(session, now, place) for session in rows)


def dates_drafted(event: EventPage, now: datetime) -> tuple[Date, ...]:
    """The same of a draft, as its editor sees it."""
    told = (tell(session, now) for session in event.sessions.all())
    return tuple(date for date in told if date.standing is not Standing.OVER)


def date_to_book(session_id: UUID, now: datetime) -> tuple[EventPage, Date] | None:
    """A date of a public event; None if there is none. One statement."""
    rows = EventSession.objects.public().counted().select_related("page", "venue")
    session = rows.filter(pk=session_id).first()
    return (session.page, tell(session, now)) if session else None


def booking_of(token: str) -> Booking | None:
    """The booking that a link of a letter is for, with its session, page and venue. One statement."""
    link = (
        CancelLink.objects.filter(digest=digest(token), booking__forgotten_at__isnull=True)
        .select_related("booking__session__page", "booking__session__venue")
        .first()
    )
    return link.booking if link else None


def venues(pages: Sequence[int], now: datetime) -> dict[int, tuple[VenueEntry, ...]]:
    """Where each of these events happens from now on, each venue once, for the search. One statement."""
    found: dict[int, dict[str, VenueEntry]] = {}
    rows = EventSession.objects.filter(page__in=pages, cancelled=False, venue__isnull=False).to_come(now)
    for session in rows.select_related("venue"):
        spot, key = told.where(session), str(session.venue_id)
        hidden = bool(session.venue and session.venue.address_hidden)
        found.setdefault(session.page_id, {})[key] = VenueEntry(
            id=key,
            name="" if hidden else spot.name,
            town=spot.town,
            postcode=spot.postcode,
            lat=spot.lat,
            lon=spot.lon,
        )
    return {page: tuple(entries.values()) for page, entries in found.items()}


def all_dates(now: datetime) -> list[tuple[EventPage, Date]]:
    """Every public date that is to come, with its event. One statement."""
    rows = EventSession.objects.public().to_come(now).select_related("page", "venue")
    return [(session.page, tell(session, now)) for session in rows]
