"""Where a postcode is."""

from django.db import models

from locations.models.generation import LayeredQuerySet


class PostcodePoint(models.Model):
    """A postcode, or the middle of a sector or outward code, in its one spelling; WGS84 degrees.

    The middles are rows of their own so that one read answers for a postcode and for all that it may fall
    back to. They are the mean of the postcodes in use.
    """

    class Scope(models.TextChoices):
        FULL = "f", "Postcode"
        SECTOR = "s", "Middle of a sector"
        OUTWARD = "o", "Middle of an outward code"

    layer = models.ForeignKey("Layer", on_delete=models.CASCADE, related_name="+", db_index=False)
    code = models.CharField(max_length=8)
    scope = models.CharField(max_length=1, choices=Scope.choices)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    terminated = models.BooleanField("no longer in use", default=False)

    objects = LayeredQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["layer", "code"], name="one_point_per_postcode")]

    def __str__(self) -> str:
        return self.code
