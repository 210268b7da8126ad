from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class NewsletterConfig(AppConfig):
    name = "localoffer.newsletter"
    label = "newsletter"

    def ready(self) -> None:
        """Keep the roles there after every migrate; models exist only now."""
        post_migrate.connect(_set_up_roles, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("localoffer.newsletter.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()
