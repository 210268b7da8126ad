"""Areas with an outline, and what is known of them by their code."""

from django.db import models

from locations import geometry
from locations.models.generation import LayeredQuerySet


class Area(models.Model):
    """An area of some kind. WGS84 degrees; ``lat``, ``lon`` is a point inside it; ``outline`` is GeoJSON."""

    layer = models.ForeignKey("Layer", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=160)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    south = models.FloatField()
    west = models.FloatField()
    north = models.FloatField()
    east = models.FloatField()
    outline = models.TextField()

    objects = LayeredQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["layer", "code"], name="one_area_per_code")]
        indexes = [
            # Holds the whole box, so that outlines are read for the few that match only.
            models.Index(fields=["layer", "south", "north", "west", "east", "code"], name="area_by_box")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point is inside, its edge included."""
        inside_box = self.south <= lat <= self.north and self.west <= lon <= self.east
        return inside_box and geometry.holds(self.outline, lat, lon)


class Population(models.Model):
    """How many children and young people of some ages live in an area; both ages are included."""

    layer = models.ForeignKey("Layer", on_delete=models.CASCADE, related_name="+", db_index=False)
    area_code = models.CharField(max_length=20)
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    children = models.FloatField()

    objects = LayeredQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layer", "area_code", "age_from"], name="one_count_per_age")
        ]

    def __str__(self) -> str:
        return f"{self.area_code}, {self.age_from} to {self.age_to}: {self.children:g}"


class AreaFacts(models.Model):
    """How urban or rural an area is, or how deprived. A null is not known, or in another layer's row."""

    layer = models.ForeignKey("Layer", on_delete=models.CASCADE, related_name="+", db_index=False)
    area_code = models.CharField(max_length=20)
    rural_urban_code = models.CharField(max_length=12, blank=True)
    rural_urban = models.CharField("rural-urban class", max_length=120, blank=True)
    rural = models.BooleanField(null=True)
    imd_decile = models.PositiveSmallIntegerField(
        "deprivation decile", null=True, help_text="1 is the most deprived tenth in the country."
    )

    objects = LayeredQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "area facts"
        constraints = [models.UniqueConstraint(fields=["layer", "area_code"], name="one_fact_row_per_area")]

    def __str__(self) -> str:
        return self.area_code
