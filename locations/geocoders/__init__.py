"""Text to a point, in geopy's shape: the local one, and others that an operator may chain behind it."""

from locations.geocoders.chain import Chain, configured
from locations.geocoders.local import LocalGeocoder
from locations.geocoders.osplaces import OSPlaces

__all__ = ["Chain", "LocalGeocoder", "OSPlaces", "configured"]
