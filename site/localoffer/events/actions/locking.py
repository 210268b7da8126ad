"""One at a time for each session: whoever counts places holds its row until the places are written down."""

from uuid import UUID

from django.db.models import Count, Q, Sum

from localoffer.events.models import Booking, EventSession, Status
from localoffer.events.standing import Room


class NoSessionError(Exception):
    """There is no such session, or its page is not public."""


def locked(session_id: UUID) -> EventSession:
    """The session, kept from everybody else until this transaction ends. Two statements with its venue.

    PostgreSQL locks the row; on SQLite the transaction itself (IMMEDIATE) is the only one that writes.
    Raises NoSessionError, and TransactionManagementError outside a transaction.
    """
    rows = EventSession.objects.select_for_update(of=("self",)).select_related("page")
    session = rows.filter(pk=session_id).first()
    if session is None:
        raise NoSessionError(session_id)
    return session


def room_of(session: EventSession) -> Room:
    """How full it is now. One statement."""
    counts = Booking.objects.filter(session=session).aggregate(
        taken=Sum("places", filter=Q(status=Status.CONFIRMED), default=0),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )
    return Room(counts["taken"], counts["waiting"], session.capacity)
