"""Bookings in the editors' admin: a menu, a button on each event, and no event lost from under people."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from localoffer.events.models import EventPage
from localoffer.events.permissions import may_organise, organised_by
from localoffer.events.queries.bookings import people_to_tell
from localoffer.events.views import organising


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Under /admin/bookings/, behind the admin's own login."""
    one = "bookings/<int:page_id>/"
    return [
        path("bookings/", organising.events, name="event_bookings_all"),
        path(one, organising.event_bookings, name="event_bookings"),
        path(f"{one}<int:booking_id>/", organising.change, name="event_booking_change"),
        path(f"{one}<uuid:session_id>/add/", organising.add, name="event_booking_add"),
        path(f"{one}<uuid:session_id>.csv", organising.attendance, name="event_attendance"),
    ]


class BookingsMenuItem(MenuItem):
    """Shown to whoever organises an event."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is one."""
        return organised_by(request.user).exists()


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """Beside the pages."""
    address = reverse("event_bookings_all")
    return BookingsMenuItem(gettext_lazy("Bookings"), address, name="bookings", icon_name="user", order=180)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def button(page: Page, user: Any, **_kwargs: Any) -> Iterator[Button]:
    """From an event to who comes to it."""
    event = page.specific
    if isinstance(event, EventPage) and may_organise(user, event):
        address = reverse("event_bookings", args=[event.pk])
        yield Button(_("Bookings"), address, icon_name="user", priority=60)


@hooks.register("register_log_actions")
def logged(actions: Any) -> None:
    """That a list of people was taken is remembered, and not who was on it."""
    actions.register_action(
        "events.attendance", gettext_lazy("Take an attendance list"), gettext_lazy("Took an attendance list")
    )


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def people_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep an event that people have booked: they would stand before a closed door."""
    return _refused(request, [page]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def people_first_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once."""
    pages = [one for one in objects if isinstance(one, Page)]
    return _refused(request, pages) if action_type in {"delete", "unpublish"} else None


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        below = EventPage.objects.descendant_of(page, inclusive=True)
        if count := people_to_tell(below, timezone.now()):
            messages.error(
                request,
                _(
                    "%(count)d bookings are waiting for “%(title)s”. Open its dates, tick “cancelled”, say "
                    "why, and publish: then everybody is told. After that it can go."
                )
                % {"count": count, "title": page.title},
            )
            return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    return None
