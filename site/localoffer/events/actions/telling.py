"""Tell those who booked when a session moves or is cancelled, and promote when it grows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from localoffer.events import told
from localoffer.events.actions.cancelling import promote
from localoffer.events.actions.letters import owe
from localoffer.events.actions.locking import NoSessionError, locked
from localoffer.events.models import ACTIVE, Booking, EventSession, Kind


def catch_up(*, now: datetime, page_id: int | None = None, at_once: bool = False) -> int:
    """Owe a letter to everybody who was told something else of a session to come; how many there were.

    Of one event or (None) all. ``at_once``: the first letters leave right after. Session by session, so
    that it may be stopped; what is done is not done again.
    """
    rows = EventSession.objects.filter(page__live=True).to_come(now).filter(bookings__status__in=ACTIVE)
    if page_id is not None:
        rows = rows.filter(page=page_id)
    return sum(_told(key, now, at_once) for key in _once(rows.values_list("pk", flat=True)))


def _once(keys: Iterable[UUID]) -> list[UUID]:
    return list(dict.fromkeys(keys))


@transaction.atomic
def _told(session_id: UUID, now: datetime, at_once: bool) -> int:
    try:
        session = locked(session_id)
    except NoSessionError:
        return 0
    mark = told.mark(session)
    behind = Booking.objects.filter(session=session, status__in=ACTIVE).exclude(told=mark)
    owed = 0
    for booking in behind.order_by("pk"):
        kind = Kind.SESSION_CANCELLED if session.cancelled else Kind.CHANGED
        owe(booking, kind, now, at_once=at_once)
        booking.told = mark
        booking.save(update_fields=["told"])
        owed += 1
    return owed + promote(session=session, now=now, at_once=at_once)
