"""Give a place back. Whoever is next on the waiting list has it at once."""

from datetime import datetime

from django.db import transaction

from localoffer.events import told
from localoffer.events.actions.letters import owe
from localoffer.events.actions.locking import locked, room_of
from localoffer.events.models import ACTIVE, Booking, EventSession, Kind, Status


class TooLateError(Exception):
    """The session has begun."""


@transaction.atomic
def cancel(*, booking: Booking, now: datetime) -> Booking:
    """Cancel a booking and give its places to those who wait. A second time changes nothing.

    What was told of access needs is deleted at once. Raises TooLateError once the session has begun.
    """
    session = locked(booking.session_id)
    held = Booking.objects.get(pk=booking.pk)
    if held.status not in ACTIVE:
        return held
    if session.starts_at <= now:
        raise TooLateError(held.pk)
    held.status = Status.CANCELLED
    held.cancelled_at = now
    held.access_needs = ""
    held.save(update_fields=["status", "cancelled_at", "access_needs"])
    owe(held, Kind.CANCELLED, now)
    promote(session=session, now=now)
    return held


def promote(*, session: EventSession, now: datetime, at_once: bool = True) -> int:
    """Give free places to the waiting list, in its order; how many bookings got theirs.

    The first who fits comes first: two who wait don't keep one free place from the one behind them. The
    session must be ``locked()``.
    """
    if session.cancelled or session.starts_at <= now:
        return 0
    free = room_of(session).free
    promoted = 0
    for one in Booking.objects.filter(session=session, status=Status.WAITING).order_by("pk"):
        if one.places <= free:
            free -= one.places
            one.status, one.promoted_at, one.told = Status.CONFIRMED, now, told.mark(session)
            one.save(update_fields=["status", "promoted_at", "told"])
            owe(one, Kind.PROMOTED, now, at_once=at_once)
            promoted += 1
    return promoted
