"""Who comes, for those who organise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from localoffer.events.dates import Date, tell
from localoffer.events.models import ACTIVE, Booking, EventPage, EventSession, Letter, Status
from localoffer.events.standing import Standing


@dataclass(frozen=True, slots=True)
class Attendance:
    """One session and who comes. ``stuck`` letters are owed and didn't leave yet."""

    date: Date
    bookings: tuple[Booking, ...]
    stuck: int

    @property
    def counts(self) -> dict[Status, int]:
        """Bookings by how far they are, forgotten ones too."""
        return {status: sum(one.status == status for one in self.bookings) for status in Status}

    @property
    def came(self) -> int:
        """Places of those who were marked as there."""
        return sum(one.places for one in self.bookings if one.attended)

    @property
    def open(self) -> bool:
        """Whether somebody can still be added."""
        return self.date.standing not in (Standing.CANCELLED, Standing.OVER, Standing.JUST_COME)


def attendances(event: EventPage, now: datetime) -> tuple[Attendance, ...]:
    """Every session of an event, the latest first, with its bookings as they came. Three statements."""
    sessions = EventSession.objects.filter(page=event.pk).counted().select_related("venue")
    rows = list(sessions.order_by("-starts_at", "pk"))
    held: dict[object, list[Booking]] = {}
    for booking in Booking.objects.filter(session__in=rows).order_by("pk"):
        held.setdefault(booking.session_id, []).append(booking)
    stuck = _stuck(rows)
    return tuple(
        Attendance(tell(row, now), tuple(held.get(row.pk, ())), stuck.get(row.pk, 0)) for row in rows
    )


def _stuck(sessions: Sequence[EventSession]) -> dict[object, int]:
    unsent = Letter.objects.filter(booking__session__in=sessions, sent_at__isnull=True)
    rows = unsent.order_by().values_list("booking__session").annotate(count=Count("pk"))
    return dict(rows)


def with_counts(events: "QuerySet[EventPage]") -> "QuerySet[EventPage]":
    """Events with how many places are taken and how many wait, of all their sessions; the latest first."""
    bookings = Booking.objects.filter(session__page=OuterRef("pk")).order_by().values("session__page")
    taken = bookings.annotate(sum=Sum("places", filter=Q(status=Status.CONFIRMED))).values("sum")
    waiting = bookings.annotate(count=Count("pk", filter=Q(status=Status.WAITING))).values("count")
    counted: QuerySet[EventPage] = events.annotate(
        taken=Subquery(taken), waiting=Subquery(waiting), last=Max("sessions__starts_at")
    ).order_by("-last", "title")
    return counted


def people_to_tell(pages: "QuerySet[EventPage]", now: datetime) -> int:
    """Bookings of sessions to come on these pages, by people who would stand before a closed door."""
    return Booking.objects.filter(
        session__page__in=pages,
        session__ends_at__gt=now,
        session__cancelled=False,
        status__in=ACTIVE,
    ).count()
