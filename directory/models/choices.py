"""Closed lists that the directory's models share. A blank always means: not stated.

The labels are English everywhere; a page looks their translation up when it shows one.
"""

from django.db import models
from django.utils.translation import gettext_noop


class Status(models.TextChoices):
    """Open Referral's service status."""

    ACTIVE = "active", gettext_noop("Open")
    INACTIVE = "inactive", gettext_noop("Not running")
    DEFUNCT = "defunct", gettext_noop("Closed for good")
    TEMPORARILY_CLOSED = "temporarily closed", gettext_noop("Closed for now")


class Level(models.TextChoices):
    """The level of support in a graduated response."""

    UNIVERSAL = "universal", gettext_noop("For everyone")
    TARGETED = "targeted", gettext_noop("Extra support")
    SPECIALIST = "specialist", gettext_noop("Specialist support")


class Waiting(models.TextChoices):
    """How long a family waits, in bands."""

    NONE = "none", gettext_noop("No wait")
    WEEKS_4 = "4-weeks", gettext_noop("Up to 4 weeks")
    MONTHS_3 = "3-months", gettext_noop("1 to 3 months")
    MONTHS_6 = "6-months", gettext_noop("3 to 6 months")
    LONGER = "longer", gettext_noop("More than 6 months")
    CLOSED = "closed", gettext_noop("The waiting list is closed")


class Cost(models.TextChoices):
    """What it costs, in a word."""

    FREE = "free", gettext_noop("Free")
    LOW = "low", gettext_noop("Up to £5")
    PAID = "paid", gettext_noop("More than £5")
    VARIES = "varies", gettext_noop("Depends")


class Has(models.TextChoices):
    """A feature's state. A feature with no row is not stated; nobody may read that as yes or as no."""

    YES = "yes", gettext_noop("Yes")
    NO = "no", gettext_noop("No")


class AssuredBy(models.TextChoices):
    """Who last said that a listing is right."""

    PROVIDER = "provider", gettext_noop("the group itself")
    EDITOR = "editor", gettext_noop("our editors")
    FEED = "feed", gettext_noop("the people who sent us this listing")


class TermTime(models.TextChoices):
    """When in the school year a schedule runs."""

    ALL_YEAR = "all-year", gettext_noop("All year")
    TERM = "term", gettext_noop("Term time")
    HOLIDAYS = "holidays", gettext_noop("School holidays")


class Frequency(models.TextChoices):
    """Open Referral's schedule freq."""

    WEEKLY = "WEEKLY", gettext_noop("Every week")
    MONTHLY = "MONTHLY", gettext_noop("Every month")
