from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        """Listen to the directory and the words, check the settings, keep the roles; models exist now."""
        for listening in ("search.checks", "search.receivers", "search.words_receivers"):
            import_module(listening)
        post_migrate.connect(_set_up_roles, sender=self)
        post_migrate.connect(_give_first_words, sender=self)


def _set_up_roles(using: str, **_: Any) -> None:
    permissions = import_module("search.permissions")
    if set(connections[using].introspection.table_names()) >= permissions.TABLES:
        permissions.set_up_roles()


def _give_first_words(using: str, **_: Any) -> None:
    first = import_module("search.wording.first")
    if using == DEFAULT_DB_ALIAS and set(connections[using].introspection.table_names()) >= first.TABLES:
        first.give_first_words()
