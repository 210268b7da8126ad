"""The closed lists of the tool: how old, who reads, and the step of the cycle that a thing belongs to.

Levels are the directory's own (``directory.models.choices.Level``): services and strategies stand on
the same three.
"""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: In an address, the choice of no phase.
ALL_AGES = "all-ages"
#: The first part of the keys of strategies in the search (``search.sources.Source.number``).
STRATEGY_SOURCE = 11


class Phase(models.TextChoices):
    """A phase of education."""

    EARLY_YEARS = "early-years", _("Early years")
    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
    POST_16 = "post-16", _("After 16")

    @property
    def column(self) -> str:
        """The column that says whether something is for this phase."""
        return self.value.replace("-", "_")

    @property
    def ages(self) -> Promise:
        """The ages of the phase in words. They overlap where phases do."""
        return _AGES[self]

    @property
    def years(self) -> tuple[int, int]:
        """The youngest age, and the age that it ends at."""
        return _YEARS[self]


_AGES: dict[Phase, Promise] = {
    Phase.EARLY_YEARS: _("0 to 5"),
    Phase.PRIMARY: _("4 to 11"),
    Phase.SECONDARY: _("11 to 16"),
    Phase.POST_16: _("16 to 25"),
}
_YEARS = {
    Phase.EARLY_YEARS: (0, 5),
    Phase.PRIMARY: (4, 12),
    Phase.SECONDARY: (11, 17),
    Phase.POST_16: (16, 26),
}


class Reader(models.TextChoices):
    """Who reads. Each is told what matters to them, in words meant for them."""

    PARENT = "parent", _("Parent or carer")
    YOUNG_PERSON = "young-person", _("Young person")
    SCHOOL = "school", _("School, nursery or college")
    PROVIDER = "provider", _("Someone who provides a service")


class Step(models.TextChoices):
    """A step of the graduated approach (SEND Code of Practice 2015, paragraphs 6.44 to 6.56)."""

    ASSESS = "assess", _("Assess")
    PLAN = "plan", _("Plan")
    DO = "do", _("Do")
    REVIEW = "review", _("Review")
