"""Questions about places, answered from the live generation."""

from locations.place import PlaceNotFoundError
from locations.queries.areas import (
    AreaIndex,
    area_index,
    area_names,
    areas,
    home_area,
    live_generation,
    outline,
)
from locations.queries.locate import locate
from locations.queries.names import place_names
from locations.queries.offered import suggest_places
from locations.queries.people import AreaFact, demand, facts
from locations.queries.travel import travel_table

__all__ = [
    "AreaFact",
    "AreaIndex",
    "PlaceNotFoundError",
    "area_index",
    "area_names",
    "areas",
    "demand",
    "facts",
    "home_area",
    "live_generation",
    "locate",
    "outline",
    "place_names",
    "suggest_places",
    "travel_table",
]
