"""Makers of real events with their dates, and bookings by the same road as a family's."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from localoffer.events.actions.booking import Received, Wish, book
from localoffer.events.models import Booking, EventPage, EventSession, EventsPage
from tests.pages.making import home, page

LINK = re.compile(r"/bookings/cancel/\?t=([\w-]+)")


def index_page(**fields: Any) -> EventsPage:
    """The page that lists events, made once."""
    found = EventsPage.objects.first()
    return found or page(EventsPage, "Events", home(), slug="events", **fields)


def session(days: float = 10, *, hours: float = 2, **fields: Any) -> EventSession:
    """A date so many days from now, not saved: for ``event``."""
    starts = timezone.now().replace(microsecond=0) + timedelta(days=days)
    where = {} if {"venue", "place", "online"} & set(fields) else {"place": "Friarn Hall, Bridgwater"}
    return EventSession(starts_at=starts, ends_at=starts + timedelta(hours=hours), **where, **fields)


def event(
    title: str = "Sleep workshop", *sessions: EventSession, live: bool = True, **fields: Any
) -> EventPage:
    """A published event with these dates, or one in ten days."""
    return page(EventPage, title, index_page(), live=live, sessions=list(sessions) or [session()], **fields)


def change(made: EventPage, *, by: Any = None, **fields: Any) -> EventPage:
    """Change the first date of an event as an editor does: a draft, published."""
    draft = EventPage.objects.get(pk=made.pk).get_latest_revision_as_object()
    first = draft.sessions.all()[0]
    for name, value in fields.items():
        setattr(first, name, value)
    draft.sessions = [first, *list(draft.sessions.all())[1:]]
    draft.save_revision(user=by).publish()
    return EventPage.objects.get(pk=made.pk)


def first(made: EventPage) -> EventSession:
    """Its first date, as it is in the database."""
    return EventSession.objects.filter(page=made.pk).order_by("starts_at")[0]


def booked(
    made: EventPage | EventSession,
    email: str = "parent@example.org",
    *,
    places: int = 1,
    now: datetime | None = None,
    name: str = "Demo Parent",
    needs: str = "",
    by_hand: bool = False,
) -> Booking:
    """A booking, made by the action that the form calls."""
    return received(made, email, places=places, now=now, name=name, needs=needs, by_hand=by_hand).booking


def received(
    made: EventPage | EventSession,
    email: str = "parent@example.org",
    *,
    places: int = 1,
    now: datetime | None = None,
    name: str = "Demo Parent",
    needs: str = "",
    by_hand: bool = False,
) -> Received:
    """What somebody who books is told."""
    date = made if isinstance(made, EventSession) else first(made)
    wish = Wish(name, email, places, needs)
    return book(session_id=date.pk, wish=wish, now=now or timezone.now(), by_hand=by_hand)


def subjects(to: str | None = None) -> list[str]:
    """The subjects of the letters that left, in order, of one address or all."""
    return [str(one.subject) for one in mail.outbox if to is None or one.to == [to]]


def token(number: int = -1) -> str:
    """The token of the link in a letter that left."""
    found = LINK.search(str(mail.outbox[number].body))
    assert found, mail.outbox[number].body
    return found[1]
