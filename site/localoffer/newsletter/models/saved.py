"""A search that somebody is told about when something new is listed."""

from django.db import models
from django.utils import timezone

from localoffer.newsletter.models.reader import Reader

QUERY_MOST = 2000


class SavedSearch(models.Model):
    """A question as the address of its results, with the place made coarse as the reader agreed.

    ``query`` is a canonical query string (``search.addresses.query_string``). ``place`` is what the reader
    was told is kept of her place. Everything published until ``seen`` has been looked at.
    """

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="searches")
    query = models.CharField(max_length=QUERY_MOST)
    place = models.CharField(max_length=160, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen = models.DateTimeField(default=timezone.now, editable=False)
    failures = models.PositiveSmallIntegerField("times it could not be sent", default=0, editable=False)

    class Meta:
        verbose_name_plural = "saved searches"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "query"], name="one_alert_for_a_question")]
        indexes = [models.Index(fields=["confirmed_at", "seen"])]

    def __str__(self) -> str:
        # The admin's history must not keep what somebody looks for.
        return f"Saved search {self.pk}"
