"""One school, college or other place to learn, as the public register of schools lists it."""

from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify

from localoffer.schools.models.choices import MUST_REPORT, Has, Phase, SchoolGroup, Standing

LONGEST_SLUG = 60


class SchoolQuerySet(models.QuerySet["School"]):
    """Schools by what a page asks."""

    def shown(self) -> Self:
        """Those that families may be led to: every one that isn't closed."""
        return self.exclude(status=Standing.CLOSED)

    def home(self) -> Self:
        """Those inside the authority's own area (settings.HOME_AREA when the register was loaded)."""
        return self.filter(outside="")

    def away(self) -> Self:
        """Those outside it."""
        return self.exclude(outside="")


class School(models.Model):
    """A school by its unique reference number (URN). Rows come from the register and aren't edited by hand.

    ``lat``, ``lon`` are WGS84 degrees, null where neither the register nor a loaded postcode says where.
    ``area_codes`` are the loaded areas that held the point then; ``outside`` says where it is instead of in
    the authority's area ("Devon"), "" inside. ``sen`` holds the register's words for the special educational
    needs it says it provides for. The register's names of people are not kept.
    """

    urn = models.PositiveIntegerField("URN", primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField("type", max_length=100, blank=True, help_text="In the register's words.")
    group = models.CharField("type group", max_length=20, choices=SchoolGroup.choices)
    phase = models.CharField(max_length=12, choices=Phase.choices, blank=True)
    age_from = models.PositiveSmallIntegerField("youngest age", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("oldest age", null=True, blank=True)
    gender = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    lat = models.FloatField("latitude", null=True, blank=True)
    lon = models.FloatField("longitude", null=True, blank=True)
    area_codes = models.JSONField(default=list, blank=True)
    outside = models.CharField(max_length=160, blank=True)
    website = models.URLField(max_length=500, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=8, choices=Standing.choices, default=Standing.OPEN)
    la_code = models.CharField("local authority code", max_length=10)
    la_name = models.CharField("local authority", max_length=120, blank=True)
    sen = models.JSONField("needs it provides for", default=list, blank=True)
    unit = models.CharField("SEN unit", max_length=3, choices=Has.choices, blank=True)
    unit_places = models.PositiveSmallIntegerField(null=True, blank=True)
    resourced = models.CharField("resourced provision", max_length=3, choices=Has.choices, blank=True)
    resourced_places = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]
        indexes = [
            models.Index(fields=["outside", "group", "name"], name="schools_by_group"),
            models.Index(fields=["la_code"], name="schools_by_authority"),
            models.Index(fields=["lat", "lon"], name="schools_by_point"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.urn})"

    def get_absolute_url(self) -> str:
        """Where anybody reads about it."""
        return reverse("schools:school", args=[self.urn, self.slug])

    @property
    def slug(self) -> str:
        """Its name as a part of an address; "school" for a name without a letter that fits."""
        return slugify(self.name)[:LONGEST_SLUG].strip("-") or "school"

    @property
    def near(self) -> str:
        """What to type to search near it: its postcode, else its point, else its town."""
        if self.postcode:
            return self.postcode
        return f"{self.lat:.4f},{self.lon:.4f}" if self.lat is not None else self.town

    @property
    def ages(self) -> tuple[int, int] | None:
        """Youngest and oldest age, where both are stated."""
        return None if self.age_from is None or self.age_to is None else (self.age_from, self.age_to)

    @property
    def what(self) -> Promise:
        """What sort of place it is, in plain words."""
        return SchoolGroup(self.group).one

    @property
    def must_report(self) -> bool:
        """Whether it must publish a SEN information report."""
        return self.group in MUST_REPORT

    def facts(self) -> dict[str, Any]:
        """Every column of the register by name: what an import compares."""
        return {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
