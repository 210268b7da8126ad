"""Closed lists that the directory's models share. A blank always means: not stated."""

from django.db import models


class Status(models.TextChoices):
    """Open Referral's service status."""

    ACTIVE = "active", "Open"
    INACTIVE = "inactive", "Not running"
    DEFUNCT = "defunct", "Closed for good"
    TEMPORARILY_CLOSED = "temporarily closed", "Closed for now"


class Level(models.TextChoices):
    """The level of support in a graduated response."""

    UNIVERSAL = "universal", "For everyone"
    TARGETED = "targeted", "Extra support"
    SPECIALIST = "specialist", "Specialist support"


class Waiting(models.TextChoices):
    """How long a family waits, in bands."""

    NONE = "none", "No wait"
    WEEKS_4 = "4-weeks", "Up to 4 weeks"
    MONTHS_3 = "3-months", "1 to 3 months"
    MONTHS_6 = "6-months", "3 to 6 months"
    LONGER = "longer", "More than 6 months"
    CLOSED = "closed", "The waiting list is closed"


class Cost(models.TextChoices):
    """What it costs, in a word."""

    FREE = "free", "Free"
    LOW = "low", "Up to £5"
    PAID = "paid", "More than £5"
    VARIES = "varies", "Depends"


class Has(models.TextChoices):
    """A feature's state. A feature with no row is not stated; nobody may read that as yes or as no."""

    YES = "yes", "Yes"
    NO = "no", "No"


class AssuredBy(models.TextChoices):
    """Who last said that a listing is right."""

    PROVIDER = "provider", "the group itself"
    EDITOR = "editor", "our editors"
    FEED = "feed", "the people who sent us this listing"


class TermTime(models.TextChoices):
    """When in the school year a schedule runs."""

    ALL_YEAR = "all-year", "All year"
    TERM = "term", "Term time"
    HOLIDAYS = "holidays", "School holidays"


class Frequency(models.TextChoices):
    """Open Referral's schedule freq."""

    WEEKLY = "WEEKLY", "Every week"
    MONTHLY = "MONTHLY", "Every month"
