"""Who comes to a session. Kept for as long as it is needed, and then only as a count."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from localoffer.events.models.session import CONFIRMED, WAITING, EventSession


class Status(models.TextChoices):
    """How far a booking is."""

    CONFIRMED = CONFIRMED, "Has a place"
    WAITING = WAITING, "On the waiting list"
    CANCELLED = "cancelled", "Cancelled"


#: Bookings of people who come, or would.
ACTIVE = (Status.CONFIRMED, Status.WAITING)


class Booking(models.Model):
    """Places for one address at one session.

    The waiting list is in the order of the keys: a session is locked while one is made. ``told`` is what the
    person was last told of the session (``localoffer.events.told.mark``); once it differs, a letter is owed.
    A booking that is forgotten has no name, address or needs left, and counts as before.
    """

    session = models.ForeignKey(EventSession, on_delete=models.CASCADE, related_name="bookings")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True, help_text="Small letters. Empty for somebody added by hand.")
    places = models.PositiveSmallIntegerField(default=1)
    access_needs = models.TextField(blank=True, max_length=1000)
    status = models.CharField(max_length=10, choices=Status.choices)
    attended = models.BooleanField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    told = models.CharField(max_length=64, blank=True)
    booked_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["email", "booked_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "email"],
                condition=Q(status__in=[CONFIRMED, WAITING]) & ~Q(email=""),
                name="one_booking_per_address_and_session",
            ),
            models.CheckConstraint(name="booking_has_a_place", condition=Q(places__gte=1)),
        ]

    def __str__(self) -> str:
        # Never who it is: a log or an error page may show this.
        return f"Booking {self.pk}"

    def clean(self) -> None:
        """Refuse a booking for nobody."""
        super().clean()
        if not self.places:
            raise ValidationError({"places": "Book at least 1 place."})
