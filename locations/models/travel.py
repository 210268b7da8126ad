"""How long the way takes from one area to another."""

from django.db import models

from locations.models.generation import LayeredQuerySet


class TravelTime(models.Model):
    """Minutes from one area to another of the layer's kind. A way that has no row can't be travelled."""

    layer = models.ForeignKey("Layer", on_delete=models.CASCADE, related_name="+", db_index=False)
    origin = models.CharField(max_length=20)
    destination = models.CharField(max_length=20)
    minutes = models.FloatField()

    objects = LayeredQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layer", "origin", "destination"], name="one_time_per_way")
        ]

    def __str__(self) -> str:
        return f"{self.origin} to {self.destination}: {self.minutes:g} minutes"
