"""Addresses of services and organisations."""

from django.urls import URLPattern

app_name = "directory"
urlpatterns: list[URLPattern] = []
