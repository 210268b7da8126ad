"""Dates, times and days as people and feeds write them. Pure."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from directory.feeds.cleaning import NOTHING, line

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\Z")
BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?\Z")
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*(am|pm)?(?:Z|[+-]\d\d:?\d\d)?\Z", re.I
)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_CODE = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)\Z")


class NoSuchDateError(ValueError):
    """A date that no calendar has, such as 31 February."""


def day(value: Any) -> date | None:
    """2026-12-24, with or without a time, or 24/12/2026; None when nothing is said.

    Raises NoSuchDateError for a date that doesn't exist, ValueError for what isn't a date at all.
    """
    words = line(value)
    if words.lower() in NOTHING:
        return None
    if found := ISO.match(words):
        year, month, number = found.groups()
    elif found := BRITISH.match(words):
        number, month, year = found.groups()
    else:
        raise ValueError(f"“{words[:40]}” isn't a date; write it as 2026-12-24")
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise NoSuchDateError(f"there is no such date as {words[:40]}") from None


def moment(value: Any) -> datetime | None:
    """When a feed last changed a record, in UTC; None when it can't be told."""
    try:
        then = datetime.fromisoformat(line(value).replace("Z", "+00:00"))
    except ValueError:
        return None
    return then.replace(tzinfo=UTC) if then.tzinfo is None else then.astimezone(UTC)


def clock(value: Any) -> str:
    """18:30, 18:30:00, 6.30pm or 6pm as 18:30; empty when nothing is said. Raises ValueError with why."""
    words = line(value)
    if words.lower() in NOTHING:
        return ""
    found = CLOCK.match(words)
    if not found or (not found[2] and not found[3]):
        raise ValueError(f"“{words[:40]}” isn't a time; write it as 18:30")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"there is no such time as {words[:40]}")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) == (24, 0):
        hour, minute = 23, 59
    try:
        return f"{time(hour, minute):%H:%M}"
    except ValueError:
        raise ValueError(f"there is no such time as {words[:40]}") from None


def byday(value: Any) -> str:
    """Days as MO,TU or 1MO,-1FR, from codes or English names. Raises ValueError, naming what isn't a day."""
    if isinstance(value, list | tuple):
        value = ",".join(map(str, value))
    found = [_day_code(word) for word in re.split(r"[,;/\s]+|\band\b", line(value)) if word]
    return ",".join(dict.fromkeys(found))


def bymonthday(value: Any) -> str:
    """Days of the month, 1 to 31 or -1 to -31. Raises ValueError, naming what isn't one."""
    if isinstance(value, list | tuple):
        value = ",".join(map(str, value))
    days = [word for word in re.split(r"[,;\s]+", line(value)) if word]
    for word in days:
        if not re.fullmatch(r"-?\d{1,2}", word) or not 1 <= abs(int(word)) <= 31:
            raise ValueError(f"“{word[:20]}” isn't a day of the month")
    return ",".join(str(int(word)) for word in days)


def _day_code(word: str) -> str:
    if found := DAY_CODE.match(word.upper()):
        return f"{(found[1] or '').lstrip('+')}{found[2]}"
    lower = word.lower().rstrip(".")
    for name, code in zip(NAMES, DAYS, strict=True):
        if len(lower) >= 3 and (
            name.startswith(lower) or lower == f"{name}s" or lower in _SHORT.get(code, ())
        ):
            return code
    raise ValueError(f"“{word[:20]}” isn't a day of the week")


_SHORT = {"TU": ("tues",), "WE": ("weds",), "TH": ("thur", "thurs")}
