"""The page that lists what is next."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from localoffer.pages.models import ContentPage
from localoffer.pages.models.varied import Varied
from search.nearby import Nearby

KEEP_DAYS = 30


class EventsPage(RoutablePageMixin, ContentPage):
    """Everything that is to come, soonest or nearest first, and as a calendar."""

    label = "Events"

    keep_days = models.PositiveSmallIntegerField(
        "days to keep bookings",
        default=KEEP_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="After a session. Then names, addresses and needs are deleted, and only counts stay.",
    )

    content_panels = [*ContentPage.content_panels, FieldPanel("keep_days"), *Varied.easy_read_panels]
    subpage_types = ["events.EventPage"]
    max_count = 1
    template = "events/events_page.html"

    #: What its pages answer. The models know no views, so the app puts its own functions here.
    list_of: ClassVar[Callable[["EventsPage", HttpRequest], dict[str, Any]]] = staticmethod(
        lambda page, request: {}
    )
    calendar_of: ClassVar[Callable[["EventsPage", HttpRequest], HttpResponse]]

    @path("")
    def listed(self, request: HttpRequest) -> HttpResponse:
        """The list, near ``?near=`` and narrowed as asked."""
        answer: HttpResponse = self.render(request, context_overrides=type(self).list_of(self, request))
        return answer

    @path("calendar/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """All of it as iCalendar."""
        return type(self).calendar_of(self, request)

    def help_near(self, request: HttpRequest) -> Nearby:
        """None: the place that a visitor gives here is for events."""
        return Nearby()
