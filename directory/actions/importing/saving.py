"""Services, their parts and what is remembered of their import, written a chunk at a time."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Model
from wagtail.models import Revision

from directory.actions.importing.parts import PARTS, TERMS
from directory.actions.importing.pending import Writing
from directory.models import ImportedService, Service

# What a row never says and an import never changes on a service that is here already.
KEPT = {"id", "first_published_at", "locked", "locked_at", "locked_by"}
UPDATED = [field.name for field in Service._meta.concrete_fields if field.name not in KEPT]


def save_services(writings: Sequence[Writing]) -> None:
    """The services that are rewritten whole, and of the others only that a draft waits."""
    whole = [one.service for one in writings if one.rewrites]
    drafts = [one.service for one in writings if not one.rewrites]
    Service.objects.bulk_create(
        whole, update_conflicts=True, unique_fields=["id"], update_fields=[*UPDATED, "first_published_at"]
    )
    if drafts:
        Service.objects.bulk_update(drafts, ["latest_revision", "has_unpublished_changes"])


def save_parts(writings: Sequence[Writing]) -> None:
    """Their sessions, venues, contacts and words, in place of those that were there."""
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


def remember(writings: Sequence[Writing], source: str, revisions: Mapping[UUID, Revision]) -> None:
    """What the next import needs to tell whether the list or an editor changed something since."""
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
