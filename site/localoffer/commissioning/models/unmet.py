"""What families looked for and did not find near them: counts, and nothing else."""

from django.db import models

#: Smaller counts are never shown as they are, in no page and no download.
FEWEST_SHOWN = 5


class UnmetDemand(models.Model):
    """How often, in a month, a need or kind of help was asked for in an area and nothing was within reach.

    No words, no postcode, no visitor. ``month`` is its first day; ``taxonomy`` is need or kind.
    """

    month = models.DateField()
    area_code = models.CharField(max_length=20)
    taxonomy = models.CharField(max_length=60)
    code = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "area_code", "taxonomy", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "area_code", "taxonomy", "code"], name="one_count_of_unmet_demand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.area_code}, {self.month:%B %Y}"
