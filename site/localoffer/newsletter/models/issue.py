"""One week's news: gathered once, looked at by an editor, sent to everybody who wants it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class Issue(models.Model):
    """The news of one week. ``week`` is its Monday.

    ``content`` is what was gathered (``localoffer.newsletter.content``), frozen: it holds what was published
    after ``since`` and until ``until``. ``told`` is how many it was sent to, kept when the list of whom is
    deleted.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved, to be sent"
        SENT = "sent", "Sent"

    wagtail_reference_index_ignore = True

    week = models.DateField("week beginning", unique=True)
    intro = models.TextField(
        "a few words at the top", blank=True, help_text="Plain text, in a paragraph or two. May be empty."
    )
    content = models.JSONField(default=dict, editable=False)
    since = models.DateTimeField(editable=False)
    until = models.DateTimeField(editable=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    told = models.PositiveIntegerField("sent to", default=0, editable=False)

    class Meta:
        ordering = ["-week"]
        permissions = [("approve_issue", "Can approve issue")]
        constraints = [
            models.CheckConstraint(
                name="issue_status_is_known", condition=models.Q(status__in=["draft", "approved", "sent"])
            )
        ]

    def __str__(self) -> str:
        return f"News of the week of {self.week.day} {self.week:%B %Y}"

    @property
    def is_draft(self) -> bool:
        """Whether its words may still be changed."""
        return self.status == self.Status.DRAFT

    @staticmethod
    def week_of(day: date) -> date:
        """The Monday of the week that holds a day."""
        return day - timedelta(days=day.weekday())
