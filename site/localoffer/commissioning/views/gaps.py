"""Pages of gaps, and the files of them. Reading only: everything shown was measured before."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from localoffer.commissioning.picture.area import area_picture
from localoffer.commissioning.picture.choice import Choice
from localoffer.commissioning.picture.files import as_csv, as_geojson
from localoffer.commissioning.picture.map import gap_map
from localoffer.commissioning.picture.png import png
from localoffer.commissioning.picture.shares import by_group
from localoffer.commissioning.queries import pictures
from localoffer.commissioning.queries.beside import beside
from localoffer.commissioning.views.logging_in import to_log_in
from localoffer.commissioning.views.tables import columns, switches

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Open to everybody, or to those who are logged in (settings.GAPS_PUBLIC). Unknown measures lead on."""

    @require_safe
    @transaction.non_atomic_requests
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.GAPS_PUBLIC and not request.user.is_authenticated:
            return to_log_in(request.get_full_path())
        try:
            response = view(request, *args, **kwargs)
        except pictures.UnknownMeasureError:
            response = render(request, "commissioning/gaps_unknown.html", status=404)
        except pictures.NeverMeasuredError as never:
            response = render(request, "commissioning/gaps_unmeasured.html", {"measure": never.measure})
        if not settings.GAPS_PUBLIC:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return shown


@for_readers
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure with its line in words; ``?measure=``, from a plain form, leads to the page of one."""
    listed = pictures.listed()
    asked = request.GET.get("measure", "")
    if any(one.measure.code == asked for one in listed):
        return HttpResponseRedirect(
            reverse("gaps:measure", args=[asked]) + Choice.read(request.GET).address()
        )
    return render(request, "commissioning/gaps.html", {"listed": listed})


@for_readers
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """The map, its legend, its words and its table."""
    return render(request, "commissioning/gaps_measure.html", _page(request, code))


@for_readers
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The same on paper."""
    return render(request, "commissioning/gaps_report.html", _page(request, code))


@for_readers
def area(request: HttpRequest, code: str, area_code: str) -> HttpResponse:
    """One area: what its score means, what is nearest, who lives there, what is planned, then and now."""
    seen = pictures.see(code, Choice(only=Choice.read(request.GET).only))
    row = next((row for row in seen.picture.rows if row.code == area_code), None)
    if row is None:
        context = {"picture": seen.picture, "area_code": area_code}
        return render(request, "commissioning/gaps_no_area.html", context, status=404)
    around = beside(area_code, [str(near["service"]) for near in row.nearest if near.get("service")])
    shown = area_picture(seen.picture, row, services=around.services, before=seen.before.get(area_code))
    context = {
        "seen": seen,
        "picture": seen.picture,
        "area": shown,
        "plans": seen.plans.get(area_code, ()),
        "unmet": around.unmet,
        "indicators": around.indicators,
        "back": reverse("gaps:measure", args=[code]) + seen.choice.address(),
    }
    return render(request, "commissioning/gaps_area.html", context)


@for_readers
def table_file(request: HttpRequest, code: str) -> HttpResponse:
    """The table as CSV."""
    seen = pictures.see(code, Choice.read(request.GET))
    return _file(as_csv(seen.picture), "text/csv; charset=utf-8", seen, "csv")


@for_readers
def map_file(request: HttpRequest, code: str) -> HttpResponse:
    """The table with its outlines, for a GIS."""
    seen = pictures.see(code, Choice.read(request.GET))
    written = as_geojson(seen.picture, pictures.drawing_for(seen.run))
    return _file(written, "application/geo+json", seen, "geojson")


@for_readers
def picture_file(request: HttpRequest, code: str) -> HttpResponse:
    """The map as a picture."""
    seen = pictures.see(code, Choice.read(request.GET))
    return _file(png(seen.picture, pictures.drawing_for(seen.run)), "image/png", seen, "png")


def _page(request: HttpRequest, code: str) -> dict[str, Any]:
    seen = pictures.see(code, Choice.read(request.GET))
    own = reverse("gaps:measure", args=[code])
    return {
        "seen": seen,
        "picture": seen.picture,
        "map": gap_map(seen.picture, pictures.drawing_for(seen.run)),
        "groups": by_group(seen.picture.shares),
        "columns": columns(own, seen.choice, seen.picture),
        "switches": switches(own, seen.choice, has_checked=seen.has_checked),
        "chosen": seen.choice.address(),
        "own": own + seen.choice.address(),
    }


def _file(written: str | bytes, content_type: str, seen: pictures.Seen, ending: str) -> HttpResponse:
    day = timezone.localdate(seen.picture.measured_at)
    lens = "" if seen.choice.lens == "all" else f"-{seen.choice.lens}"
    name = f"{seen.picture.measure_code}{lens}-{day:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type=content_type, headers=headers)
