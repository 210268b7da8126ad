"""What of the demo has been loaded, so that loading it again is quick and overwrites nobody's work."""

from django.db import models


class LoadedPart(models.Model):
    """A part of the demo and a fingerprint of the files it was loaded from."""

    name = models.CharField(max_length=40, unique=True)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
