"""When the register was loaded, so that a page can say how old its list is."""

from django.db import models


class RegisterLoad(models.Model):
    """One load of a register file. ``authorities`` are the codes of the local authorities it spoke of."""

    loaded_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField("file", max_length=255)
    authorities = models.JSONField(default=list)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source}, {self.loaded_at:%d %B %Y}"
