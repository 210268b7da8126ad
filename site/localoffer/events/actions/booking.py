"""Book places. Nobody can take one that somebody else has, however many ask at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.events import told
from localoffer.events.actions.letters import owe
from localoffer.events.actions.locking import NoSessionError, locked, room_of
from localoffer.events.models import ACTIVE, Booking, EventSession, Kind, Letter, Status
from localoffer.events.standing import BOOKABLE, Room, Standing, most_places, standing

#: Letters that bookings may cause to one address in a day: a stranger can't fill somebody's letter box.
LETTERS_A_DAY = 10
#: Sessions to come that one address may have booked.
SESSIONS_MOST = 12
#: Bookings for one session in ten minutes: a machine can't write to hundreds of strangers through a form.
RUSH, RUSH_MOST = timedelta(minutes=10), 100


class CannotBookError(Exception):
    """There is nothing to be booked. The message says why, and is the same for every address."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. ``email`` is in small letters; "" for somebody an organiser adds."""

    name: str
    email: str
    places: int = 1
    access_needs: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What may be said to whoever asked: whether there was room, and nothing about an address."""

    room: bool
    booking: Booking


@transaction.atomic
def book(*, session_id: UUID, wish: Wish, now: datetime, by_hand: bool = False) -> Received:
    """Book places, or a turn on the waiting list; a second time for the same address changes nothing.

    Everything is written down at once, the letter that is owed included, and sent after that. An organiser's
    booking is held to the room there is, but not to the hours or an address's limits. Raises NoSessionError
    and CannotBookError.
    """
    session = locked(session_id)
    if not EventSession.objects.public().filter(pk=session_id).exists():
        raise NoSessionError(session_id)
    room = room_of(session)
    _refuse(session, room, wish, now, by_hand=by_hand)
    fits = wish.places <= room.free
    if not fits and room.waiting >= session.waiting_most:
        raise CannotBookError(_too_few(room))
    if not by_hand:
        _refuse_too_much(session, wish.email, now)
    # Only from here on does it matter whose address it is, and nothing that differs is said on a page.
    if held := _held(session, wish.email):
        owe(held, Kind.ALREADY, now)
        return Received(fits, held)
    made = Booking.objects.create(
        session=session,
        name=wish.name,
        email=wish.email,
        places=wish.places,
        access_needs=wish.access_needs,
        status=Status.CONFIRMED if fits else Status.WAITING,
        by_hand=by_hand,
        told=told.mark(session),
        booked_at=now,
    )
    owe(made, Kind.CONFIRMED if fits else Kind.WAITING, now)
    if wish.access_needs and not by_hand and session.page.organiser_email:
        owe(made, Kind.ORGANISER, now)
    return Received(fits, made)


def _held(session: EventSession, email: str) -> Booking | None:
    if not email:
        return None
    return Booking.objects.filter(session=session, email=email, status__in=ACTIVE).first()


def _refuse(session: EventSession, room: Room, wish: Wish, now: datetime, *, by_hand: bool) -> None:
    stands = standing(session, room, now)
    late = {Standing.NOT_YET, Standing.CLOSED, Standing.FULL} if by_hand else set()
    if stands not in BOOKABLE and stands not in late:
        raise CannotBookError(why_not(session, stands))
    most = (session.capacity or wish.places) if by_hand else most_places(session)
    if wish.places > most:
        raise CannotBookError(too_many(most))


def _refuse_too_much(session: EventSession, email: str, now: datetime) -> None:
    """Told alike whether or not the address has booked this very session."""
    rush = Booking.objects.filter(session=session, by_hand=False, booked_at__gt=now - RUSH)
    if rush.count() >= RUSH_MOST:
        raise CannotBookError(_("Very many people are booking just now. Please try again in ten minutes."))
    kinds = (Kind.CONFIRMED, Kind.WAITING, Kind.ALREADY)
    day = now - timedelta(days=1)
    letters = Letter.objects.filter(booking__email=email, kind__in=kinds, made_at__gt=day).count()
    if letters >= LETTERS_A_DAY or _to_come(email, now) >= SESSIONS_MOST:
        raise CannotBookError(
            _("There have been many bookings with this e-mail address. Try again tomorrow, or contact us.")
        )


def _to_come(email: str, now: datetime) -> int:
    return Booking.objects.filter(email=email, status__in=ACTIVE, session__ends_at__gt=now).count()


def why_not(session: EventSession, stands: Standing) -> str:
    """Why a session can't be booked, in a sentence or two; "" if it can."""
    if stands is Standing.CANCELLED:
        return _("This date is cancelled: %(reason)s") % {"reason": session.cancelled_reason}
    if stands is Standing.NOT_YET and session.booking_opens:
        return _("Booking opens on %(day)s at %(time)s. Please come back then.") % {
            "day": told.day(session.booking_opens),
            "time": told.clock(session.booking_opens),
        }
    return {
        Standing.OVER: _("This date is over. Look for another date of the same event."),
        Standing.JUST_COME: _("You don't need to book this. Just come along."),
        Standing.CLOSED: _("Booking for this date has closed. Look for another date, or contact us."),
        Standing.FULL: _("This date is full, and so is its waiting list. Look for another date."),
    }.get(stands, "")


def too_many(most: int) -> str:
    """What to do about a wish for more places than one booking may take."""
    return ngettext(
        "You can book %(most)d place. For more, contact us.",
        "You can book up to %(most)d places. For more, contact us.",
        most,
    ) % {"most": most}


def _too_few(room: Room) -> str:
    if not room.free:
        return _("This date is full, and so is its waiting list. Look for another date.")
    return ngettext(
        "There is only %(free)d place left, and the waiting list is full. Ask for fewer places.",
        "There are only %(free)d places left, and the waiting list is full. Ask for fewer places.",
        int(room.free),
    ) % {"free": int(room.free)}
