"""When a service happens."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey

from directory.models.choices import Frequency, TermTime
from directory.models.part import Part
from directory.models.service import Service
from directory.models.venue import Venue


class Schedule(Part):
    """When it happens (Open Referral: schedule, a reading of RFC 5545).

    ``byday`` holds MO,TU,... for a weekly rhythm and 1MO,-1FR,... for a monthly one; ``bymonthday`` holds
    1 to 31, comma separated. Times are local. A null venue means at every venue of the service.
    """

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    freq = models.CharField(max_length=8, choices=Frequency.choices, blank=True)
    interval = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="2 with weekly means every second week."
    )
    byday = models.CharField(max_length=60, blank=True)
    bymonthday = models.CharField(max_length=60, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField("first session", null=True, blank=True)
    term_time = models.CharField(max_length=8, choices=TermTime.choices, blank=True)
    except_dates = models.TextField(
        "not on these dates", blank=True, help_text="One date a line, as 2026-12-24."
    )
    description = models.TextField("in words", blank=True)
    attending_type = models.CharField(max_length=255, blank=True)
    schedule_link = models.URLField("link to the times", blank=True, max_length=500)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["byday", "opens_at"]
        constraints = [
            models.CheckConstraint(name="schedule_repeats_at_least_once", condition=models.Q(interval__gte=1))
        ]

    def __str__(self) -> str:
        return self.description or f"{self.byday} {self.opens_at or ''}".strip()

    @property
    def skipped(self) -> tuple[date, ...]:
        """The exceptions, in order: dates on which it does not happen. Lines without a date are left out."""
        return tuple(sorted(day for day in map(_as_date, self.except_dates.splitlines()) if day))

    def clean(self) -> None:
        """Refuse days that don't exist and a last date before the first."""
        super().clean()
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValidationError(
                {"valid_to": f"The last date ({self.valid_to}) is before the first ({self.valid_from})."}
            )
        for line in filter(None, map(str.strip, self.except_dates.splitlines())):
            if _as_date(line) is None:
                raise ValidationError(
                    {"except_dates": f"“{line}” is not a date. Write one date a line, as 2026-12-24."}
                )


def _as_date(line: str) -> date | None:
    try:
        return date.fromisoformat(line.strip())
    except ValueError:
        return None
