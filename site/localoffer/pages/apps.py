from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"

    def ready(self) -> None:
        """The site itself is no app, so its checks are registered here."""
        from localoffer import checks  # noqa: F401
