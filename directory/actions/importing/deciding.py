"""What becomes of a row: whether it is new, changed or the same, and whether a person has the last word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Any
from uuid import UUID

from wagtail.models import Revision, WorkflowState

from directory.models import Service


class Step(Enum):
    """What is written for a row."""

    CREATE = auto()  # a service that wasn't here, live or as a draft
    PUBLISH = auto()  # the live listing becomes what the row says
    DRAFT = auto()  # a draft for a person to look at; families see no change
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """The step, a warning for the report or an empty text, and whether only a person may publish it."""

    step: Step
    why: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service stands in the directory before its row is taken in."""

    live: bool
    was_live: bool
    locked: bool
    unpublished: bool
    latest: int | None
    live_revision: int | None
    fingerprint: str | None
    imported_revision: int | None
    held: bool
    edited: bool = False
    in_review: bool = False


LOCKED = (
    "An editor locked this listing, so the list's new words were not taken in. Unlock it and import again."
)
IN_REVIEW = "This listing is being reviewed, so the list's words were not taken in. Finish that, then import."
IN_HAND = "An editor has a draft of this listing, so the list's words were not taken in. Publish or drop it."
EDITED = (
    "An editor changed this listing here. The list's words wait as a draft: compare them and publish one."
)
WITHDRAWN = "This listing was taken down here. The list's new words wait as a draft; families don't see it."


def standings(keys: Collection[UUID]) -> dict[UUID, Standing]:
    """How these services stand. One statement, and up to two more if some were touched since their import."""
    columns = (
        "live",
        "first_published_at",
        "locked",
        "has_unpublished_changes",
        "latest_revision_id",
        "live_revision_id",
        "imported__fingerprint",
        "imported__revision_id",
        "imported__held",
    )
    rows = Service.objects.filter(pk__in=keys).values_list("pk", *columns)
    found = {}
    for (
        pk,
        live,
        first,
        locked,
        unpublished,
        latest,
        live_revision,
        fingerprint,
        imported,
        held,
    ) in rows.order_by():
        found[pk] = Standing(
            live,
            first is not None,
            locked,
            unpublished,
            latest,
            live_revision,
            fingerprint,
            imported,
            bool(held),
        )
    return found


def touched(standing: Mapping[UUID, Standing]) -> dict[UUID, Standing]:
    """The same with what people did since the import looked up: edits and reviews under way."""
    edited = _edited(standing)
    reviewed = _in_review(standing)
    return {
        key: replace(one, edited=key in edited, in_review=key in reviewed) for key, one in standing.items()
    }


def decide(fingerprint: str, standing: Standing | None, *, publish: bool) -> Decision:
    """The rules, in the order of their weight; docs/importing.md tells them to editors."""
    if standing is None:
        return Decision(Step.CREATE)
    if standing.fingerprint == fingerprint:
        return Decision(Step.PUBLISH if publish and _awaits_publishing(standing) else Step.NOTHING)
    if standing.locked:
        return Decision(Step.NOTHING, LOCKED)
    if standing.in_review:
        return Decision(Step.NOTHING, IN_REVIEW)
    if standing.edited and standing.unpublished and standing.latest != standing.imported_revision:
        return Decision(Step.NOTHING, IN_HAND)
    if standing.edited:
        return Decision(Step.DRAFT, EDITED, held=True)
    if standing.was_live and not standing.live:
        return Decision(Step.DRAFT, WITHDRAWN, held=True)
    return Decision(Step.PUBLISH if publish else Step.DRAFT)


def _awaits_publishing(standing: Standing) -> bool:
    """An import's own draft that nobody touched, and that is no review copy behind an editor's listing."""
    untouched = (
        standing.latest == standing.imported_revision and not standing.locked and not standing.in_review
    )
    never_live = not standing.live and not standing.was_live
    return untouched and not standing.held and (never_live or (standing.live and standing.unpublished))


def _edited(standing: Mapping[UUID, Standing]) -> set[UUID]:
    """Listings whose newest words aren't the import's. Publishing the import's own words is no edit."""
    edited = set()
    pairs: dict[UUID, tuple[int, int]] = {}
    for key, one in standing.items():
        if one.imported_revision is None or one.latest is None:
            edited.add(key)
        elif one.latest != one.imported_revision:
            pairs[key] = (one.latest, one.imported_revision)
        elif one.held and one.live and one.live_revision != one.imported_revision:
            edited.add(key)
    contents = dict(
        Revision.objects.filter(pk__in={pk for pair in pairs.values() for pk in pair}).values_list(
            "pk", "content"
        )
    )
    for key, (latest, imported) in pairs.items():
        if not _same_words(contents[latest], contents[imported]):
            edited.add(key)
    return edited


def _in_review(standing: Mapping[UUID, Standing]) -> set[UUID]:
    waiting = WorkflowState.objects.active().filter(
        content_type=Service.get_content_type(), object_id__in=[str(key) for key in standing]
    )
    return {UUID(str(key)) for key in waiting.values_list("object_id", flat=True)}


# What Wagtail keeps in a revision about the listing's state and not about its words.
STATE = {"live", "has_unpublished_changes", "first_published_at", "last_published_at", "latest_revision"}
STATE |= {
    "live_revision",
    "last_modified",
    "locked",
    "locked_at",
    "locked_by",
    "go_live_at",
    "expire_at",
    "expired",
}


def _same_words(one: Any, other: Any) -> bool:
    """Whether two revisions say the same; a form writes line ends and numbers in its own way."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = (one.keys() | other.keys()) - STATE
        return all(_same_words(one.get(name), other.get(name)) for name in names)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same_words, sorted(one, key=_pk), sorted(other, key=_pk)))
    return bool(_plain(one) == _plain(other))


def _pk(part: Any) -> str:
    return str(part.get("pk")) if isinstance(part, dict) else str(part)


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    words = value.replace("\r\n", "\n").strip()
    try:
        return Decimal(words)
    except InvalidOperation:
        return words
