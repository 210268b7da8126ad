from importlib import import_module

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "localoffer.events"
    label = "events"

    def ready(self) -> None:
        """Give the pages their answers, and tell those who booked when an event is published anew."""
        import_module("localoffer.events.views.pages").answer_for_pages()
        import_module("localoffer.events.receivers")
