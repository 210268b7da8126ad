"""Delete what is known of people once it isn't needed. Counts stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from localoffer.events.models import Booking, CancelLink, EventsPage, Letter, Status
from localoffer.events.models.index import KEEP_DAYS

#: Access needs are for the day itself; a cancelled booking is for nobody.
SOON = timedelta(days=1)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many bookings lost their name and address, and how many others their access needs."""

    bookings: int
    needs: int


def keep_days() -> int:
    """Days after a session that bookings are kept, as the editors say. One statement."""
    return EventsPage.objects.values_list("keep_days", flat=True).first() or KEEP_DAYS


def due(now: datetime) -> QuerySet[Booking]:
    """Bookings whose name and address are to be deleted now."""
    over = Q(session__ends_at__lte=now - timedelta(days=keep_days()))
    given_back = Q(status=Status.CANCELLED, cancelled_at__lte=now - SOON)
    return Booking.objects.filter(over | given_back, forgotten_at__isnull=True)


def needs_due(now: datetime) -> QuerySet[Booking]:
    """Bookings whose access needs are to be deleted now."""
    return Booking.objects.filter(session__ends_at__lte=now - SOON).exclude(access_needs="")


def forget(*, now: datetime) -> Forgotten:
    """Delete names, addresses, needs, links and letters that are due. It may be stopped and run again."""
    needs = _without_needs(now)
    forgotten = 0
    while done := _batch(now):
        forgotten += done
    return Forgotten(forgotten, needs)


def _without_needs(now: datetime) -> int:
    keys = list(needs_due(now).values_list("pk", flat=True))
    return sum(
        Booking.objects.filter(pk__in=keys[at : at + BATCH]).update(access_needs="")
        for at in range(0, len(keys), BATCH)
    )


@transaction.atomic
def _batch(now: datetime) -> int:
    keys = list(due(now).order_by("pk").values_list("pk", flat=True)[:BATCH])
    Letter.objects.filter(booking__in=keys).delete()
    CancelLink.objects.filter(booking__in=keys).delete()
    return Booking.objects.filter(pk__in=keys).update(name="", email="", access_needs="", forgotten_at=now)
