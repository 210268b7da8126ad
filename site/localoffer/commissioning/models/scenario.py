"""What if: venues that might be opened, and what that would change."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from localoffer.commissioning.models.run import GapRun

#: As many more venues as can be asked for.
MOST_MORE = 10


class Candidates(models.TextChoices):
    """Where a new venue might be."""

    VENUES = "venues", "Places we know: schools, libraries, halls, hubs"
    AREAS = "areas", "The middle of any area"


class Scenario(models.Model):  # type: ignore[django-manager-missing]  # Wagtail's relations are untyped.
    """The best places for some more venues, worked out from a frozen run; kept to be discussed and planned.

    ``chosen``: [{"id", "name", "lat", "lon", "children", "rural_children"}] in order of gain, children newly
    within reach of each. ``gains``, the areas that come within reach: [{"code", "name", "children", "rural",
    "before_km", "after_km", "place"}]; ``place`` counts from 1 in ``chosen``. ``greedy_children`` is what one
    at a time would reach, beside ``children`` by the exact answer; ``proven`` says that nothing better exists
    (MCLP, Church and ReVelle 1974). Where that isn't proven, ``bound`` children is what no choice can pass:
    of the rural children where they come first, else of all.
    """

    run = models.ForeignKey(GapRun, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=160)
    candidates = models.CharField(max_length=8, choices=Candidates.choices)
    considered = models.PositiveIntegerField(help_text="Candidates that were compared.")
    left_out = models.PositiveIntegerField(
        default=0, help_text="Candidates farther from the children who go without, left out for time."
    )
    more = models.PositiveSmallIntegerField(
        "more venues", validators=[MinValueValidator(1), MaxValueValidator(MOST_MORE)]
    )
    rural_first = models.BooleanField(default=False)
    reach_km = models.FloatField()
    chosen = models.JSONField(default=list)
    gains = models.JSONField(default=list)
    children = models.FloatField(help_text="Newly within reach.")
    rural_children = models.FloatField(help_text="Of those, in rural areas.")
    beyond_before = models.FloatField(help_text="Children beyond reach before.")
    greedy_children = models.FloatField()
    greedy_rural_children = models.FloatField()
    proven = models.BooleanField()
    bound = models.FloatField()
    seconds = models.FloatField(help_text="The time that the search for the best was given.")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("gaps:scenario", args=[self.pk])
