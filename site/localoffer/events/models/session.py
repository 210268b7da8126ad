"""One date of an event: when, where, and how many may come."""

import uuid
from datetime import datetime
from typing import Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from directory.models import Venue
from localoffer.pages.queries import public

MOST_PLACES = 20
CONFIRMED, WAITING = "confirmed", "waiting"


class SessionQuerySet(models.QuerySet["EventSession"]):
    """Sessions, as readers ask for them."""

    def public(self) -> Self:
        """Those of pages that anybody may see. One statement more, for the pages that are kept private."""
        pages = public(apps.get_model("events.EventPage")._default_manager.all())
        return self.filter(page__in=pages.values("pk"))

    def to_come(self, now: datetime) -> Self:
        """Those that are not over yet, the soonest first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def counted(self) -> Self:
        """With ``taken`` (places that people have) and ``waiting`` (bookings on the waiting list)."""
        return self.annotate(
            taken=Coalesce(Sum("bookings__places", filter=Q(bookings__status=CONFIRMED)), 0),
            waiting=Count("bookings", filter=Q(bookings__status=WAITING)),
        )


class EventSession(models.Model):
    """When and where an event happens once. Its key survives every draft, so that bookings stay with it.

    ``capacity`` is in places (people); null means that there is no limit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A venue of the directory: it puts the event on the map and near families.",
    )
    place = models.CharField(
        "place in words", max_length=255, blank=True, help_text="If the place is not in the directory."
    )
    online = models.BooleanField(default=False)
    joining_link = models.URLField(
        blank=True, max_length=500, help_text="Sent only to people who have a place. Never shown on a page."
    )
    bookable = models.BooleanField("people book here", default=True, help_text="Off: people just turn up.")
    capacity = models.PositiveIntegerField(
        "places", null=True, blank=True, validators=[MinValueValidator(1)], help_text="Empty: no limit."
    )
    places_most = models.PositiveSmallIntegerField(
        "places in one booking",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text="At most.",
    )
    waiting_most = models.PositiveSmallIntegerField(
        "longest waiting list", default=50, help_text="In bookings. 0: no waiting list."
    )
    booking_opens = models.DateTimeField(null=True, blank=True, help_text="Empty: at once.")
    booking_closes = models.DateTimeField(null=True, blank=True, help_text="Empty: when it starts.")
    cancelled = models.BooleanField(
        default=False, help_text="Everybody who booked is told when you publish the page."
    )
    cancelled_reason = models.CharField("why it is cancelled", max_length=255, blank=True)

    objects = SessionQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        MultiFieldPanel(
            [
                FieldPanel("venue"),
                FieldPanel("place"),
                FieldPanel("online"),
                FieldPanel("joining_link"),
            ],
            heading="Where",
        ),
        MultiFieldPanel(
            [
                FieldPanel("bookable"),
                FieldRowPanel(
                    [FieldPanel("capacity"), FieldPanel("places_most"), FieldPanel("waiting_most")]
                ),
                FieldRowPanel([FieldPanel("booking_opens"), FieldPanel("booking_closes")]),
            ],
            heading="Booking",
        ),
        MultiFieldPanel([FieldPanel("cancelled"), FieldPanel("cancelled_reason")], heading="Called off"),
    ]

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["ends_at"])]
        constraints = [
            models.CheckConstraint(
                name="event_session_ends_after_it_starts",
                condition=Q(ends_at__gt=models.F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d %B %Y %H:%M}"

    def clean(self) -> None:
        """Refuse what nobody could go to, each with how to mend it."""
        super().clean()
        wrong: dict[str, str] = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            wrong["ends_at"] = "The end must come after the start."
        if not (self.venue_id or self.place.strip() or self.online):
            wrong["place"] = "Say where it is: choose a venue, write a place, or tick “online”."
        if self.joining_link and not self.online:
            wrong["joining_link"] = "A joining link is for something online: tick “online”, or take it away."
        if self.booking_opens and self.booking_closes and self.booking_closes <= self.booking_opens:
            wrong["booking_closes"] = "Booking must close after it opens."
        elif self.booking_closes and self.ends_at and self.booking_closes > self.ends_at:
            wrong["booking_closes"] = "Booking must close before the session is over."
        if self.cancelled and not self.cancelled_reason.strip():
            wrong["cancelled_reason"] = "Say why, in a few words: families read it."
        if wrong:
            raise ValidationError(wrong)
