"""What a service's page needs besides its listing: its preview, and its facts for search engines."""

import json
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from directory import queries
from directory.listing import Listing, tell
from directory.models import Service

register = template.Library()


@register.simple_tag
def told(draft: Service) -> Listing:
    """The page of a draft that only its editor sees."""
    return tell(draft, feature_terms=queries.terms("feature"), now=timezone.localtime())


@register.filter
def ld_json(told: dict[str, Any]) -> SafeString:
    """A block of JSON-LD. It is data, which no browser runs, so the strict policy lets it be."""
    # As Django's json_script does: nothing in the text may end the element early.
    text = json.dumps(told).translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"})
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
