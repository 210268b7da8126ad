"""Bookings in the editors' admin. Every view asks anew whether this person may edit this event."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from localoffer.events.actions.booking import CannotBookError, book
from localoffer.events.actions.cancelling import TooLateError, cancel
from localoffer.events.attendance_file import attendance_csv
from localoffer.events.forms import ByHandForm
from localoffer.events.models import Booking, EventPage, EventSession, Status
from localoffer.events.permissions import may_organise, organised_by
from localoffer.events.queries.bookings import attendances, with_counts

MOST_BY_HAND = 100
MARKS = {"came": True, "absent": False, "unknown": None}


@require_safe
@never_cache
def events(request: HttpRequest) -> HttpResponse:
    """The events that this person organises."""
    rows = with_counts(organised_by(request.user))
    return render(request, "events/admin/events.html", {"events": rows, "header_title": _("Bookings")})


@require_safe
@never_cache
def event_bookings(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who comes to one event."""
    event = _event(request, page_id)
    context = {"event": event, "attendances": attendances(event, timezone.now())}
    return render(request, "events/admin/bookings.html", context)


@never_cache
def add(request: HttpRequest, page_id: int, session_id: UUID) -> HttpResponse:
    """Add somebody who rang. The room there is holds here too; the hours of booking don't."""
    event = _event(request, page_id)
    session = get_object_or_404(EventSession, pk=session_id, page=event.pk)
    form = ByHandForm(request.POST if request.method == "POST" else None, most=MOST_BY_HAND)
    if request.method == "POST" and form.is_valid():
        try:
            made = book(session_id=session.pk, wish=form.wish(), now=timezone.now(), by_hand=True)
        except CannotBookError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{_('Added')}: {made.booking.get_status_display().lower()}.")
            return _back(event)
    context = {"event": event, "session": session, "form": form}
    return render(request, "events/admin/add.html", context)


@require_POST
def change(request: HttpRequest, page_id: int, booking_id: int) -> HttpResponse:
    """Mark somebody as there or not, or cancel the booking: the person is told, and the next one moves up."""
    event = _event(request, page_id)
    booking = get_object_or_404(Booking, pk=booking_id, session__page=event.pk)
    wanted = request.POST.get("do", "")
    if wanted in MARKS and booking.status == Status.CONFIRMED:
        Booking.objects.filter(pk=booking.pk).update(attended=MARKS[wanted])
    elif wanted == "cancel":
        try:
            cancel(booking=booking, now=timezone.now())
            messages.success(request, _("The booking is cancelled. An e-mail says so."))
        except TooLateError:
            messages.error(request, _("The session has begun, so a booking can't be cancelled any more."))
    else:
        messages.error(request, _("Nothing was changed: this booking has no place."))
    return _back(event)


@require_POST
@never_cache
def attendance(request: HttpRequest, page_id: int, session_id: UUID) -> HttpResponse:
    """The attendance list of one session, as CSV. That it was taken is in Wagtail's history of the page."""
    event = _event(request, page_id)
    session = get_object_or_404(EventSession, pk=session_id, page=event.pk)
    bookings = session.bookings.exclude(status=Status.CANCELLED).order_by("status", "pk")
    day = timezone.localtime(session.starts_at)
    name = f"{slugify(event.title) or 'event'}-{day:%Y-%m-%d}.csv"
    log(instance=event, action="events.attendance", user=request.user)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(attendance_csv(bookings), content_type="text/csv; charset=utf-8", headers=headers)


def _event(request: HttpRequest, page_id: int) -> EventPage:
    event = get_object_or_404(EventPage, pk=page_id)
    if not may_organise(request.user, event):
        raise PermissionDenied
    return event


def _back(event: EventPage) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("event_bookings", args=[event.pk]))
