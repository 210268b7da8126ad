from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class FrontDoorConfig(AppConfig):
    name = "localoffer.front_door"
    label = "front_door"

    def ready(self) -> None:
        """Give the models their rules, and keep the roles after every migrate; models exist only now."""
        import_module("localoffer.front_door.rules")
        post_migrate.connect(_set_up_roles, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("localoffer.front_door.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()
