"""The parts of a service, edited and revised together with it."""

import uuid

from django.db import models
from modelcluster.fields import ParentalKey

from directory.models.choices import Frequency, Has, TermTime
from directory.models.service import Service
from directory.models.taxonomy import TaxonomyTerm
from directory.models.venue import Venue


class Part(models.Model):
    """What every part has: an id that survives re-import."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


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


class Schedule(Part):
    """When it happens (Open Referral: schedule, a reading of RFC 5545).

    ``byday`` holds MO,TU,... for a weekly rhythm and 1MO,-1FR,... for a monthly one; ``bymonthday`` holds
    1 to 31, comma separated. Times are local. A null venue means at every venue of the service.
    """

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    freq = models.CharField(max_length=8, choices=Frequency.choices, blank=True)
    interval = models.PositiveSmallIntegerField(default=1)
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
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["byday", "opens_at"]

    def __str__(self) -> str:
        return self.description or f"{self.byday} {self.opens_at or ''}".strip()


class CostOption(Part):
    """One price (Open Referral: cost_option), in pounds."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=255, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    amount_description = models.CharField(max_length=255, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["amount"]

    def __str__(self) -> str:
        return self.option or str(self.amount)


class Contact(Part):
    """A role to ask for (Open Referral: contact). Names of roles, not of people, wherever possible."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class Phone(Part):
    """A number to ring (Open Referral: phone)."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=60)
    description = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return self.number


class ServiceLanguage(Part):
    """A language it is offered in (Open Referral: language); code after ISO 639."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class ServiceArea(Part):
    """An area it covers (Open Referral: service_area): the code of a loaded area, or free text."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    area_code = models.CharField(max_length=20, blank=True, help_text="For example E06000066.")
    name = models.TextField(blank=True, help_text="For example: all of Somerset.")

    def __str__(self) -> str:
        return self.name or self.area_code


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
            models.UniqueConstraint(fields=["service", "term"], name="one_state_per_service_feature")
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

    def __str__(self) -> str:
        return f"{self.scheme} {self.identifier}"
