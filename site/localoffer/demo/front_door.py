"""The demo's guided route."""

from pathlib import Path

from django.conf import settings

from localoffer.front_door.loading import Loaded, load_front_door

ROUTE = Path(settings.ROOT) / "fixtures" / "content" / "front_door.json"


def load_route(path: Path = ROUTE) -> Loaded:
    """Publish it, unless a route is there already."""
    return load_front_door(path)
