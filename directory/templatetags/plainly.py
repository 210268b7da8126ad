"""Dates, times and numbers the way people say them."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils import dateformat, formats, timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext

from directory import spoken

register = template.Library()

DAYS_IN_MONTH, DAYS_IN_YEAR, MONTHS_IN_YEAR = 30.44, 365.25, 12
#: After this many months an unchecked listing is shown with a warning.
STALE_MONTHS = 12


@register.filter
def ago(day: date | None) -> str:
    """How long ago, in the largest unit that still says something: "12 days ago"."""
    if day is None:
        return ""
    days = (timezone.localdate() - day).days
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    if days < 60:
        return ngettext("{} day ago", "{} days ago", days).format(days)
    if days < 2 * DAYS_IN_YEAR:
        months = round(days / DAYS_IN_MONTH)
        return ngettext("{} month ago", "{} months ago", months).format(months)
    years = int(days / DAYS_IN_YEAR)
    return ngettext("{} year ago", "{} years ago", years).format(years)


@register.filter
def stale(day: date | None) -> bool:
    """Whether a listing was last checked more than twelve months ago, or never."""
    return day is None or (timezone.localdate() - day).days > STALE_MONTHS * DAYS_IN_MONTH


@register.filter
def clock(moment: time | None) -> str:
    """6pm, 6:30pm, midday; 18:00 in a language that counts the hours to 24."""
    if moment is None:
        return ""
    if (get_language() or "en").startswith("en"):
        return spoken.clock(moment)
    return dateformat.time_format(moment, "H:i")


class Aged(Protocol):
    """A service, or what the index knows of one: for ages from and to, in years; None is not stated."""

    @property
    def age_min(self) -> Decimal | float | None: ...
    @property
    def age_max(self) -> Decimal | float | None: ...


@register.filter
def ages(of: Aged) -> str:
    """ "Ages 11 to 18", "Up to 5", "16 and over", or "" when neither end is stated."""
    youngest, oldest = (None if end is None else Decimal(str(end)) for end in (of.age_min, of.age_max))
    if (get_language() or "en").startswith("en"):
        return spoken.ages(youngest, oldest)
    if oldest is None:
        if youngest is None:
            return ""
        return gettext("{age} and over").format(age=_age(youngest)) if youngest else gettext("Any age")
    if youngest is None:
        return gettext("Up to {age}").format(age=_age(oldest))
    if youngest == oldest:
        return gettext("Age {age}").format(age=_age(oldest))
    if youngest == int(youngest) and oldest == int(oldest):
        # Both in years: the unit is said once, by the number that it stands beside.
        both = ngettext("Ages {youngest} to {oldest}", "Ages {youngest} to {oldest}", int(oldest))
        return both.format(youngest=int(youngest), oldest=int(oldest))
    both = pgettext("each with its unit", "Ages {youngest} to {oldest}")
    return both.format(youngest=_age(youngest), oldest=_age(oldest))


def _age(years: Decimal) -> str:
    """An age with its unit, as it stands in a sentence after "from", "to" and "of the age of"."""
    whole, part = divmod(years, 1)
    if not part:
        return ngettext("{} year of age", "{} years of age", int(whole)).format(int(whole))
    if whole < 1:
        months = max(1, round(part * MONTHS_IN_YEAR))
        return ngettext("{} month of age", "{} months of age", months).format(months)
    said = f"{int(whole)}½" if part == Decimal("0.5") else formats.localize(float(years))
    return pgettext("and a part of one", "{} years of age").format(said)


@register.filter
def miles(distance: float | None) -> str:
    """A distance in miles with its unit: "2.3 miles", "under 0.1 miles"."""
    if distance is None:
        return ""
    if distance < 0.1:
        return gettext("under 0.1 miles")
    said = f"{distance:.1f}".removesuffix(".0")
    if said.isdigit():
        return ngettext("{} mile", "{} miles", int(said)).format(said)
    return gettext("{} miles").format(formats.localize(float(said)))


@register.filter
def tel(number: str) -> str:
    """The number as a telephone link dials it: digits, and a plus at the front."""
    said = re.split(r"(?i)\s*(?:ext|x)\.?\s*\d", number)[0].replace("(0)", "")
    digits = re.sub(r"\D", "", said)
    return f"+{digits}" if said.strip().startswith("+") else digits


@register.filter
def host(address: str) -> str:
    """The name of a website, without the rest of its address."""
    return re.sub(r"^[a-z]+://(?:www\.)?", "", address, flags=re.IGNORECASE).split("/")[0]


@register.filter
def stated(states: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The features that are stated, as yes or as no."""
    return [(name, state) for name, state in states if state in ("yes", "no")]


@register.filter
def not_stated(states: tuple[tuple[str, str], ...]) -> list[str]:
    """The names of the features about which nothing is stated."""
    return [name for name, state in states if state not in ("yes", "no")]
