"""Dates, times and numbers the way people say them."""

import re
from datetime import date, time

from django import template
from django.utils import timezone

from directory import spoken

register = template.Library()

DAYS_IN_MONTH, DAYS_IN_YEAR = 30.44, 365.25
#: After this many months an unchecked listing is shown with a warning.
STALE_MONTHS = 12


@register.filter
def ago(day: date | None) -> str:
    """How long ago, in the largest unit that still says something: "12 days ago"."""
    if day is None:
        return ""
    days = (timezone.localdate() - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 60:
        return f"{days} days ago"
    if days < 2 * DAYS_IN_YEAR:
        return f"{round(days / DAYS_IN_MONTH)} months ago"
    return f"{int(days / DAYS_IN_YEAR)} years ago"


@register.filter
def stale(day: date | None) -> bool:
    """Whether a listing was last checked more than twelve months ago, or never."""
    return day is None or (timezone.localdate() - day).days > STALE_MONTHS * DAYS_IN_MONTH


@register.filter
def clock(moment: time | None) -> str:
    """6pm, 6:30pm, midday."""
    return spoken.clock(moment) if moment else ""


@register.filter
def miles(distance: float | None) -> str:
    """A distance in miles with its unit: "2.3 miles", "under 0.1 miles"."""
    if distance is None:
        return ""
    if distance < 0.1:
        return "under 0.1 miles"
    return "1 mile" if distance == 1 else f"{distance:.1f}".removesuffix(".0") + " miles"


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
