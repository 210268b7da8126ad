"""Remind people of what they booked."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from localoffer.events.actions.letters import owe
from localoffer.events.models import Booking, Kind, Status

AHEAD = timedelta(hours=48)
Watch = Callable[[Iterable[Any], int], Iterable[Any]]


def to_remind(now: datetime) -> QuerySet[Booking]:
    """Places at sessions that start within two days, of people who haven't been reminded.

    Whoever booked within those two days has just had a letter that says it all.
    """
    return Booking.objects.filter(
        status=Status.CONFIRMED,
        reminded_at__isnull=True,
        forgotten_at__isnull=True,
        session__page__live=True,
        session__cancelled=False,
        session__starts_at__gt=now,
        session__starts_at__lte=now + AHEAD,
        booked_at__lt=F("session__starts_at") - AHEAD,
    ).exclude(email="")


def remind(*, now: datetime, watch: Watch) -> int:
    """Owe everybody their reminder, once each; how many. It may be stopped at any moment and run again."""
    owed = 0
    keys = list(to_remind(now).order_by("session__starts_at", "pk").values_list("pk", flat=True))
    for key in watch(keys, len(keys)):
        owed += _one(key, now)
    return owed


@transaction.atomic
def _one(key: int, now: datetime) -> int:
    # The row's own column decides, for two who run this at once can't both change it from null. What else
    # was asked of it is asked again: it may be minutes since the keys were read.
    if not to_remind(now).filter(pk=key).exists():
        return 0
    if not Booking.objects.filter(pk=key, reminded_at__isnull=True).update(reminded_at=now):
        return 0
    owe(Booking.objects.get(pk=key), Kind.REMINDER, now, at_once=False)
    return 1
