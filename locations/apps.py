import logging

from django.apps import AppConfig


class LocationsConfig(AppConfig):
    name = "locations"
    label = "locations"

    def ready(self) -> None:
        """Register the checks; keep geopy from writing what a family types to a log."""
        from locations import checks  # noqa: F401 - needs the apps to be ready

        logging.getLogger("geopy").setLevel(logging.WARNING)
