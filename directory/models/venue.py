"""Where help happens: Open Referral's location, called venue so that "location" is always the app."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import RevisionMixin
from wagtail.search import index

from directory.models.choices import Has
from directory.models.revived import Revived
from directory.models.taxonomy import TaxonomyTerm


class Venue(RevisionMixin, index.Indexed, Revived):
    """A hall, a school, a clinic (Open Referral: location). Coordinates are WGS84 degrees, or both null."""

    class Kind(models.TextChoices):
        PHYSICAL = "physical", "A place"
        POSTAL = "postal", "Only a postal address"
        VIRTUAL = "virtual", "Online"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255)
    alternate_name = models.CharField("also known as", max_length=255, blank=True)
    description = models.TextField(blank=True)
    location_type = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PHYSICAL)
    address_1 = models.CharField("street address", max_length=255, blank=True)
    city = models.CharField("town or village", max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    state_province = models.CharField("county", max_length=120, blank=True)
    postal_code = models.CharField("postcode", max_length=12, blank=True)
    country = models.CharField(max_length=2, default="GB")
    lat = models.FloatField(
        "latitude", null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        "longitude", null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    uprn = models.CharField(max_length=20, blank=True)
    address_hidden = models.BooleanField(
        default=False, help_text="Show the town only, for example for a refuge. The exact point is kept back."
    )
    parking = models.CharField(max_length=255, blank=True)
    transport = models.CharField("bus and train", max_length=255, blank=True)
    accessibility_text = models.TextField(blank=True, help_text="What a visitor should know about access.")
    accessibility_url = models.URLField("more about access", blank=True, max_length=500)
    source = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.DateTimeField(auto_now=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("city"),
        index.SearchField("postal_code"),
        index.FilterField("id"),
    ]

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["postal_code"])]
        constraints = [
            models.CheckConstraint(
                name="venue_point_whole_or_absent",
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
            ),
            models.CheckConstraint(
                name="venue_point_on_the_globe",
                condition=models.Q(lat__isnull=True) | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.city) if part)

    def clean(self) -> None:
        """Refuse half a point."""
        super().clean()
        if (self.lat is None) != (self.lon is None):
            raise ValidationError("Give both latitude and longitude, or neither.")


class VenueFeature(models.Model):
    """Whether a venue has a feature. No row means not stated."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="features")
    term = models.ForeignKey(
        TaxonomyTerm, on_delete=models.PROTECT, limit_choices_to={"taxonomy__slug": "feature"}
    )
    state = models.CharField(max_length=3, choices=Has.choices)
    note = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "term"], name="one_state_per_venue_feature"),
            models.CheckConstraint(
                name="venue_feature_is_yes_or_no", condition=models.Q(state__in=Has.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.get_state_display()}"


class VenueExternalId(models.Model):
    """What another system calls this venue (a UPRN has a field of its own)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="external_ids")
    scheme = models.CharField(max_length=120)
    identifier = models.CharField(max_length=255)

    class Meta:
        indexes = [models.Index(fields=["scheme", "identifier"])]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "scheme", "identifier"], name="one_row_per_external_id_of_a_venue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.identifier}"
