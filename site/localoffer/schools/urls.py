"""Addresses about schools: /schools/."""

from django.urls import URLPattern, path

from localoffer.schools.views import listing, school, support

app_name = "schools"
urlpatterns: list[URLPattern] = [
    path("", listing.schools, name="schools"),
    path("outside/", listing.outside, name="outside"),
    path("support/", support.support, name="support"),
    path("<int:urn>/", school.by_number, name="number"),
    path("<int:urn>/qr.svg", school.qr, name="qr"),
    path("<int:urn>-<slug:slug>/", school.school, name="school"),
]
