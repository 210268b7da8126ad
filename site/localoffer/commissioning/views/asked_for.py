"""What families asked for and did not find: a page and its files, small counts held back in all of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from localoffer.commissioning.queries.asked_for import unmet_and_drawing, unmet_demand
from localoffer.commissioning.unmet.files import as_csv, as_geojson
from localoffer.commissioning.unmet.map import asked_map
from localoffer.commissioning.unmet.values import Unmet
from localoffer.commissioning.unmet.words import HOW_COUNTED, words
from localoffer.commissioning.views.gaps import for_readers
from locations.queries import outline

#: Areas listed under each need or kind on the page; the files hold all.
AREAS_SHOWN = 50


@for_readers
def asked_for(request: HttpRequest) -> HttpResponse:
    """The map, the tables and their words; ``?of=need.autism``, from a plain form, maps that alone."""
    unmet, drawing = unmet_and_drawing()
    context = {
        "unmet": unmet,
        "words": words(unmet),
        "map": asked_map(unmet, request.GET.get("of", ""), drawing),
        "how_counted": HOW_COUNTED,
        "areas_shown": AREAS_SHOWN,
        "missing": [(asked, one) for asked in unmet.asked for one in asked.missing][:AREAS_SHOWN],
        "missing_in_all": sum(len(asked.missing) for asked in unmet.asked),
    }
    return render(request, "commissioning/asked_for.html", context)


@for_readers
def table_file(request: HttpRequest) -> HttpResponse:
    """The table as CSV."""
    unmet = unmet_demand()
    return _file(as_csv(unmet), "text/csv; charset=utf-8", unmet, "csv")


@for_readers
def map_file(request: HttpRequest) -> HttpResponse:
    """The table with the outlines of its areas, for a GIS."""
    unmet = unmet_demand()
    codes = {one.area_code for asked in unmet.asked for one in asked.areas}
    drawn = outline(codes=codes)["features"] if codes else []
    outlines = {feature["properties"]["code"]: feature["geometry"] for feature in drawn}
    return _file(as_geojson(unmet, outlines), "application/geo+json", unmet, "geojson")


def _file(written: str, content_type: str, unmet: Unmet, ending: str) -> HttpResponse:
    name = f"asked-for-{unmet.until:%Y-%m}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type=content_type, headers=headers)
