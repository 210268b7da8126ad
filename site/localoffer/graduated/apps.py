from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class GraduatedConfig(AppConfig):
    name = "localoffer.graduated"
    label = "graduated"

    def ready(self) -> None:
        """Let the search find strategies, and keep the roles there after every migrate."""
        import_module("localoffer.graduated.receivers")
        indexing = import_module("localoffer.graduated.indexing")
        import_module("search.sources").register(indexing.SOURCE)
        post_migrate.connect(_set_up_roles, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("localoffer.graduated.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()
