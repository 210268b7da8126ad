"""Terms in plain words: an A to Z."""

from django.urls import path

from localoffer.glossary import views

app_name = "glossary"
urlpatterns = [path("", views.a_to_z, name="a-to-z")]
