"""What a record says of how things stand: status, level, waiting, places, delivery, last check. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from directory.feeds.cleaning import line, number, truth
from directory.feeds.complaints import Complaints, pick, records, words
from directory.feeds.rows import VenueRow
from directory.feeds.when import day

STATUSES = {"active", "inactive", "defunct", "temporarily closed"}
LEVELS = {"universal", "targeted", "specialist"}
WAITING = {"none", "4-weeks", "3-months", "6-months", "longer", "closed"}
WAITING_WORDS = {
    "no wait": "none",
    "up to 4 weeks": "4-weeks",
    "1 to 3 months": "3-months",
    "3 to 6 months": "6-months",
    "more than 6 months": "longer",
    "the waiting list is closed": "closed",
}
DELIVERY = {
    "at a venue": "at_venue",
    "at-venue": "at_venue",
    "venue": "at_venue",
    "comes to you": "comes_to_you",
    "comes-to-you": "comes_to_you",
    "home visit": "comes_to_you",
    "online": "online",
    "phone": "by_phone",
    "by phone": "by_phone",
}


def status(said: Mapping[str, Any], complaints: Complaints) -> str:
    """One of STATUSES; active where nothing is said. An unknown one refuses the row."""
    written = line(said.get("status")).lower().replace("_", " ")
    if truth(said.get("temporarily_closed")) is True and written in {"", "active"}:
        return "temporarily closed"
    if written and written not in STATUSES:
        complaints.refuse(
            "status",
            f"“{written[:40]}” isn't a status. It can be: active, inactive, defunct, temporarily closed.",
        )
    return written or "active"


def choice(
    said: Mapping[str, Any], field: str, codes: set[str], spoken: Mapping[str, str], complaints: Complaints
) -> str:
    """The code for what is written, in a code or in words; empty, with a warning, for anything else."""
    written = line(said.get(field)).lower()
    code = spoken.get(written, written)
    if code and code not in codes:
        complaints.warn(field, f"“{written[:40]}” isn't one of: {', '.join(sorted(codes))}. It was left out.")
        return ""
    return code


def capacity(said: Mapping[str, Any], complaints: Complaints) -> int | None:
    """How many children at a time, or None when it isn't stated."""
    places = complaints.read("capacity", number, pick(said, "capacity", "places"), None)
    if places is None:
        return None
    if places != int(places) or not 0 <= places <= 1_000_000:
        complaints.warn("capacity", f"“{places}” isn't a number of places. It was left out.")
        return None
    return int(places)


def delivery(
    said: Mapping[str, Any], places: tuple[VenueRow, ...], complaints: Complaints
) -> dict[str, bool]:
    """As the source says; where it doesn't say, at a venue if it has one and online if that is its venue."""
    reach = dict.fromkeys(("at_venue", "comes_to_you", "online", "by_phone"), False)
    for one in words(said.get("delivery")):
        if one.lower() in DELIVERY:
            reach[DELIVERY[one.lower()]] = True
        else:
            complaints.warn(
                "delivery", f"“{one[:40]}” isn't venue, comes to you, online or phone. It was left out."
            )
    for session in records(said, "schedules", "regular_schedules"):
        if way := DELIVERY.get(line(session.get("attending_type")).lower()):
            reach[way] = True
    if not any(reach.values()):
        reach["at_venue"] = any(place.kind == "physical" for place in places)
        reach["online"] = any(place.kind == "virtual" for place in places)
    return reach


def assured(said: Mapping[str, Any], today: date, complaints: Complaints) -> date | None:
    """When somebody last made sure that it is right; a day after ``today`` is not believed."""
    checked = complaints.read("assured_date", day, said.get("assured_date"), None)
    if checked and checked > today:
        complaints.warn(
            "assured_date", f"It says it was last checked on {checked}, which is still to come. Left out."
        )
        return None
    return checked
