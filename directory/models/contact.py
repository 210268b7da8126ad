"""How to reach a service, and in which languages."""

from django.db import models
from modelcluster.fields import ParentalKey

from directory.models.part import Part
from directory.models.service import Service


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
