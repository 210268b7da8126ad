"""OS Places, Ordnance Survey's address service, in geopy's shape.

Source: OS Data Hub, OS Places API technical specification, resource "find": GET /search/places/v1/find with
``query`` and ``output_srs=EPSG:4326``; the key in the header ``key``; results[].DPA or .LPI with ADDRESS,
LAT, LNG. The key is kept out of the address, so that no log of addresses holds it.
"""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.exc import ConfigurationError, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

HOST = "https://api.os.uk"
PATH = "/search/places/v1/find"
MOST = 5


class OSPlaces(Geocoder):
    """Addresses and postcodes by OS Places. Needs a key of the OS Data Hub."""

    def __init__(self, key: str, *, url: str = HOST, **kwargs: Any) -> None:
        if not key:
            raise ConfigurationError("OS Places needs a key.")
        super().__init__(**kwargs)
        self.headers["key"] = key
        self.api = url.rstrip("/") + PATH

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """A Location or a list of them; None when OS Places knows none. geopy's own errors otherwise."""
        asked = {"query": query, "output_srs": "EPSG:4326", "maxresults": 1 if exactly_one else MOST}
        url = f"{self.api}?{urlencode(asked)}"
        return self._call_geocoder(url, partial(_read, exactly_one=exactly_one), timeout=timeout)


def _read(answer: Any, exactly_one: bool) -> Location | list[Location] | None:
    results = answer.get("results") or [] if isinstance(answer, dict) else None
    if results is None:
        raise GeocoderServiceError("OS Places gave an answer that is not understood.")
    found = [_location(result) for result in results]
    if not found:
        return None
    return found[0] if exactly_one else found


def _location(result: dict[str, Any]) -> Location:
    try:
        address = result.get("DPA") or result["LPI"]
        return Location(address["ADDRESS"], (float(address["LAT"]), float(address["LNG"])), address)
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise GeocoderServiceError("OS Places gave an answer that is not understood.") from wrong
