"""Pages about what is listed. Reading only, and outside a transaction, so that nobody waits for an import."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory import queries
from directory.listing import Listing, tell
from directory.structured import structured
from directory.teams import Team
from locations.place import Place, PlaceNotFoundError
from locations.queries import locate

A_TO_Z = 100
LONGEST_PLACE = 100
#: Finds what is like a listing near a point. Given from above: the directory knows nothing of search.
Similar = Callable[[Listing], Any]
#: Tells what school should also be doing for whom a listing is. Given from above as well.
Expected = Callable[[Listing], Any]


def nothing(listing: Listing) -> None:
    """For a site that says nothing of what to expect."""


@require_safe
@transaction.non_atomic_requests
def service(
    request: HttpRequest, service_id: UUID, slug: str, similar: Similar, expected: Expected = nothing
) -> HttpResponse:
    """Everything a parent asks about one service, for a family near ``?near=`` if it says so."""
    place = _place(request.GET.get("near", ""))
    page = queries.for_page(service_id, place.area_codes if place else ())
    if page is None:
        return render(request, "directory/gone.html", status=404)
    if request.path != page.service.get_absolute_url():
        return _moved(request, page.service.get_absolute_url())
    listing = tell(page.service, feature_terms=page.feature_terms, now=timezone.localtime(), place=place)
    context = {
        "listing": listing,
        "similar": similar(listing),
        "expected": expected(listing),
        "teams": page.teams if place else _teams(listing),
        "map_data": _map_data(listing),
        "structured": structured(listing, request.build_absolute_uri(request.path)),
    }
    return render(request, "directory/service.html", context)


@require_safe
@transaction.non_atomic_requests
def organisation(request: HttpRequest, organisation_id: UUID, slug: str, **above: Any) -> HttpResponse:
    """Who they are and everything they offer."""
    page = queries.organisation_page(organisation_id)
    if page is None:
        return render(request, "directory/gone.html", status=404)
    if request.path != page.organisation.get_absolute_url():
        return _moved(request, page.organisation.get_absolute_url())
    return render(request, "directory/organisation.html", {"page": page})


@require_safe
@transaction.non_atomic_requests
def services(request: HttpRequest, **above: Any) -> HttpResponse:
    """Every listing by name, straight from the database: it answers when the search can't."""
    listed = queries.public().select_related("organisation").order_by("name", "pk")
    page = Paginator(listed, A_TO_Z).get_page(request.GET.get("page"))
    return render(request, "directory/services.html", {"page": page})


def _moved(request: HttpRequest, address: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _place(text: str) -> Place | None:
    """Where the family is, if they say so and it is known; otherwise the page simply has no distances."""
    if not text.strip() or len(text) > LONGEST_PLACE:
        return None
    try:
        return locate(text)
    except PlaceNotFoundError:
        return None


def _teams(listing: Listing) -> tuple[Team, ...]:
    """The teams where it happens, at the first venue that is on the map; without one, where it covers."""
    spot = next((spot for spot in listing.spots if spot.lat is not None and spot.lon is not None), None)
    if spot and spot.lat is not None and spot.lon is not None:
        return queries.teams_at(spot.lat, spot.lon)
    return queries.teams_for(row.area_code for row in listing.service.service_areas.all())


def _map_data(listing: Listing) -> dict[str, Any]:
    """What the map draws: the venues, numbered as on the page."""
    place = listing.place
    return {
        "pins": [
            {"number": number, "name": spot.name, "venue": spot.name, "lat": spot.lat, "lon": spot.lon}
            for number, spot in enumerate(listing.spots, 1)
            if spot.lat is not None
        ],
        "place": place and {"lat": place.lat, "lon": place.lon, "label": place.label},
        "base": reverse("search:base"),
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
    }
