"""Days the way people write them, in the site's own time."""

from datetime import datetime

from django.utils import timezone


def day(moment: datetime) -> str:
    """21 November 2026."""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"


def earlier(then: datetime, now: datetime) -> str:
    """The day of an earlier run; with the time too when both were made on one day."""
    if day(then) != day(now):
        return day(then)
    local = timezone.localtime(then)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'} on {day(then)}"
