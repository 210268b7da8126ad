"""Where a town or village is."""

from django.db import connection, models

from locations.models.generation import LayeredQuerySet

# Sorts after every letter, figure and space that a folded name can hold.
AFTER_ALL = "\x7f"


class NamedPlace(models.Model):
    """A named settlement; WGS84 degrees. ``folded`` is the name as locations.names.fold spells it.

    ``in_home`` is what the file said of it; where the authority's own area is loaded, its outline decides.
    """

    class Kind(models.TextChoices):
        CITY = "city", "City"
        TOWN = "town", "Town"
        VILLAGE = "village", "Village"
        HAMLET = "hamlet", "Hamlet"
        SUBURB = "suburb", "Suburb"
        OTHER = "other", "Other settlement"

    layer = models.ForeignKey("Layer", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    rank = models.PositiveSmallIntegerField(help_text="0 for a city, larger for smaller kinds.")
    area = models.CharField("county or district", max_length=120, blank=True)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    in_home = models.BooleanField("in the authority's area", default=False)

    objects = LayeredQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["layer", "folded"], name="place_by_layer_and_name")]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}" if self.area else self.name

    @staticmethod
    def begins(folded: str) -> models.Q:
        """That the folded name begins with the text, so said that both databases use the index.

        SQLite's LIKE cannot use it, and PostgreSQL's order of letters depends on the locale.
        """
        if connection.vendor == "sqlite":
            return models.Q(folded__gte=folded, folded__lt=folded + AFTER_ALL)
        return models.Q(folded__startswith=folded)

    @classmethod
    def begins_with_word(cls, folded: str) -> models.Q:
        """That the folded name is this, or goes on with another word."""
        if connection.vendor == "sqlite":
            # A space sorts before every letter and figure, so that this is one stretch of the index.
            return models.Q(folded__gte=folded, folded__lt=f"{folded} {AFTER_ALL}")
        return models.Q(folded=folded) | models.Q(folded__startswith=f"{folded} ")
