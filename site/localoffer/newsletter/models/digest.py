"""The weekly news as one reader wants it."""

from django.db import models
from django.utils import timezone

from directory.models import TaxonomyTerm
from localoffer.newsletter.models.reader import Reader


class Digest(models.Model):
    """Somebody wants the weekly news: about some needs or all, for some areas or all.

    ``areas`` are codes of loaded areas. One that is asked for again waits beside the one that is sent, and
    takes its place when the reader has confirmed it: nobody else can change what she gets.
    """

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="digests")
    needs = models.ManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__slug": "need"}
    )
    areas = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader"],
                condition=models.Q(confirmed_at__isnull=False),
                name="one_digest_is_sent_to_a_reader",
            ),
            models.UniqueConstraint(
                fields=["reader"],
                condition=models.Q(confirmed_at__isnull=True),
                name="one_digest_waits_for_a_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"Weekly news {self.pk}"
