"""What a service costs a family, and who pays for it."""

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey

from directory.models.part import Part
from directory.models.service import Service


class CostOption(Part):
    """One price (Open Referral: cost_option), in pounds."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=255, blank=True)
    amount = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    amount_description = models.CharField(max_length=255, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["amount"]
        constraints = [
            models.CheckConstraint(
                name="price_not_below_zero",
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
            )
        ]

    def __str__(self) -> str:
        return self.option or str(self.amount)


class Funding(Part):
    """Who pays for it (Open Referral: funding)."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="funding")
    source = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.source
