from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "localoffer.pages"
    label = "pages"

    def ready(self) -> None:
        """Let the search find pages, listen to them, keep the roles; models exist only now."""
        from localoffer import checks  # noqa: F401  # the site itself is no app
        from search.sources import register

        register(import_module("localoffer.pages.indexing").SOURCE)
        import_module("localoffer.pages.receivers")
        post_migrate.connect(_set_up_roles, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("localoffer.pages.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()
