"""Days, times and ages as families say them. Pure, and said in one way on every card and page."""

import re
from collections.abc import Sequence
from datetime import time
from decimal import Decimal

#: RFC 5545's codes and their names, Monday first.
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


def read_byday(text: str) -> tuple[tuple[int, int], ...]:
    """RFC 5545's BYDAY as (ordinal or 0, day): "1MO,-1FR" is ((1, 0), (-1, 4)). Other words are left out."""
    found = _BYDAY.findall(text.upper().replace(" ", ""))
    return tuple((int(nth) if nth else 0, DAYS.index(day)) for nth, day in found)


def clock(moment: time) -> str:
    """A time as families write it: 6pm, 9:30am, midday."""
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    if (moment.hour, moment.minute) == (0, 0):
        return "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def ages(youngest: Decimal | None, oldest: Decimal | None) -> str:
    """ "Ages 11 to 18", "Up to 5", "16 and over", or "" when neither end is stated."""
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return "Any age" if not youngest else f"{age(youngest)} and over"
    if youngest is None:
        return f"Up to {age(oldest)}"
    if youngest == oldest:
        return f"Age {age(youngest)}"
    return f"Ages {age(youngest)} to {age(oldest)}"


def age(years: Decimal) -> str:
    """An age as families say it: 7, 2½, 6 months."""
    whole, part = divmod(Decimal(years), 1)
    if not part:
        return str(int(whole))
    if whole < 1:
        months = max(1, round(part * 12))
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{int(whole)}½" if part == Decimal("0.5") else f"{float(years):g}"


def joined(parts: Sequence[str]) -> str:
    """One, two and three: "Mondays", "Mondays and Fridays", "Mondays, Tuesdays and Fridays"."""
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"
