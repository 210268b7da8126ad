"""Dated facts about places."""

from locations.models.area import Area, AreaFacts, Population
from locations.models.generation import Generation, Layer
from locations.models.place import NamedPlace
from locations.models.postcode import PostcodePoint
from locations.models.travel import TravelTime

__all__ = [
    "Area",
    "AreaFacts",
    "Generation",
    "Layer",
    "NamedPlace",
    "Population",
    "PostcodePoint",
    "TravelTime",
]
