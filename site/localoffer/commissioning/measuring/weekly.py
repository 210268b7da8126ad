"""How many sessions a week a timetable comes to, by the same day codes that families filter by. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from search.document.when import Session, codes

#: Every session counts for this one.
ANY = "any"
#: What happens once a month, or once a year, is this much of a session a week.
MONTHLY = 12 / 52
ONCE = 1 / 52


def a_week(sessions: Iterable[Session]) -> Mapping[str, float]:
    """Sessions a week by day code: {"any": 1.5, "saturday": 1, ...}; empty when no day is stated.

    A season's sessions are counted as in a week of that season.
    """
    found: Counter[str] = Counter()
    for session in sessions:
        for one, times in _one_day_each(session):
            for code in (ANY, *codes([one])):
                found[code] += times  # type: ignore[assignment]  # a Counter may hold parts
    return dict(found)


def _one_day_each(session: Session) -> Iterator[tuple[Session, float]]:
    every = max(session.interval, 1)
    for day in session.days:
        times = ONCE if session.once else 1 / every
        yield replace(session, days=(day,), nth=()), times
    for ordinal, day in session.nth:
        yield replace(session, days=(day,), nth=()), (MONTHLY if ordinal else 1) / every
    for _ in session.dates:
        yield replace(session, days=(), nth=()), MONTHLY / every
