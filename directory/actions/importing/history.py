"""What editors find: a revision of each listing, and a line in its history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import ModelLogEntry, Revision

from directory.actions.importing.parts import TERMS
from directory.actions.importing.pending import Writing
from directory.models import Service


def revise(writings: Sequence[Writing], now: datetime) -> dict[UUID, Revision]:
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


def log(writings: Sequence[Writing], revisions: Mapping[UUID, Revision], now: datetime) -> None:
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
