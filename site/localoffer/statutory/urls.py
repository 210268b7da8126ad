"""Addresses of the check of the local offer: /local-offer-check/."""

from django.urls import URLPattern, path

from localoffer.statutory import views

app_name = "statutory"
urlpatterns: list[URLPattern] = [path("", views.check, name="check")]
