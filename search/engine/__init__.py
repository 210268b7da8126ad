"""Which engine answers: the one the settings name."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engine.base import Engine
from search.engine.embedded.engine import EmbeddedEngine

NAMES = ("embedded",)


def engine(name: str | None = None) -> Engine:
    """The engine of this name, or the one in SEARCH_ENGINE; the same object every time in a process.

    ImproperlyConfigured when there is no such engine.
    """
    return _engine(name or settings.SEARCH_ENGINE, Path(settings.SEARCH_INDEX_DIR))


@cache
def _engine(name: str, folder: Path) -> Engine:
    if name == "embedded":
        return EmbeddedEngine(folder)
    raise ImproperlyConfigured(
        f"There is no search engine called '{name}'. Set SEARCH_ENGINE to one of: {', '.join(NAMES)}."
    )
