"""When a service happens: the codes to filter by, and the line a card shows. Local times, no time zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from directory.spoken import NAMES, ORDINALS, clock, joined

CODES = tuple(name.lower() for name in NAMES)
#: A session that begins between these, on a school day, is one a child can go to after school.
AFTER_SCHOOL = (time(15, 0), time(18, 30))
SHOWN = 2
LONGEST_LINE = 80


@dataclass(frozen=True, slots=True)
class Session:
    """One row of a timetable, read from a directory schedule or built by a test.

    ``days`` are 0 (Monday) to 6; ``nth`` holds (ordinal, day) of a monthly rhythm, ordinal 0 for every one.
    ``term_time`` is "all-year", "term", "holidays" or "" (not stated). ``venue_id`` None: at every venue.
    """

    days: tuple[int, ...] = ()
    nth: tuple[tuple[int, int], ...] = ()
    dates: tuple[int, ...] = ()
    monthly: bool = False
    once: date | None = None
    interval: int = 1
    opens: time | None = None
    closes: time | None = None
    term_time: str = ""
    words: str = ""
    venue_id: str | None = None

    @property
    def weekdays(self) -> frozenset[int]:
        """Every day of the week it can fall on."""
        return frozenset(self.days) | {day for _, day in self.nth}


def codes(sessions: Iterable[Session]) -> tuple[str, ...]:
    """The codes families filter by: monday ... sunday, then weekend, after-school, holidays.

    All year includes the holidays; not stated doesn't, since not stated is never a yes.
    """
    week: set[int] = set()
    others: set[str] = set()
    first, last = AFTER_SCHOOL
    for session in sessions:
        days = session.weekdays
        week |= days
        if session.term_time in ("holidays", "all-year"):
            others.add("holidays")
        school_day = any(day < 5 for day in days) and session.term_time != "holidays"
        if school_day and session.opens and first <= session.opens <= last:
            others.add("after-school")
    if week & {5, 6}:
        others.add("weekend")
    ordered = [CODES[day] for day in sorted(week)]
    return (*ordered, *(code for code in ("weekend", "after-school", "holidays") if code in others))


def line(sessions: Sequence[Session]) -> str:
    """What a card says: "Thursdays 6pm to 8pm, term time; Saturdays 10am to midday", at most two."""
    said: list[str] = []
    for session in _merged(sessions):
        text = _say(session)
        if text and text not in said:
            said.append(text)
    more = " and more" if len(said) > SHOWN else ""
    return "; ".join(said[:SHOWN]) + more


def _merged(sessions: Sequence[Session]) -> list[Session]:
    """Weekly rows alike but for the day become one, so that five rows read "Monday to Friday"."""
    merged: dict[tuple[object, ...], Session] = {}
    for number, session in enumerate(sessions):
        weekly = session.days and not session.monthly and session.once is None
        alike = (session.interval, session.opens, session.closes, session.term_time)
        key = ("weekly", *alike) if weekly else ("alone", number)
        held = merged.get(key, session)
        merged[key] = replace(held, days=tuple(sorted({*held.days, *session.days})))
    return list(merged.values())


def _say(session: Session) -> str:
    rhythm = _rhythm(session)
    if not rhythm:
        return _cut(session.words)
    hours = _hours(session)
    season = {"term": ", term time", "holidays": ", school holidays"}.get(session.term_time, "")
    return f"{rhythm} {hours}".strip() + season


def _rhythm(session: Session) -> str:
    if session.once:
        return f"{session.once.day} {session.once:%B %Y}"
    if session.monthly:
        every = [f"{ORDINALS.get(nth, 'every').capitalize()} {NAMES[day]}" for nth, day in session.nth]
        every += [f"On day {number}" for number in session.dates]
        if not every:
            return ""
        said = joined([every[0], *(part[0].lower() + part[1:] for part in every[1:])])
        return (
            f"{said} of the month" if session.interval == 1 else f"{said}, every {session.interval} months,"
        )
    if not session.days:
        return ""
    if session.interval == 2:
        return "Every other " + joined([NAMES[day] for day in session.days])
    if session.interval > 2:
        return _days(session.days) + f", every {session.interval} weeks,"
    return _days(session.days)


def _days(days: tuple[int, ...]) -> str:
    if len(days) == 7:
        return "Every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{NAMES[days[0]]} to {NAMES[days[-1]]}"
    return joined([f"{NAMES[day]}s" for day in days])


def _hours(session: Session) -> str:
    if session.opens and session.closes:
        return f"{clock(session.opens)} to {clock(session.closes)}"
    if session.opens:
        return f"from {clock(session.opens)}"
    return f"until {clock(session.closes)}" if session.closes else ""


def _cut(words: str) -> str:
    text = " ".join(words.split())
    if len(text) <= LONGEST_LINE:
        return text
    return text[:LONGEST_LINE].rsplit(" ", 1)[0] + " ..."
