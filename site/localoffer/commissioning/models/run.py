"""What was measured, and when: frozen rows that later runs are held against."""

from typing import Any

from django.db import models

from localoffer.commissioning.models.measure import Measure
from locations.models import Generation


class Sure(models.TextChoices):
    """How sure a row is that it shows help, and not merely what somebody listed."""

    HIGH = "high", "Sure"
    MEDIUM = "medium", "Fairly sure"
    LOW = "low", "Not sure"


class GapRun(models.Model):  # type: ignore[django-manager-missing]  # Wagtail's relations are untyped.
    """One measure, measured once over every area. Never changed afterwards; all distances are km.

    The measure's own words and numbers are copied, since an editor may change it later. ``parameters`` holds
    how it was worked out: {"method", "bands", "detour", "thresholds_km", "counted_in", "need_rate",
    "travel"}. Without stale listings only those count that were checked within ``checked_within_days``.
    """

    measure = models.ForeignKey(Measure, null=True, on_delete=models.SET_NULL, related_name="runs")
    batch = models.UUIDField(help_text="Runs made together, by one command, share it.")
    name = models.CharField(max_length=160)
    need_code = models.CharField(max_length=80, blank=True)
    kind_code = models.CharField(max_length=80, blank=True)
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    day = models.CharField(max_length=12)
    reach_km = models.FloatField()
    parameters = models.JSONField(default=dict)
    checked_within_days = models.PositiveIntegerField(null=True, help_text="Null: stale listings count too.")

    generation = models.ForeignKey(Generation, null=True, on_delete=models.SET_NULL, related_name="+")
    generation_label = models.CharField(max_length=200, blank=True)
    area_kind = models.CharField(max_length=40)
    listed_at = models.DateTimeField("listings as they were at")
    measured_at = models.DateTimeField(auto_now_add=True)
    listings = models.PositiveIntegerField(help_text="That count for this measure, wherever they happen.")
    venues = models.PositiveIntegerField(help_text="Of those, the venues that families can go to.")
    comes_to_you = models.PositiveIntegerField(help_text="Of those, the ones that come to the family.")
    online = models.PositiveIntegerField(help_text="Of those, online or by phone.")
    children = models.FloatField(help_text="Of these ages (and need rate), in all areas.")
    complete = models.BooleanField(default=False, editable=False, help_text="All its rows are written.")

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"
        indexes = [models.Index(fields=["measure", "complete", "-id"], name="run_by_measure")]

    def __str__(self) -> str:
        return f"{self.name}, {self.measured_at:%d %B %Y}"

    @property
    def thresholds_km(self) -> list[float]:
        """The distances beyond which children are counted, from near to far."""
        stated: Any = self.parameters.get("thresholds_km", [])
        return [float(km) for km in stated]


class AreaGap(models.Model):
    """One area in one run. A null distance: there is no venue anywhere. Null ``rural`` or decile: not known.

    ``score`` is what is offered within reach (``counted_in`` of the run) for each 1,000 children, by E2SFCA:
    0 when nothing is in reach. ``nearest`` holds the nearest three: [{"service", "name", "venue", "km"}].
    ``listed_around`` counts the listings of every sort within reach: how well this place is known at all.
    """

    run = models.ForeignKey(GapRun, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    lat = models.FloatField()
    lon = models.FloatField()
    children = models.FloatField()
    rural = models.BooleanField(null=True)
    rural_urban = models.CharField(max_length=120, blank=True)
    imd_decile = models.PositiveSmallIntegerField(null=True)
    nearest_km = models.FloatField(null=True)
    second_km = models.FloatField(null=True)
    within = models.PositiveIntegerField(help_text="Listings within reach.")
    score = models.FloatField()
    covering = models.PositiveIntegerField(default=0, help_text="Listings that come to this area.")
    sure = models.CharField(max_length=6, choices=Sure.choices)
    checked_3_months = models.PositiveIntegerField(default=0, help_text="Of those within reach.")
    checked_12_months = models.PositiveIntegerField(default=0)
    capacity_known = models.PositiveIntegerField(default=0)
    listed_around = models.PositiveIntegerField(default=0)
    listed_around_checked = models.PositiveIntegerField(default=0, help_text="Checked within 12 months.")
    nearest = models.JSONField(default=list)

    class Meta:
        ordering = ["run", "code"]
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="one_row_per_area_and_run")]

    def __str__(self) -> str:
        return f"{self.name}: {self.score:.2f}"
