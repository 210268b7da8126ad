"""Addresses of what-if, under /gaps/."""

from django.urls import URLPattern, path

from localoffer.commissioning.views import scenarios

urlpatterns: list[URLPattern] = [
    path("<slug:code>/what-if/", scenarios.what_if, name="what-if"),
    path("scenarios/<int:key>/", scenarios.scenario, name="scenario"),
    path("scenarios/<int:key>.csv", scenarios.scenario_file, name="scenario-csv"),
]
