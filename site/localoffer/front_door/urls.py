"""Not sure where to start: the way somebody has gone is the address."""

from django.urls import path

from localoffer.front_door import views

app_name = "front_door"
urlpatterns = [
    path("", views.step, name="start"),
    path("<path:path>", views.step, name="step"),
]
