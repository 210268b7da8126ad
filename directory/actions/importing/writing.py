"""One chunk of decided rows written: organisations and venues, services, parts, revisions, history, news.

All of it happens in the caller's transaction, so a killed import leaves whole chunks behind and nothing else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import ModelLogEntry, Revision

from directory import queries
from directory.actions.importing.deciding import Decision, Step
from directory.actions.importing.holders import (
    Held,
    hold_organisations,
    hold_venues,
    organisation_key,
)
from directory.actions.importing.parts import PARTS, TERMS, Parts, apart, parts_of
from directory.actions.importing.words import Sorted, Words, own_terms
from directory.events import service_changed, service_withdrawn
from directory.feeds.rows import ServiceRow
from directory.models import AssuredBy, ImportedService, Service

# What a row never says and an import never changes on a service that is here already.
KEPT = {"id", "first_published_at", "locked", "locked_at", "locked_by"}
UPDATED = [field.name for field in Service._meta.concrete_fields if field.name not in KEPT]


@dataclass(slots=True)
class Writing:
    """One row on its way into the directory."""

    key: UUID
    row: ServiceRow
    fingerprint: str
    decision: Decision
    words: Sorted
    service: Service
    parts: Parts
    new: bool

    @property
    def goes_live(self) -> bool:
        """Whether families see what the row says once this is written."""
        return self.service.live and self.decision.step != Step.DRAFT

    @property
    def rewrites(self) -> bool:
        """Whether the service's own row and parts are written, and not only a draft."""
        return self.new or self.decision.step == Step.PUBLISH


@dataclass(frozen=True, slots=True)
class Decided:
    """A row, its key and what is to become of it."""

    key: UUID
    row: ServiceRow
    fingerprint: str
    decision: Decision


def write(decided: Sequence[Decided], source: str, words: Words, *, publish: bool) -> int:
    """Write these rows. Gives the number of organisations and venues whose changes wait for publishing."""
    rows = [one.row for one in decided]
    organisations = hold_organisations(source, rows, publish=publish)
    venues = hold_venues(source, rows, words, publish=publish)
    now = timezone.now()
    writings = _prepared(decided, source, words, publish=publish, now=now)
    revisions = _revise(writings, now)
    _save_services(writings)
    _save_parts([one for one in writings if one.rewrites])
    _remember(writings, source, revisions)
    _log(writings, revisions, now)
    _announce(writings, organisations, venues)
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


def _revise(writings: Sequence[Writing], now: datetime) -> dict[UUID, Revision]:
    """One revision each, as Wagtail itself would save it."""
    kind, base = Service.get_content_type(), Service.get_base_content_type()
    revisions = {
        one.key: Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(one.key),
            created_at=now,
            object_str=str(one.service),
            content=_content(one),
        )
        for one in writings
    }
    Revision.objects.bulk_create(revisions.values())
    for one in writings:
        one.service.latest_revision = revisions[one.key]
        if one.goes_live:
            one.service.live_revision = revisions[one.key]
    return revisions


def _content(writing: Writing) -> dict[str, Any]:
    content: dict[str, Any] = get_serializable_data_for_fields(writing.service)
    for name, parts in writing.parts.items():
        content[name] = [get_serializable_data_for_fields(part) for part in parts]
    for name, slug in TERMS.items():
        content[name] = writing.words.ours[slug]
    return content


def _save_services(writings: Sequence[Writing]) -> None:
    whole = [one.service for one in writings if one.rewrites]
    drafts = [one.service for one in writings if not one.rewrites]
    Service.objects.bulk_create(
        whole, update_conflicts=True, unique_fields=["id"], update_fields=[*UPDATED, "first_published_at"]
    )
    if drafts:
        Service.objects.bulk_update(drafts, ["latest_revision", "has_unpublished_changes"])


def _save_parts(writings: Sequence[Writing]) -> None:
    old = [one.key for one in writings if not one.new]
    for name, kind in PARTS.items():
        if old:
            kind._default_manager.filter(service__in=old).delete()
        kind._default_manager.bulk_create(part for one in writings for part in one.parts[name])
    for name, slug in TERMS.items():
        through: type[Model] = getattr(Service, name).through
        if old:
            through._default_manager.filter(service__in=old).delete()
        through._default_manager.bulk_create(
            through(service_id=one.key, taxonomyterm_id=term)
            for one in writings
            for term in one.words.ours[slug]
        )


def _remember(writings: Sequence[Writing], source: str, revisions: Mapping[UUID, Revision]) -> None:
    ImportedService.objects.bulk_create(
        (
            ImportedService(
                service_id=one.key,
                source=source,
                fingerprint=one.fingerprint,
                revision=revisions[one.key],
                held=one.decision.held,
            )
            for one in writings
        ),
        update_conflicts=True,
        unique_fields=["service"],
        update_fields=["source", "fingerprint", "revision", "held", "imported_at"],
    )


def _log(writings: Sequence[Writing], revisions: Mapping[UUID, Revision], now: datetime) -> None:
    """What editors read on a listing's history page."""
    kind = Service.get_content_type()
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=kind,
            object_id=str(one.key),
            label=str(one.service),
            action=action,
            timestamp=now,
            revision=revisions[one.key],
            content_changed=True,
        )
        for one in writings
        for action in _actions(one)
    )


def _actions(writing: Writing) -> tuple[str, ...]:
    first = "wagtail.create" if writing.new else "wagtail.edit"
    return (first, "wagtail.publish") if writing.goes_live else (first,)


def _announce(writings: Sequence[Writing], organisations: Held, venues: Held) -> None:
    """One piece of news for each listing that families see differently from now on."""
    live = [one.key for one in writings if one.goes_live]
    public = set(queries.public().filter(pk__in=live).values_list("pk", flat=True).order_by())
    for key in live:
        event = service_changed if key in public else service_withdrawn
        event.send(Service, service_id=key)
    for key in _also(venues.changed, queries.services_at_venue, live):
        service_changed.send(Service, service_id=key)
    for key in _also(organisations.changed, queries.services_of_organisation, live):
        service_changed.send(Service, service_id=key)


def _also(changed: Iterable[Model], ask: Callable[[UUID], Iterable[UUID]], told: Iterable[UUID]) -> set[UUID]:
    return {key for one in changed for key in ask(one.pk)} - set(told)
