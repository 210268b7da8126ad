"""A draft as families would read it: the same template, given the same things as the live page."""

from typing import Any

from django.utils import timezone

from directory import queries
from directory.listing import tell
from directory.models import Service


def page_context(draft: Service) -> dict[str, Any]:
    """What the service page is given. Nothing is like a draft yet, and search engines never see one."""
    listing = tell(draft, feature_terms=queries.terms("feature"), now=timezone.localtime())
    return {"listing": listing, "similar": (), "map_data": {"pins": []}, "structured": ""}
