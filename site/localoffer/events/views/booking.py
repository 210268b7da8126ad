"""Book a place, and give it back. No login, no cookie, and nothing about whose address it is on a page."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from localoffer.events.actions.booking import CannotBookError, book, why_not
from localoffer.events.actions.cancelling import TooLateError, cancel
from localoffer.events.actions.forgetting import keep_days
from localoffer.events.actions.locking import NoSessionError
from localoffer.events.dates import Date, tell
from localoffer.events.forms import BookingForm
from localoffer.events.models import Booking, EventPage, Status
from localoffer.events.queries import event as one
from localoffer.events.standing import most_places

LONGEST_TOKEN = 100


# No token against forged posts, because that needs a cookie and visitors have none. The post carries no
# authority of anybody: a forged one does what any stranger can do by typing an address here, which sends one
# letter to that address, with a link that undoes it. How many letters an address gets in a day is limited.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.non_atomic_requests
@never_cache
def booking(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The form, and what it sends. The booking is a transaction of its own; its letter leaves after it."""
    now = timezone.now()
    found = one.date_to_book(session_id, now)
    if found is None:
        return render(request, "events/gone.html", status=404)
    event, date = found
    why = why_not(date.session, date.standing)
    if why:
        status = 409 if request.method == "POST" else 200
        return render(request, "events/not_bookable.html", _context(event, date, why=why), status=status)
    if request.method != "POST":
        form = BookingForm(most=most_places(date.session))
        return render(request, "events/booking.html", _context(event, date, form=form))
    return _booked(request, event, date, BookingForm(request.POST, most=most_places(date.session)))


def _booked(request: HttpRequest, event: EventPage, date: Date, form: BookingForm) -> HttpResponse:
    done = reverse("events:done", args=[date.session.pk])
    if form.no_person:
        return HttpResponseRedirect(done)
    if not form.is_valid():
        return render(request, "events/booking.html", _context(event, date, form=form), status=400)
    try:
        received = book(session_id=date.session.pk, wish=form.wish(), now=timezone.now())
    except CannotBookError as refused:
        form.add_error(None, str(refused))
        return render(request, "events/booking.html", _context(event, date, form=form), status=409)
    except NoSessionError:
        return render(request, "events/gone.html", status=404)
    return HttpResponseRedirect(done if received.room else f"{done}?list=1")


@require_http_methods(["GET", "HEAD"])
@transaction.non_atomic_requests
@never_cache
def done(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """What happens next: the same words whether or not the address had booked before."""
    found = one.date_to_book(session_id, timezone.now())
    if found is None:
        return render(request, "events/gone.html", status=404)
    context = _context(*found) | {"full": request.GET.get("list") == "1"}
    return render(request, "events/done.html", context)


# As above: whoever has the link's token may cancel, and nobody else, whatever page the post comes from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.non_atomic_requests
@never_cache
def cancelling(request: HttpRequest) -> HttpResponse:
    """A link of a letter: to look at it changes nothing, for mail scanners follow links; the button does."""
    # In the query string, which no log keeps; a path would stand in all of them.
    token = (request.POST if request.method == "POST" else request.GET).get("t", "")[:LONGEST_TOKEN]
    held = one.booking_of(token) if token else None
    if held is None:
        return render(request, "events/no_booking.html", status=404)
    if request.method != "POST":
        return _shown(request, held, token)
    try:
        held = cancel(booking=held, now=timezone.now())
    except TooLateError:
        return _shown(request, held, token)
    return _shown(request, held, token, just_now=True)


def _shown(request: HttpRequest, held: Booking, token: str, *, just_now: bool = False) -> HttpResponse:
    session, now = held.session, timezone.now()
    context = {
        "event": session.page,
        "date": tell(session, now),
        "booking": held,
        "token": token,
        "just_now": just_now,
        "cancelled": held.status == Status.CANCELLED,
        "too_late": session.starts_at <= now,
    }
    return render(request, "events/cancel.html", context)


def _context(event: EventPage, date: Date, **more: object) -> dict[str, object]:
    return {"event": event, "date": date, "keep_days": keep_days(), **more}
