"""How a session stands with people who would like to come: told once, for pages and for booking alike."""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from localoffer.events.models import EventSession

FEW_AT_LEAST = 3
FEW_SHARE = 0.1


class Standing(StrEnum):
    """What a family can do about a session now. Exactly one holds."""

    CANCELLED = "cancelled"
    OVER = "over"
    JUST_COME = "just-come"  # nobody books
    NOT_YET = "not-yet"
    CLOSED = "closed"
    OPEN = "open"
    FEW = "few"
    WAITING = "waiting"  # full, with room on the waiting list
    FULL = "full"  # and so is the waiting list


#: A booking can be made: a place, or on the waiting list.
BOOKABLE = frozenset({Standing.OPEN, Standing.FEW, Standing.WAITING})


@dataclass(frozen=True, slots=True)
class Room:
    """How full a session is, in places; ``waiting`` in bookings."""

    taken: int
    waiting: int
    capacity: int | None

    @property
    def free(self) -> float:
        """Places left; infinite without a limit, and none where more have booked than fit now."""
        return math.inf if self.capacity is None else max(0, self.capacity - self.taken)


def standing(session: EventSession, room: Room, now: datetime) -> Standing:
    """What a family can do about it at this moment. Without a statement."""
    if session.cancelled:
        return Standing.CANCELLED
    if session.ends_at <= now:
        return Standing.OVER
    if not session.bookable:
        return Standing.JUST_COME
    if session.booking_opens and now < session.booking_opens:
        return Standing.NOT_YET
    if now >= (session.booking_closes or session.starts_at):
        return Standing.CLOSED
    return _by_room(session, room)


def _by_room(session: EventSession, room: Room) -> Standing:
    """Told in words and never as a number, so that nobody can watch an address take a place."""
    if not room.free:
        return Standing.WAITING if room.waiting < session.waiting_most else Standing.FULL
    if room.capacity is not None and room.free <= max(FEW_AT_LEAST, room.capacity * FEW_SHARE):
        return Standing.FEW
    return Standing.OPEN


def most_places(session: EventSession) -> int:
    """How many places one booking may take: never more than there are."""
    return min(session.places_most, session.capacity or session.places_most)
