"""Where families ask. Reading only: no view here writes a row, a cookie or a word of what was typed."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from search import events, queries
from search.addresses import address, query_string
from search.engine.base import SearchUnavailableError
from search.forms import FindForm, tidy
from search.found import Question
from search.ground import ground
from search.layout import lay_out, map_data, shelves
from search.terms import Facet, Suggestion

View = Callable[[HttpRequest], HttpResponse]
SUGGEST_MOST = 60
RETRY_SECONDS = "30"
GROUND_SECONDS = 6 * 3600


def honest_when_resting(view: View) -> View:
    """When the engine can't answer, say so and offer the ways that need no engine."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except SearchUnavailableError as lost:
            page = render(request, "search/unavailable.html", {"message": str(lost)}, status=503)
            page.headers["Retry-After"] = RETRY_SECONDS
            return page

    return answer


@require_safe
@never_cache
@transaction.non_atomic_requests
@honest_when_resting
def find(request: HttpRequest) -> HttpResponse:
    """The answer to a question, at the one address that the question has."""
    form = FindForm(request.GET)
    if not form.is_valid():
        return render(request, "search/find.html", {"form": form}, status=400)
    question, view = form.question(), form.view()
    if request.GET.urlencode() != query_string(question, view):
        return HttpResponseRedirect(address(question, view))
    found = queries.find(question)
    page = lay_out(found, view)
    events.announce(request, page)
    pins = map_data(
        page,
        base=reverse("search:base"),
        tiles=settings.MAP_TILE_URL,
        attribution=settings.MAP_TILE_ATTRIBUTION,
    )
    return render(
        request, "search/results.html", {"form": form, "found": found, "page": page, "map_data": pins}
    )


@require_safe
@never_cache
@transaction.non_atomic_requests
def suggest(request: HttpRequest) -> HttpResponse:
    """What the words could become, for the list under the box. An engine at rest suggests nothing."""
    text = tidy(request.GET.get("text", ""))[:SUGGEST_MOST]
    try:
        held = queries.suggest(text) if len(text) > 1 else ()
    except SearchUnavailableError:
        held = ()
    return JsonResponse({"suggestions": [_line(one) for one in held]})


def _line(one: Suggestion) -> dict[str, str]:
    line = {"text": one.text, "kind": one.kind}
    if one.label:
        line["label"] = gettext(one.label)
    # What goes into the box for places, without the words before it.
    return line | {"place": one.code} if one.kind == "place" else line


@require_safe
@transaction.non_atomic_requests
@honest_when_resting
def browse(request: HttpRequest) -> HttpResponse:
    """Every need and every kind of help with how many listings there are. One engine call."""
    found = queries.find(Question(per_page=1))
    return render(request, "search/browse.html", {"found": found, "shelves": shelves(found)})


@require_safe
@transaction.non_atomic_requests
def online(request: HttpRequest) -> HttpResponse:
    """Everything that needs no journey, as a question of its own."""
    return HttpResponseRedirect(address(Question(filters={Facet.DELIVERY: ("online", "phone")})))


@require_safe
@cache_control(public=True, max_age=GROUND_SECONDS)
@transaction.non_atomic_requests
def base(request: HttpRequest) -> HttpResponse:
    """What the map is drawn on: outlines and towns as GeoJSON. The same for everybody."""
    return JsonResponse(ground(), content_type="application/geo+json")
