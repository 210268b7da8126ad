"""One letter: its words, the same as plain text and as simple HTML, and its calendar file."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from localoffer.events import calendars
from localoffer.events.dates import Date, tell
from localoffer.events.models import Booking, EventPage, Kind, Letter, Status

#: Letters about a place that somebody has, and so with its joining link and its line in a calendar.
WITH_PLACE = frozenset({Kind.CONFIRMED, Kind.PROMOTED, Kind.REMINDER, Kind.CHANGED, Kind.ALREADY})
FILE = "event.ics"


@dataclass(frozen=True, slots=True)
class Told:
    """What the words of a letter are made of."""

    booking: Booking
    event: EventPage
    date: Date
    position: int  # on the waiting list, from 1; 0 off it
    joining_link: str
    page: str
    cancel: str


def digest(token: str) -> str:
    """What is kept of a link's token. It has 256 random bits, so that it needs no salt and no stretching."""
    return sha256(token.encode()).hexdigest()


def write(letter: Letter, token: str, now: datetime) -> EmailMultiAlternatives:
    """The message of a letter that was read with its booking, session, page and venue."""
    kind = Kind(letter.kind)
    told = _told(letter.booking, token, now)
    said = render_to_string(f"events/mail/{kind.value}.txt", _context(told))
    text = re.sub(r"\n{3,}", "\n\n", said).strip() + "\n"
    to = told.event.organiser_email if kind is Kind.ORGANISER else told.booking.email
    message = EmailMultiAlternatives(
        subject=_subject(kind, told),
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        # So that no holiday answer comes back (RFC 3834).
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(_html(text, str(message.subject)), "text/html")
    has_place = told.booking.status == Status.CONFIRMED
    if kind is Kind.SESSION_CANCELLED or (has_place and kind in WITH_PLACE):
        dates = [(told.event, told.date)]
        file = calendars.calendar(dates, name=told.event.title, join=told.joining_link)
        message.attach(FILE, file.decode(), "text/calendar")
    return message


def _told(booking: Booking, token: str, now: datetime) -> Told:
    session = booking.session
    event: EventPage = session.page
    has_place = booking.status == Status.CONFIRMED and not session.cancelled
    path = f"{reverse('events:cancel')}?{urlencode({'t': token})}"
    return Told(
        booking=booking,
        event=event,
        date=tell(session, now),
        position=_position(booking),
        joining_link=session.joining_link if has_place else "",
        page=calendars.address(event),
        cancel=f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}",
    )


def _position(booking: Booking) -> int:
    if booking.status != Status.WAITING:
        return 0
    waiting = Booking.objects.filter(session=booking.session_id, status=Status.WAITING)
    return waiting.filter(pk__lte=booking.pk).count()


def _context(told: Told) -> dict[str, Any]:
    return {
        "told": told,
        "site": f"{settings.AUTHORITY_NAME} {settings.WAGTAIL_SITE_NAME}",
        "contact": settings.EDITORS_EMAIL,
        "phone": settings.EDITORS_PHONE,
        "bookings": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}"
        f"{reverse('event_bookings', args=[told.event.pk])}",
    }


def _subject(kind: Kind, told: Told) -> str:
    """What it is about. Never a name or a need: a phone shows it to everybody in the room."""
    words = {
        Kind.CONFIRMED: _("You have a place: %(event)s"),
        Kind.WAITING: _("You are on the waiting list: %(event)s"),
        Kind.ALREADY: _("You have booked this already: %(event)s"),
        Kind.PROMOTED: _("A place has come free for you: %(event)s"),
        Kind.CHANGED: _("Changed: %(event)s"),
        Kind.SESSION_CANCELLED: _("Cancelled: %(event)s"),
        Kind.CANCELLED: _("Your booking is cancelled: %(event)s"),
        Kind.REMINDER: _("Soon: %(event)s"),
        Kind.ORGANISER: _("Access needs for %(event)s"),
    }[kind]
    # A title with a line end would be a second header.
    return " ".join((words % {"event": told.event.title}).split())


def _html(text: str, title: str) -> str:
    return render_to_string("events/mail/letter.html", {"text": text, "title": title})
