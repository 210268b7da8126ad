"""What a page is about, in the directory's own terms, so that it can lead to help."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from directory.models import TaxonomyTerm


class Topical(models.Model):
    """Something about some needs and some kinds of help."""

    needs = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__slug": "need"}
    )
    kinds = ParentalManyToManyField(
        TaxonomyTerm,
        blank=True,
        related_name="+",
        limit_choices_to={"taxonomy__slug": "kind"},
        verbose_name="kinds of help",
    )

    topic_panels = [
        MultiFieldPanel(
            [FieldPanel("needs"), FieldPanel("kinds")],
            heading="What it is about",
            help_text="Services with any of these are shown on the page, near the place a visitor gives.",
        )
    ]

    class Meta:
        abstract = True
