from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "directory"
    label = "directory"

    def ready(self) -> None:
        """Listen to Wagtail, and keep the roles there after every migrate; models exist only now."""
        import_module("directory.receivers")
        post_migrate.connect(_set_up_roles, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("directory.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()
