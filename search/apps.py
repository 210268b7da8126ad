from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        """Listen to the directory, and check the settings."""
        from search import checks, receivers  # noqa: F401 (they register themselves; models must be ready)
