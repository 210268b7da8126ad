"""One session as a page, a letter and a calendar show it: made once, from one row."""

from dataclasses import dataclass
from datetime import datetime

from localoffer.events import told
from localoffer.events.models import EventSession
from localoffer.events.standing import BOOKABLE, Room, Standing, standing
from locations.place import Place


@dataclass(frozen=True, slots=True)
class Date:
    """A session with its words."""

    session: EventSession
    when: str
    where: told.Where
    room: Room
    standing: Standing
    miles: float | None = None

    @property
    def bookable(self) -> bool:
        """Whether a booking can be made now, if only on the waiting list."""
        return self.standing in BOOKABLE


def tell(session: EventSession, now: datetime, place: Place | None = None) -> Date:
    """The words of a session that was read ``counted()`` and with its venue: no statement.

    A draft that nobody could book yet has no counts, and nobody in it.
    """
    room = Room(getattr(session, "taken", 0), getattr(session, "waiting", 0), session.capacity)
    spot = told.where(session)
    return Date(
        session=session,
        when=told.when(session),
        where=spot,
        room=room,
        standing=standing(session, room, now),
        miles=spot.miles_from(place) if place else None,
    )
