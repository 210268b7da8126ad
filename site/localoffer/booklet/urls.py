"""The local offer on paper, for people without internet."""

from django.urls import path

from localoffer.booklet import views

app_name = "booklet"
urlpatterns = [
    path("", views.booklet, name="booklet"),
    path("made.pdf", views.made, name="made"),
    path("<slug:name>.pdf", views.ready, name="ready"),
]
