"""When a service happens, on a record. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from directory.feeds.cleaning import line, number, text, url
from directory.feeds.complaints import Complaints, pick, record, records, words
from directory.feeds.rows import ScheduleRow
from directory.feeds.when import byday, bymonthday, clock, day
from directory.feeds.where import venue_key

FREQUENCIES = {"weekly": "WEEKLY", "monthly": "MONTHLY", "every week": "WEEKLY", "every month": "MONTHLY"}
TERM_TIMES = {
    "all-year": "all-year",
    "all year": "all-year",
    "term": "term",
    "term time": "term",
    "term time only": "term",
    "holidays": "holidays",
    "school holidays": "holidays",
}
LISTS = ("schedules", "regular_schedules", "holiday_schedules")


def schedules(owner: Mapping[str, Any], complaints: Complaints) -> tuple[ScheduleRow, ...]:
    """Every schedule, those of one venue tied to it."""
    found = [_schedule(said, venue, complaints) for said, venue in _schedules(owner)]
    return tuple(dict.fromkeys(schedule for schedule in found if schedule is not None))


def _schedules(owner: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for name in LISTS:
        for said in records(owner, name):
            yield said, venue_key(record(said, "venue_of"))
    for link in records(owner, "service_at_locations"):
        venue = venue_key(record(link, "location"))
        for holder in (link, record(link, "location")):
            for name in LISTS:
                for said in records(holder, name):
                    yield said, venue


def _schedule(said: Mapping[str, Any], venue: str, complaints: Complaints) -> ScheduleRow | None:
    if said.get("closed") is True:
        return None
    opens = complaints.read("opens_at", clock, said.get("opens_at"), "")
    closes = complaints.read("closes_at", clock, said.get("closes_at"), "")
    first = complaints.read("valid_from", day, said.get("valid_from"), None)
    last = complaints.read("valid_to", day, said.get("valid_to"), None)
    if first and last and last < first:
        complaints.warn(
            "valid_to", f"It ends ({last}) before it begins ({first}). This schedule was left out."
        )
        return None
    days = complaints.read("byday", byday, pick(said, "byday", "weekday"), "")
    schedule = ScheduleRow(
        source_id=line(said.get("id")),
        venue_id=venue,
        freq=_freq(said, days, complaints),
        interval=_interval(said, complaints),
        byday=days[:60].rsplit(",", 1)[0] if len(days) > 60 else days,
        bymonthday=complaints.read("bymonthday", bymonthday, said.get("bymonthday"), "")[:60].rstrip(",-"),
        opens_at=opens,
        closes_at=closes,
        valid_from=first,
        valid_to=last,
        dtstart=complaints.read("dtstart", day, said.get("dtstart"), None),
        term_time=_term_time(said, complaints),
        except_dates=_except_dates(said, complaints),
        description=text(said.get("description")),
        attending_type=complaints.words("attending_type", line(said.get("attending_type")), 255),
        schedule_link=complaints.read("schedule_link", url, said.get("schedule_link"), ""),
        notes=text(said.get("notes")),
    )
    told = (
        schedule.byday,
        schedule.bymonthday,
        opens,
        closes,
        schedule.dtstart,
        schedule.description,
        schedule.notes,
    )
    return schedule if any(told) or first or last or schedule.freq or schedule.schedule_link else None


def _freq(said: Mapping[str, Any], days: str, complaints: Complaints) -> str:
    written = line(said.get("freq"))
    if not written:
        # A bare weekday is a weekly rhythm in every version of the standard and in the template.
        return ("MONTHLY" if any(map(str.isdigit, days)) else "WEEKLY") if days else ""
    if written.lower() not in FREQUENCIES:
        complaints.warn("freq", f"“{written[:40]}” is neither WEEKLY nor MONTHLY. It was left out.")
    return FREQUENCIES.get(written.lower(), "")


def _interval(said: Mapping[str, Any], complaints: Complaints) -> int:
    every = complaints.read("interval", number, said.get("interval"), None)
    if every is None or every == 0:
        return 1
    if every != int(every) or not 1 <= every <= 366:
        complaints.warn("interval", f"“{every}” isn't a whole number of weeks or months. It was left out.")
        return 1
    return int(every)


def _term_time(said: Mapping[str, Any], complaints: Complaints) -> str:
    written = line(said.get("term_time"))
    if written and written.lower() not in TERM_TIMES:
        complaints.warn(
            "term_time", f"“{written[:40]}” isn't term time, school holidays or all year. It was left out."
        )
    return TERM_TIMES.get(written.lower(), "")


def _except_dates(said: Mapping[str, Any], complaints: Complaints) -> tuple[date, ...]:
    read = [complaints.read("not_on", day, one, None) for one in words(said.get("except_dates"))]
    return tuple(one for one in read if one is not None)
