"""Sessions as iCalendar (RFC 5545), for calendars of families and for feeds that they follow."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vUri

from localoffer.events.dates import Date
from localoffer.events.models import EventPage

ZONE = "Europe/London"
#: SEQUENCE is minutes since then at the last publishing: it grows with every change, as RFC 5545 asks.
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
TYPE = "text/calendar; charset=utf-8"


def calendar(dates: Iterable[tuple[EventPage, Date]], *, name: str, join: str = "") -> bytes:
    """A calendar of these dates. ``join`` is a joining link, for somebody who has a place."""
    made = Calendar()
    made.add("prodid", "-//Signpost//Events//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", " ".join(name.split()))
    rows = [_event(page, date, join) for page, date in dates]
    if rows:
        made.add_component(Timezone.from_tzid(ZONE, first_date=SINCE.date()))
    for row in rows:
        made.add_component(row)
    return bytes(made.to_ical())


def uid(date: Date) -> str:
    """The same for ever, so that a calendar knows a date again that has moved."""
    return f"{date.session.pk}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}"


def _event(page: EventPage, date: Date, join: str) -> Event:
    session, zone = date.session, ZoneInfo(ZONE)
    published = page.last_published_at or timezone.now()
    made = Event()
    made.add("uid", uid(date))
    made.add("dtstamp", published.astimezone(UTC))
    made.add("dtstart", session.starts_at.astimezone(zone))
    made.add("dtend", session.ends_at.astimezone(zone))
    made.add("summary", page.title)
    made.add("location", date.where.words)
    made.add("description", "\n\n".join(part for part in (page.summary, _called_off(date), join) if part))
    made["url"] = vUri(join or address(page))
    made.add("sequence", int((published - SINCE).total_seconds() // 60))
    made.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    if date.where.lat is not None:
        made.add("geo", (date.where.lat, date.where.lon))
    return made


def _called_off(date: Date) -> str:
    return date.session.cancelled_reason if date.session.cancelled else ""


def address(page: EventPage) -> str:
    """The whole address of an event's page, for letters and calendars that leave the site."""
    path = page.get_url() or "/"
    return path if path.startswith("http") else f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
