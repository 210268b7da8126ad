"""Addresses of the gaps: /gaps/."""

from django.urls import URLPattern, URLResolver, include, path

from localoffer.commissioning.views import gaps

app_name = "gaps"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("localoffer.commissioning.urls.scenarios")),
    path("", gaps.measures, name="measures"),
    path("<slug:code>.csv", gaps.table_file, name="csv"),
    path("<slug:code>.geojson", gaps.map_file, name="geojson"),
    path("<slug:code>.png", gaps.picture_file, name="png"),
    path("<slug:code>/", gaps.measure, name="measure"),
    path("<slug:code>/report/", gaps.report, name="report"),
    path("<slug:code>/areas/<path:area_code>/", gaps.area, name="area"),
]
