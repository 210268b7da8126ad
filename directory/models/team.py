"""Who looks after which area: the authority's own teams, by the area structures it works in."""

from django.core.exceptions import ValidationError
from django.db import models

from directory.teams import Team
from locations.models import Area


class LocalTeam(models.Model):
    """A team that serves one area of some kind: a community network, a patch of family advisers.

    ``area_kind`` and ``area_code`` name a loaded area (locations.Area), by code since areas are loaded anew.
    Contacts are the team's; no person's name belongs here.
    """

    area_kind = models.CharField(max_length=40, help_text="As loaded with load_places --kind.")
    area_code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=160)
    what = models.CharField("what they do", max_length=255, help_text="One plain sentence for families.")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField("website", blank=True, max_length=500)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area_kind", "area_code", "name"], name="one_team_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_read(self) -> Team:
        """As families read it."""
        return Team(self.area_code, self.name, self.what, self.phone, self.email, self.url)

    @property
    def reachable(self) -> bool:
        """Whether a family can get in touch at all."""
        return bool(self.phone or self.email or self.url)

    def clean(self) -> None:
        """Refuse an area that isn't loaded, and a team that nobody can reach."""
        super().clean()
        if not Area.objects.live().filter(kind=self.area_kind, code=self.area_code).exists():
            known = f"No area of the kind “{self.area_kind}” with the code “{self.area_code}” is loaded."
            raise ValidationError({"area_code": known})
        if not self.reachable:
            raise ValidationError({"phone": "Give a phone number, an email address or a website."})
