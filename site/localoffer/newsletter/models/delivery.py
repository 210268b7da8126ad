"""Who has had an issue, so that sending can be stopped and begun again."""

from django.db import models
from django.utils import timezone

from localoffer.newsletter.models.issue import Issue
from localoffer.newsletter.models.reader import Reader


class Delivery(models.Model):
    """What became of one issue for one reader. It goes with the reader, and a month after the issue.

    ``why`` names the kind of failure; what a mail server says holds addresses, so that is never kept.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", "Sent"
        NOTHING = "nothing", "Nothing in it for this reader"
        FAILED = "failed", "Not sent, to be tried again"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="deliveries")
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    why = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["issue", "reader"], name="an_issue_once_to_a_reader"),
            models.CheckConstraint(
                name="delivery_outcome_is_known",
                condition=models.Q(outcome__in=["sent", "nothing", "failed"]),
            ),
        ]
        indexes = [models.Index(fields=["issue", "outcome"])]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.issue_id})"
