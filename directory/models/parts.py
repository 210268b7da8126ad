"""Where a service happens, what it reaches, and how others sort and name it: edited together with it."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey

from directory.models.choices import Has
from directory.models.part import Part
from directory.models.service import Service
from directory.models.taxonomy import TaxonomyTerm
from directory.models.venue import Venue


class ServiceAtVenue(Part):
    """A service at one of its venues (Open Referral: service_at_location)."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="at_venues")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="services_here")
    note = models.CharField(max_length=255, blank=True, help_text="For example: use the side door.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "venue"], name="one_row_per_service_and_venue")
        ]

    def __str__(self) -> str:
        return str(self.venue)


class ServiceArea(Part):
    """An area it covers (Open Referral: service_area): the code of a loaded area, or free text."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    area_code = models.CharField(max_length=20, blank=True, help_text="For example E06000066.")
    name = models.TextField(blank=True, help_text="For example: all of Somerset.")

    extent = models.TextField(blank=True, help_text="The shape itself, for example as GeoJSON.")
    extent_type = models.CharField(max_length=40, blank=True)
    uri = models.URLField(blank=True, max_length=500)

    def __str__(self) -> str:
        return self.name or self.area_code or self.uri

    def clean(self) -> None:
        """Refuse an area that says nothing."""
        super().clean()
        if not (self.area_code or self.name or self.uri or self.extent):
            raise ValidationError({"name": "Say which area: its code, or its name in words."})


class ServiceFeature(Part):
    """Whether the service has a feature, wherever it happens. No row means not stated."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="features")
    term = models.ForeignKey(
        TaxonomyTerm, on_delete=models.PROTECT, limit_choices_to={"taxonomy__slug": "feature"}
    )
    state = models.CharField(max_length=3, choices=Has.choices)
    note = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "term"], name="one_state_per_service_feature"),
            models.CheckConstraint(
                name="service_feature_is_yes_or_no", condition=models.Q(state__in=Has.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.get_state_display()}"


class Attribute(Part):
    """A term of any other taxonomy (Open Referral: attribute)."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="attributes")
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.PROTECT)
    value = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return str(self.term)


class ExternalId(Part):
    """What another system calls this service."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="external_ids")
    scheme = models.CharField(max_length=120)
    identifier = models.CharField(max_length=255)

    class Meta:
        indexes = [models.Index(fields=["scheme", "identifier"])]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "scheme", "identifier"], name="one_row_per_external_id_of_a_service"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.identifier}"
