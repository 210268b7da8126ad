"""Figures from elsewhere, shown beside a gap with their source's own caution."""

from django.db import models


class Indicator(models.Model):
    """Something counted by area or by school in a period, such as persistent absence. Never a ranking.

    ``caution`` is what the source says of small groups; counts below ``fewest_shown`` children are not shown.
    """

    class By(models.TextChoices):
        AREA = "area", "Area"
        SCHOOL = "school", "School"

    code = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=60, help_text="Such as: % of pupils, children, plans.")
    by = models.CharField(max_length=6, choices=By.choices, default=By.AREA)
    area_kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=255)
    source_url = models.URLField(blank=True, max_length=500)
    caution = models.TextField(blank=True)
    fewest_shown = models.PositiveSmallIntegerField(default=5)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IndicatorFigure(models.Model):
    """One figure. A null value was held back because of small numbers, here or by the source."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=20, help_text="The area's code, or the school's URN.")
    name = models.CharField(max_length=160, blank=True)
    area_code = models.CharField(
        max_length=20, blank=True, db_index=True, help_text="Of a school: the area that it is in."
    )
    period = models.CharField(max_length=40, help_text="As the source says it, such as 2024/25.")
    value = models.FloatField(null=True)
    group = models.PositiveIntegerField(
        null=True, help_text="How many children the figure is about, where known."
    )

    class Meta:
        ordering = ["indicator", "code", "-period"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "code", "period"], name="one_figure_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.code}, {self.period}"
