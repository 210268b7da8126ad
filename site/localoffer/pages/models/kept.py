"""Who keeps a page true, and when somebody looks at it again."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class Kept(models.Model):
    """Something with an owner and a day on which it is looked at again."""

    # Wagtail has an "owner" of its own: the person who made the page.
    kept_by = models.CharField(
        "owner",
        max_length=120,
        blank=True,
        help_text="The team that keeps this true, never a person's name.",
    )
    reviewed_on = models.DateField("last reviewed", null=True, blank=True)
    review_by = models.DateField("next review", null=True, blank=True)

    review_panels = [
        MultiFieldPanel(
            [FieldPanel("kept_by"), FieldPanel("reviewed_on"), FieldPanel("review_by")], heading="Kept true"
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a next review before the last one."""
        super().clean()
        if self.reviewed_on and self.review_by and self.review_by <= self.reviewed_on:
            raise ValidationError({"review_by": "The next review must come after the last one."})
