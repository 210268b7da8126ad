"""Who may see and change bookings: whoever may edit the event's page, and nobody else.

Pages follow Wagtail's own rules for pages, event by event, so there is no second list of rights to keep.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from localoffer.events.models import EventPage

_POLICY = PagePermissionPolicy()


def may_organise(user: Any, event: EventPage) -> bool:
    """Whether somebody may see and change who comes to this event."""
    return bool(event.permissions_for_user(user).can_edit())


def organised_by(user: Any) -> "QuerySet[EventPage]":
    """The events whose bookings somebody may see."""
    pages = _POLICY.instances_user_has_permission_for(user, "change")
    events: QuerySet[EventPage] = EventPage.objects.filter(pk__in=pages.values("pk"))
    return events
