"""Drafts that outlive what they point to.

A draft is kept as JSON, so the database can't protect what only a draft points to: a venue, a term or an
organisation may be deleted meanwhile. Such a draft must still open.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from directory.models.organisation import Organisation
from directory.models.taxonomy import TaxonomyTerm
from directory.models.venue import Venue

#: Parts that are nothing without what they point to: (part, column, what it points to).
POINTERS: tuple[tuple[str, str, type[Model]], ...] = (
    ("at_venues", "venue", Venue),
    ("features", "term", TaxonomyTerm),
    ("attributes", "term", TaxonomyTerm),
)


def without_what_is_gone(draft: Mapping[str, Any], *, organisation_now: Any) -> dict[str, Any]:
    """The same draft without parts whose venue or term is gone.

    A draft for an organisation that is gone falls back to the one the service has now.
    """
    left = dict(draft)
    for part, column, model in POINTERS:
        rows = draft.get(part) or []
        there = _there(model, {row[column] for row in rows})
        left[part] = [row for row in rows if str(row[column]) in there]
    if not _there(Organisation, {draft.get("organisation")}):
        left["organisation"] = organisation_now and str(organisation_now)
    return left


def _there(model: type[Model], keys: set[Any]) -> set[str]:
    asked = keys - {None}
    if not asked:
        return set()
    return {str(key) for key in model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)}
