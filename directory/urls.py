"""Addresses of services and organisations.

Included with ``similar``, a function from a Listing to what is like it, and ``expected``, one to what school
should also be doing: the directory can know neither.
"""

from django.urls import path

from directory import views

app_name = "directory"
urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/<uuid:service_id>/<slug:slug>/", views.service, name="service"),
    path("organisations/<uuid:organisation_id>/<slug:slug>/", views.organisation, name="organisation"),
]
