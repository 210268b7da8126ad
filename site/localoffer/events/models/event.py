"""One event, with every date it has."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from directory.models.revived import Revived
from localoffer.events.models.editing import EventForm
from localoffer.events.models.session import EventSession
from localoffer.pages.models import ContentPage
from localoffer.pages.models.varied import Varied
from search.terms import VenueEntry

WORDS = ["h3", "bold", "ol", "ul", "link", "document-link"]


class EventPage(RoutablePageMixin, Revived, ContentPage):  # type: ignore[misc]  # each has a Meta of its own
    """A webinar, a training, a coffee morning: what it is, and its sessions."""

    label = "Event"

    audience = models.TextField("who it is for", blank=True)
    body = RichTextField("what happens", blank=True, features=WORDS)
    free = models.BooleanField("it is free", default=False)
    cost = models.CharField("cost in words", max_length=255, blank=True)
    access_notes = models.TextField(
        "access", blank=True, help_text="Step-free, a quiet room, captions, a signer, breaks, parking."
    )
    organiser_email = models.EmailField(
        "e-mail of the organisers",
        blank=True,
        help_text="Of a team. It is told that somebody wrote about access needs, without the words.",
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("audience"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("free"), FieldPanel("cost")], heading="Cost"),
        FieldPanel("access_notes"),
        FieldPanel("organiser_email"),
        InlinePanel("sessions", heading="Dates", label="Date", min_num=0),
        *Varied.easy_read_panels,
    ]
    parent_page_types = ["events.EventsPage"]
    subpage_types: list[str] = []
    template = "events/event_page.html"
    base_form_class = EventForm
    # A copy is for other dates; and a session's key is its own.
    exclude_fields_in_copy = ["sessions"]

    #: What its pages answer. The models know no views, so the app puts its own functions here.
    dates_of: ClassVar[Callable[["EventPage", HttpRequest], dict[str, Any]]] = staticmethod(
        lambda page, request: {}
    )
    calendar_of: ClassVar[Callable[["EventPage", HttpRequest], HttpResponse]]
    venues_of: ClassVar[Callable[[Sequence["EventPage"]], dict[int, tuple[VenueEntry, ...]]]] = staticmethod(
        lambda pages: {}
    )
    #: Where it happens, once the search has had it read.
    read_venues: tuple[VenueEntry, ...] = ()

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Save, and never lose a session that somebody has booked: an old draft may not know it."""
        if "sessions" in (getattr(self, "_cluster_related_objects", None) or {}):
            known = {session.pk for session in self.sessions.all()}
            booked = EventSession.objects.filter(page_id=self.pk, bookings__isnull=False).exclude(
                pk__in=known
            )
            self.sessions.add(*booked.distinct())
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    @path("")
    def shown(self, request: HttpRequest) -> HttpResponse:
        """The event with the dates that are to come."""
        answer: HttpResponse = self.render(request, context_overrides=type(self).dates_of(self, request))
        return answer

    @path("calendar/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Its dates as iCalendar."""
        return type(self).calendar_of(self, request)

    def searched_text(self) -> str:
        """What it is, whom it is for, and how it suits people."""
        return "\n".join(filter(None, (self.audience, self.body, self.cost, self.access_notes)))

    def searched_venues(self) -> tuple[VenueEntry, ...]:
        """Where it happens from now on."""
        return self.read_venues

    @classmethod
    def read_for_search(cls, pages: Sequence[Self]) -> None:
        """Where each of them happens from now on. One statement."""
        found = cls.venues_of(pages)
        for page in pages:
            page.read_venues = found.get(page.pk, ())

    @classmethod
    def left_out_of_search(cls) -> "models.QuerySet[Any, Any]":
        """The keys of the events that are over: they had dates, and none is to come. No statement by itself.

        Nothing is published when time passes, so the nightly sweep is what finds them.
        """
        to_come = EventSession.objects.filter(ends_at__gt=timezone.now()).values("page")
        return cls.objects.filter(sessions__isnull=False).exclude(pk__in=to_come).values("pk")
