"""When the next session is, and each row of a timetable in words. Dates are local. Asks no database."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.models import Frequency, Schedule, TermTime, Venue
from directory.spoken import NAMES, ORDINALS, joined, read_byday

#: A session further away than this is not what a family means by "next".
LOOK_AHEAD_DAYS = 366
SEASONS = {TermTime.TERM.value: "term time", TermTime.HOLIDAYS.value: "school holidays"}


@dataclass(frozen=True, slots=True)
class Session:
    """One row of the timetable. ``next_on`` is None when no date follows from what is stated.

    ``uncertain`` says what the date depends on ("term time"): the school year is not ours to know.
    """

    rhythm: str
    opens: time | None
    closes: time | None
    season: str
    next_on: date | None
    uncertain: str
    venue: Venue | None
    notes: str


def sessions(schedules: Iterable[Schedule], now: datetime) -> tuple[Session, ...]:
    """Every row that is not over, the one that comes next first."""
    held = [_session(row, now) for row in schedules if not row.valid_to or row.valid_to >= now.date()]
    return tuple(sorted(held, key=lambda session: (session.next_on or date.max, session.opens or time.max)))


def next_date(row: Schedule, now: datetime) -> date | None:
    """The next day on which it happens, today included until it has ended."""
    start = max(filter(None, (now.date(), row.valid_from, row.dtstart)))
    if start == now.date() and row.closes_at and row.closes_at <= now.time():
        start += timedelta(days=1)
    for ahead in range(LOOK_AHEAD_DAYS):
        day = start + timedelta(days=ahead)
        if row.valid_to and day > row.valid_to:
            return None
        if happens_on(row, day):
            return day
    return None


def happens_on(row: Schedule, day: date) -> bool:
    """Whether the row's rhythm falls on this day. An every-second-week row without a first date can't say."""
    if day.isoformat() in row.except_dates:
        return False
    if row.freq == Frequency.WEEKLY:
        days = [weekday for _, weekday in read_byday(row.byday)] or (
            [row.dtstart.weekday()] if row.dtstart else []
        )
        return day.weekday() in days and _in_step(row, day, _weeks)
    if row.freq == Frequency.MONTHLY:
        by_number = str(day.day) in re.findall(r"\d+", row.bymonthday)
        return (by_number or _nth_matches(row.byday, day)) and _in_step(row, day, _months)
    return row.dtstart == day


def _in_step(row: Schedule, day: date, count: Callable[[date, date], int]) -> bool:
    if row.interval <= 1:
        return True
    return row.dtstart is not None and count(row.dtstart, day) % row.interval == 0


def _weeks(first: date, day: date) -> int:
    return ((day - timedelta(days=day.weekday())) - (first - timedelta(days=first.weekday()))).days // 7


def _months(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def _nth_matches(byday: str, day: date) -> bool:
    from_start = (day.day - 1) // 7 + 1
    last = (day + timedelta(days=7)).month != day.month
    return any(
        weekday == day.weekday() and (nth in (0, from_start) or (nth == -1 and last))
        for nth, weekday in read_byday(byday)
    )


def _session(row: Schedule, now: datetime) -> Session:
    upcoming = next_date(row, now)
    season = SEASONS.get(row.term_time, "")
    return Session(
        rhythm=_rhythm(row),
        opens=row.opens_at,
        closes=row.closes_at,
        season=season,
        next_on=upcoming,
        uncertain=season if upcoming else "",
        venue=row.venue,
        notes=row.notes,
    )


def _rhythm(row: Schedule) -> str:
    found = read_byday(row.byday)
    if row.freq == Frequency.MONTHLY:
        said = [f"{ORDINALS[nth]} {NAMES[day]}" for nth, day in found if nth in ORDINALS]
        said += [f"day {number}" for number in re.findall(r"\d+", row.bymonthday)]
        every = "of the month" if row.interval == 1 else f"every {row.interval} months"
        return f"{_first_capital(joined(said))} {every}" if said else row.description
    days = [NAMES[day] for _, day in found]
    if row.freq == Frequency.WEEKLY and days:
        if row.interval == 1:
            return f"Every {joined(days)}"
        return f"Every {'other' if row.interval == 2 else str(row.interval) + ' weeks on'} {joined(days)}"
    if row.dtstart and not row.freq:
        return f"{NAMES[row.dtstart.weekday()]} {row.dtstart.day} {row.dtstart:%B %Y}"
    return row.description


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
