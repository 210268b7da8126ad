"""Addresses of booking: /bookings/. The events themselves are pages of the CMS."""

from django.urls import URLPattern, path

from localoffer.events.views import booking

app_name = "events"
urlpatterns: list[URLPattern] = [
    path("cancel/", booking.cancelling, name="cancel"),
    path("<uuid:session_id>/", booking.booking, name="book"),
    path("<uuid:session_id>/done/", booking.done, name="done"),
]
