"""What is measured: a need, an age band and a kind of support, on some days, within a reach."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from directory.models import TaxonomyTerm

OLDEST = 25


class Day(models.TextChoices):
    """When a session must be to count. Not stated counts for any day alone."""

    ANY = "any", "Any day"
    WEEKEND = "weekend", "At the weekend"
    AFTER_SCHOOL = "after-school", "After school"
    HOLIDAYS = "holidays", "In the school holidays"


class CountedIn(models.TextChoices):
    """What a venue weighs: one each, its sessions a week, or the places in them."""

    LISTINGS = "listings", "Listings"
    SESSIONS = "sessions", "Sessions a week"
    PLACES = "places", "Places a week"


def default_thresholds() -> list[float]:
    """The distances in km beyond which children are counted, unless a measure says others."""
    return [5, 10, 15, 30]


class Measure(models.Model):
    """A question asked of the whole county again and again: editors own the list.

    Ages are whole years, both included (0 to 25). ``reach_km`` is as far as a family is expected to go,
    in km of road: the straight line times ``detour``. A null need or kind means any.
    """

    code = models.SlugField(unique=True, max_length=80, help_text="Used in addresses, such as /gaps/…/.")
    name = models.CharField(max_length=160, help_text="As in: weekend short breaks, 5 to 11.")
    need = models.ForeignKey(
        TaxonomyTerm,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"taxonomy__slug": "need"},
    )
    kind = models.ForeignKey(
        TaxonomyTerm,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"taxonomy__slug": "kind"},
    )
    age_from = models.PositiveSmallIntegerField("youngest age", default=0)
    age_to = models.PositiveSmallIntegerField("oldest age", default=OLDEST)
    day = models.CharField("when", max_length=12, choices=Day.choices, default=Day.ANY)
    reach_km = models.FloatField(
        "within reach (km)", default=15, validators=[MinValueValidator(0.5), MaxValueValidator(100)]
    )
    thresholds_km = models.JSONField(
        "distances to report (km)", default=default_thresholds, help_text="Such as [5, 10, 15, 30]."
    )
    detour = models.FloatField(
        "road km for each straight km",
        default=1.3,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text="1.3 is usual for roads; a travel-time table takes its place where one is loaded.",
    )
    counted_in = models.CharField(max_length=8, choices=CountedIn.choices, default=CountedIn.SESSIONS)
    need_rate = models.FloatField(
        "share of children who need it",
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="0.02 is 2 in 100. Empty: every child of the age is counted.",
    )
    order = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True, help_text="Measured every night.")

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                name="measure_ages_in_order",
                condition=Q(age_from__lte=F("age_to")) & Q(age_to__lte=OLDEST),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse ages the wrong way round and distances that are no rising list of km."""
        super().clean()
        if self.age_from > self.age_to:
            raise ValidationError(
                {"age_to": f"The oldest age ({self.age_to}) is below the youngest ({self.age_from})."}
            )
        if self.age_to > OLDEST:
            raise ValidationError({"age_to": f"The oldest age counted is {OLDEST}."})
        stated = self.thresholds_km
        rising = isinstance(stated, list) and all(
            isinstance(km, int | float) and not isinstance(km, bool) and km > 0 for km in stated
        )
        if not rising or not stated or sorted(set(stated)) != stated:
            raise ValidationError(
                {"thresholds_km": "Write distances in km from near to far, such as [5, 10, 15, 30]."}
            )
