"""One chunk of decided rows written: organisations and venues, services, parts, revisions, history, news.

All of it happens in the caller's transaction, so a killed import leaves whole chunks behind and nothing else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from directory.actions.importing.deciding import Step
from directory.actions.importing.history import log, revise
from directory.actions.importing.holders import hold_organisations, hold_venues, organisation_key
from directory.actions.importing.news import announce
from directory.actions.importing.parts import apart, parts_of
from directory.actions.importing.pending import Decided, Writing
from directory.actions.importing.saving import remember, save_parts, save_services
from directory.actions.importing.words import Words, own_terms
from directory.feeds.rows import ServiceRow
from directory.models import AssuredBy, Service


def write(decided: Sequence[Decided], source: str, words: Words, *, publish: bool) -> int:
    """Write these rows. Gives the number of organisations and venues whose changes wait for publishing."""
    rows = [one.row for one in decided]
    organisations = hold_organisations(source, rows, publish=publish)
    venues = hold_venues(source, rows, words, publish=publish)
    now = timezone.now()
    writings = _prepared(decided, source, words, publish=publish, now=now)
    revisions = revise(writings, now)
    save_services(writings)
    save_parts([one for one in writings if one.rewrites])
    remember(writings, source, revisions)
    log(writings, revisions, now)
    announce(writings, organisations, venues)
    return len(organisations.waiting) + len(venues.waiting)


def _prepared(
    decided: Sequence[Decided], source: str, words: Words, *, publish: bool, now: datetime
) -> list[Writing]:
    sorted_words = [words.sort(one.row) for one in decided]
    own = own_terms(source, (term for found in sorted_words for term in found.others))
    here = Service.objects.in_bulk([one.key for one in decided])
    writings = []
    for one, found in zip(decided, sorted_words, strict=True):
        service = here.get(one.key) or Service(id=one.key, live=False)
        for name, said in _columns(one.row, source).items():
            setattr(service, name, said)
        parts = parts_of(one.row, one.key, source, found, own)
        new = one.key not in here
        writings.append(Writing(one.key, one.row, one.fingerprint, one.decision, found, service, parts, new))
    apart({one.key: one.parts for one in writings}, {one.key for one in writings if one.rewrites})
    for writing in writings:
        _set_state(writing, publish=publish, now=now)
    return writings


def _columns(row: ServiceRow, source: str) -> dict[str, Any]:
    return {
        "organisation_id": organisation_key(source, row),
        "name": row.name,
        "alternate_name": row.alternate_name,
        "summary": row.summary,
        "description": row.description,
        "url": row.url,
        "email": row.email,
        "status": row.status,
        "alert": row.alert,
        "level": row.level,
        "age_min": row.age_min,
        "age_max": row.age_max,
        "access_steps": row.access_steps,
        "eligibility": row.eligibility,
        "if_refused": row.if_refused,
        "waiting": row.waiting,
        "capacity": row.capacity,
        "at_venue": row.at_venue,
        "comes_to_you": row.comes_to_you,
        "online": row.online,
        "by_phone": row.by_phone,
        "cost": row.cost,
        "fees": row.fees,
        "accreditations": row.accreditations,
        "assured_date": row.assured_date,
        "assured_by": AssuredBy.FEED if row.assured_date else "",
        "assurer_email": row.assurer_email,
        "source": source,
    }


def _set_state(writing: Writing, *, publish: bool, now: datetime) -> None:
    service = writing.service
    if writing.decision.step == Step.DRAFT or not publish:
        service.has_unpublished_changes = True
        return
    service.live = True
    service.expired = False
    service.has_unpublished_changes = False
    service.first_published_at = service.first_published_at or now
    service.last_published_at = now
