"""What the map is drawn on when no tile server is set: outlines and names of towns, from the live places."""

from typing import Any

from django.db.models import Count

from locations.models import Area, NamedPlace
from locations.queries import home_area, outline

#: More areas than these make a map of lines; a kind with more is not drawn.
AREAS_MOST = 60
TOWNS_MOST = 400
LARGE = (NamedPlace.Kind.CITY, NamedPlace.Kind.TOWN)
SMALL = (NamedPlace.Kind.VILLAGE,)


def ground() -> dict[str, Any]:
    """A GeoJSON FeatureCollection: outlines, the authority's own marked, and towns with their names."""
    home = home_area()
    kinds = [home.kind] if home else _drawable_kinds()
    drawn = outline(kinds=kinds)
    for feature in drawn["features"]:
        feature["properties"]["home"] = bool(home and feature["properties"]["code"] == home.code)
    return drawn | {"features": [*drawn["features"], *_towns(LARGE, large=True), *_towns(SMALL, large=False)]}


def _drawable_kinds() -> list[str]:
    counted = Area.objects.live().order_by("kind").values("kind").annotate(areas=Count("pk"))
    return [row["kind"] for row in counted if row["areas"] <= AREAS_MOST]


def _towns(kinds: tuple[str, ...], *, large: bool) -> list[dict[str, Any]]:
    rows = NamedPlace.objects.live().filter(kind__in=kinds).order_by("-in_home", "rank", "name", "pk")
    return [
        {
            "type": "Feature",
            "properties": {"name": place.name, "large": large},
            "geometry": {"type": "Point", "coordinates": [round(place.lon, 4), round(place.lat, 4)]},
        }
        for place in rows[:TOWNS_MOST]
    ]
