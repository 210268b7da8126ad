"""Pages that belong to the whole site: what it is, what it keeps, and what it looks like."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from localoffer import theme as colours

YEAR = 31_536_000


@require_safe
@transaction.non_atomic_requests
def about(request: HttpRequest) -> HttpResponse:
    """What this site is and how to read it."""
    return render(request, "pages/about.html")


@require_safe
@transaction.non_atomic_requests
def privacy(request: HttpRequest) -> HttpResponse:
    """What becomes of what a family types. It says so when an operator lets somebody else be asked."""
    tiles = urlsplit(settings.MAP_TILE_URL).netloc if settings.MAP_TILE_URL else ""
    return render(request, "pages/privacy.html", {"geocoders": settings.GEOCODERS, "tiles": tiles})


@require_safe
@transaction.non_atomic_requests
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")


@require_safe
@transaction.non_atomic_requests
@cache_control(public=True, max_age=YEAR, immutable=True)
def theme(request: HttpRequest, stamp: str) -> HttpResponse:
    """The authority's colour. The stamp in the address changes with it."""
    return HttpResponse(colours.sheet(), content_type="text/css")


@require_safe
@transaction.non_atomic_requests
def robots(request: HttpRequest) -> HttpResponse:
    """Keeps searches, which hold a family's words, out of search engines."""
    return render(request, "robots.txt", content_type="text/plain")
