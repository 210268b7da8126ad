"""What a file once said of a row, so that a later load leaves alone what an editor has changed since."""

from django.db import models


class Seeded(models.Model):
    """Something that may have come from a file."""

    seeded = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True
