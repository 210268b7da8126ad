"""When schools are open: the weekly news goes out in term time."""

from django.core.exceptions import ValidationError
from django.db import models


class TermDates(models.Model):
    """A term, or half of one. Both days are included."""

    name = models.CharField(max_length=80, help_text="For example: Autumn term 2026, first half.")
    starts = models.DateField("first day")
    ends = models.DateField("last day")

    class Meta:
        verbose_name = "term"
        verbose_name_plural = "term dates"
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(fields=["starts"], name="one_term_begins_on_a_day"),
            models.CheckConstraint(
                name="term_ends_after_it_starts", condition=models.Q(ends__gte=models.F("starts"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a term that ends before it starts."""
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError(
                {"ends": f"The last day ({self.ends:%d/%m/%Y}) is before the first ({self.starts:%d/%m/%Y})."}
            )
