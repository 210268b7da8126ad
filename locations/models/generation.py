"""What is true now, and since when: a Generation refers to the Layers it is made of."""

from typing import Self

from django.db import models


class LayerQuerySet(models.QuerySet["Layer"]):
    """Layers by what they are for."""

    def live(self) -> Self:
        """Those of the live generation."""
        return self.filter(generations__status=Generation.Status.LIVE)


class Layer(models.Model):
    """One part as one file gave it. Its rows never change; a newer file makes a newer layer.

    ``kind`` is the kind of area (lsoa, ward ...) for areas and for what is counted by area, else empty.
    A layer that no generation refers to is the remains of a load that was stopped, and may be removed.
    """

    class Part(models.TextChoices):
        POSTCODES = "postcodes", "Postcodes"
        PLACES = "places", "Named places"
        AREAS = "areas", "Areas"
        POPULATION = "population", "Children by age"
        RURALITY = "rurality", "Urban or rural"
        DEPRIVATION = "deprivation", "Deprivation"
        TRAVEL = "travel", "Travel times"

    part = models.CharField(max_length=12, choices=Part.choices)
    kind = models.CharField(max_length=40, blank=True)
    source = models.CharField("file", max_length=255)
    rows = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField(auto_now_add=True)

    objects = LayerQuerySet.as_manager()

    class Meta:
        ordering = ["part", "kind"]

    def __str__(self) -> str:
        what = f"{self.get_part_display()} ({self.kind})" if self.kind else self.get_part_display()
        return f"{what}: {self.rows:,} from {self.source}"


class Generation(models.Model):
    """Every part that is true at one time. Exactly one is live; the one before it is kept to go back to."""

    class Status(models.TextChoices):
        LIVE = "live", "Live"
        PAST = "past", "Past"

    label = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=4, choices=Status.choices)
    made_at = models.DateTimeField(auto_now_add=True)
    layers = models.ManyToManyField(Layer, related_name="generations")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=models.Q(status="live"), name="one_live_generation"
            )
        ]

    def __str__(self) -> str:
        return self.label or f"Generation {self.pk}"

    def counts(self) -> dict[str, int]:
        """How many rows it holds, by part, or by part and kind: {"postcodes": 20375, "areas lsoa": 339}."""
        return {f"{layer.part} {layer.kind}".strip(): layer.rows for layer in self.layers.all()}


class LayeredQuerySet(models.QuerySet):
    """Rows that belong to a layer."""

    def live(self) -> Self:
        """Those of the live generation; found by a join, so that it costs no statement of its own."""
        return self.filter(layer__generations__status=Generation.Status.LIVE)
