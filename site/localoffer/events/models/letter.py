"""E-mails that are owed to people who booked, and the links in them."""

from django.db import models

from localoffer.events.models.booking import Booking


class Kind(models.TextChoices):
    """What a letter says."""

    CONFIRMED = "confirmed", "You have a place"
    WAITING = "waiting", "You are on the waiting list"
    ALREADY = "already", "You had booked before"
    PROMOTED = "promoted", "A place has come free"
    CHANGED = "changed", "The session has changed"
    SESSION_CANCELLED = "session-cancelled", "The session is cancelled"
    CANCELLED = "cancelled", "Your booking is cancelled"
    REMINDER = "reminder", "It is soon"
    ORGANISER = "organiser", "Somebody told you of access needs"


class Letter(models.Model):
    """One e-mail, made in the transaction of what it tells and sent after it.

    Nothing is written here of what it says: that is told from the booking when it is sent. ``claimed_at`` is
    set while one process sends it; a claim that is old was a process that died.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sent_at", "made_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"


class CancelLink(models.Model):
    """What a link in a letter proves: the SHA-256 of a random token of 256 bits, never the token itself.

    Every letter has a token of its own, and all of a booking's work until it is forgotten.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"Link of booking {self.booking_id}"
