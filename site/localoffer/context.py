"""What every page needs to know about the site it is on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from localoffer import theme
from localoffer.languages import languages
from localoffer.menu import menu


def site(request: HttpRequest) -> dict[str, Any]:
    """The authority's name, its colours, and how to reach the editors. Nothing about the visitor."""
    return {
        "authority": settings.AUTHORITY_NAME,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "brand_colour": theme.colour(),
        "theme_address": theme.address(),
        "editors_email": settings.EDITORS_EMAIL,
        "editors_phone": settings.EDITORS_PHONE,
        "gaps_public": settings.GAPS_PUBLIC,
        "languages": languages(request),
        "menu": menu(),
    }
