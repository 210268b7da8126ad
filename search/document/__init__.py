"""A service as the index knows it: made once, from one database row and its parts, for every engine.

Nothing here asks the database: what a document needs comes with the service (``directory.queries.for_index``)
and with its ``Surroundings``, read once for many services.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import slugify

from directory import spoken
from directory.models import AssuredBy, Cost
from directory.queries import PriceRow, ScheduleRow, ServiceRow, TermRow
from search.document import lines, when
from search.document.reach import Surroundings, covers, surroundings
from search.document.venues import entries, feature_states
from search.terms import Document, VenueEntry

#: Tags that end a line on a page.
NEW_LINE = re.compile(r"</?(?:p|br|li|ul|ol|div|h[1-6]|t[rdh])\b", re.IGNORECASE)

_PARTS = tuple(part.name for part in fields(Document) if part.name not in ("stamp", "venues"))
_PARTS_OF_VENUES = tuple(part.name for part in fields(VenueEntry))
_JSON = json.JSONEncoder(default=str, separators=(",", ":"))

__all__ = ["Surroundings", "make", "surroundings", "timetable"]


def make(service: ServiceRow, around: Surroundings) -> Document:
    """The document of a service that came from ``for_index``. Takes no database statement."""
    needs = _with_broader(service.needs)
    kinds = _with_broader(service.kinds)
    routes = sorted(service.access_routes, key=lambda term: (term.order, term.code))
    sessions = timetable(service.schedules, around.today)
    prices = _prices(service.prices, around.today)
    venues = entries(service, sessions, around)
    cost = lines.cost_code(service.cost, prices)
    description = plain(service.description)
    document = Document(
        id=str(service.pk),
        stamp="",
        name=service.name,
        organisation=service.organisation,
        organisation_id=str(service.organisation_id),
        url=around.address.format(id=service.pk, slug=slugify(service.name) or "service"),
        summary=plain(service.summary) or lines.opening(description),
        description=description,
        needs=tuple(term.code for term in needs),
        kinds=tuple(term.code for term in kinds),
        topics=_topics(service.alternate_name, (*needs, *kinds)),
        level=service.level,
        access=tuple(term.code for term in routes),
        delivery=_delivery(service),
        cost=cost,
        age_min=_number(service.age_min),
        age_max=_number(service.age_max),
        covers=covers(service, around),
        venues=venues,
        checked=service.assured_date,
        checked_by=str(AssuredBy(service.assured_by).label) if service.assured_by else "",
        status=service.status,
        ages_text=spoken.ages(service.age_min, service.age_max),
        when_text=when.line(sessions),
        cost_text=lines.cost(cost, str(Cost(cost).label) if cost else "", prices, plain(service.fees)),
        access_text=lines.access([(term.code, term.name) for term in routes]),
        feature_states=feature_states(service, venues),
    )
    return replace(document, stamp=stamp(document))


def stamp(document: Document) -> str:
    """Sixteen letters that change when anything a family could see or find by changes."""
    parts = [getattr(document, name) for name in _PARTS]
    parts += [[getattr(venue, name) for name in _PARTS_OF_VENUES] for venue in document.venues]
    return hashlib.blake2b(_JSON.encode(parts).encode(), digest_size=8).hexdigest()


def plain(text: str) -> str:
    """Text without tags and entities, with single spaces; a new paragraph or line is a new word."""
    return " ".join(unescape(strip_tags(NEW_LINE.sub(r" \g<0>", text))).split())


def _with_broader(terms: Iterable[TermRow]) -> tuple[TermRow, ...]:
    """The terms and every broader one, each once, in a steady order: the ones stated first."""
    stated = sorted(terms, key=lambda term: (term.order, term.code))
    held = {term.code: term for term in stated}
    for term in stated:
        for broader in term.broader:
            if broader.code in held:
                break
            held[broader.code] = broader
    return tuple(held.values())


def _topics(alternate_name: str, terms: Iterable[TermRow]) -> str:
    """What these needs and kinds are called; the service's own other name belongs with them.

    Not the other words for them: "physiotherapy" is one of those for therapy, and a service that only gives
    speech therapy must not be found by it as if it said so itself. Understanding knows the other words.
    """
    said = [alternate_name] if alternate_name else []
    return ". ".join(dict.fromkeys([*said, *(term.name for term in terms)]))


def _delivery(service: ServiceRow) -> tuple[str, ...]:
    stated = {
        "venue": service.at_venue,
        "comes-to-you": service.comes_to_you,
        "online": service.online,
        "phone": service.by_phone,
    }
    return tuple(code for code, holds in stated.items() if holds)


def timetable(schedules: Iterable[ScheduleRow], today: date) -> tuple[when.Session, ...]:
    """Sessions as the index knows them, without what is over, in a steady order."""
    current = [row for row in schedules if row.valid_to is None or row.valid_to >= today]
    current.sort(key=lambda row: (row.byday, str(row.opens_at), str(row.pk)))
    sessions = [_session(row) for row in current]
    kept = [session for session in sessions if session.once is None or session.once >= today]
    return tuple(sorted(kept, key=lambda session: (min(session.weekdays, default=7), str(session.opens))))


def _session(row: ScheduleRow) -> when.Session:
    byday = spoken.read_byday(row.byday)
    monthly = row.freq == "MONTHLY" or any(nth for nth, _ in byday)
    once: date | None = None
    days = () if monthly else tuple(sorted({day for _, day in byday}))
    if not byday and not row.bymonthday and row.dtstart:
        days = (row.dtstart.weekday(),)
        once = row.dtstart if not row.freq else None
    return when.Session(
        days=days,
        nth=byday if monthly else (),
        dates=tuple(int(part) for part in row.bymonthday.split(",") if part.strip().isdigit()),
        monthly=monthly,
        once=once,
        interval=row.interval,
        opens=row.opens_at,
        closes=row.closes_at,
        term_time=row.term_time,
        words=row.description,
        venue_id=str(row.venue_id) if row.venue_id else None,
    )


def _prices(rows: Iterable[PriceRow], today: date) -> list[lines.Price]:
    return [
        lines.Price(row.amount, row.amount_description or row.option)
        for row in sorted(rows, key=lambda row: str(row.pk))
        if row.amount is not None and (row.valid_to is None or row.valid_to >= today)
    ]


def _number(years: object) -> float | None:
    return None if years is None else float(str(years))
