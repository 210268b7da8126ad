from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class GlossaryConfig(AppConfig):
    name = "localoffer.glossary"
    label = "glossary"

    def ready(self) -> None:
        """Listen to the terms, and keep the roles there after every migrate; models exist only now."""
        import_module("localoffer.glossary.receivers")
        post_migrate.connect(_set_up_roles, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("localoffer.glossary.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()
