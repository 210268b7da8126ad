"""Addresses of what was asked for and not found: /gaps/asked-for/."""

from django.urls import URLPattern, path

from localoffer.commissioning.views import asked_for

app_name = "asked"
urlpatterns: list[URLPattern] = [
    path("", asked_for.asked_for, name="page"),
    path("table.csv", asked_for.table_file, name="csv"),
    path("areas.geojson", asked_for.map_file, name="geojson"),
]
