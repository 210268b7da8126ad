"""Addresses of finding."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/suggest/", views.suggest, name="suggest"),
    path("browse/", views.browse, name="browse"),
    path("help-online/", views.online, name="online"),
    path("map/base.geojson", views.base, name="base"),
]
