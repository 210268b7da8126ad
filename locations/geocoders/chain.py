"""Who is asked where a place is: the local geocoder, then those an operator turned on."""

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.geocoders import Nominatim
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from locations.geocoders.local import LocalGeocoder, NoNetwork
from locations.geocoders.osplaces import HOST as OS_HOST
from locations.geocoders.osplaces import OSPlaces
from locations.geometry import within_british_isles

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 3
COUNTRIES = ["gb", "ie", "im", "je", "gg"]
NOMINATIM = "https://nominatim.openstreetmap.org"


class _BritishNominatim(Nominatim):
    """Nominatim that looks in the British Isles."""

    def geocode(self, query: str, **kwargs: Any) -> Any:
        return super().geocode(query, country_codes=COUNTRIES, **kwargs)


def _nominatim() -> Geocoder:
    address = urlsplit(settings.GEOCODER_URL or NOMINATIM)
    return _BritishNominatim(
        domain=address.netloc + address.path,
        scheme=address.scheme,
        user_agent=f"signpost ({settings.AUTHORITY_NAME})",
        timeout=TIMEOUT_SECONDS,
        adapter_factory=URLLibAdapter,
    )


def _os_places() -> Geocoder:
    # Unlike requests, urllib writes no address, and so no family's words, to any log.
    return OSPlaces(
        settings.GEOCODER_KEY,
        url=settings.GEOCODER_URL or OS_HOST,
        timeout=TIMEOUT_SECONDS,
        adapter_factory=URLLibAdapter,
    )


#: What GEOCODERS may name.
KNOWN: dict[str, Callable[[], Geocoder]] = {"nominatim": _nominatim, "osplaces": _os_places}


class Chain(Geocoder):
    """Geocoders asked in turn; the first to know answers. One that fails is as one that knows nothing."""

    def __init__(self, geocoders: Sequence[Geocoder]) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self.geocoders = tuple(geocoders)

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """As the first geocoder that knows the place answers; None when none does."""
        for geocoder in self.geocoders:
            found = _ours(_ask(geocoder, query, exactly_one))
            if found:
                return found
        return None


def _ask(geocoder: Geocoder, query: str, exactly_one: bool) -> Location | list[Location] | None:
    if isinstance(geocoder, LocalGeocoder):
        return geocoder.geocode(query, exactly_one=exactly_one)
    try:
        return geocoder.geocode(query, exactly_one=exactly_one)
    except (GeopyError, AttributeError, LookupError, TypeError, ValueError) as failed:
        # geopy stumbles over an answer of another shape in each of these ways. The log has the kind of
        # failure only: the message of some holds the address asked for.
        logger.warning("%s did not answer: %s", type(geocoder).__name__, type(failed).__name__)
        return None


def _ours(found: Location | list[Location] | None) -> Location | list[Location] | None:
    """Only what lies in the British Isles."""
    if isinstance(found, list):
        return [one for one in found if within_british_isles(one.latitude, one.longitude)]
    return found if found and within_british_isles(found.latitude, found.longitude) else None


def configured() -> Chain:
    """The chain that settings.GEOCODERS asks for. Without it, the local one alone."""
    return _chain(tuple(settings.GEOCODERS), settings.GEOCODER_URL, settings.GEOCODER_KEY)


@lru_cache(maxsize=4)
def _chain(names: tuple[str, ...], url: str, key: str) -> Chain:
    # Kept, because an adapter reads the system's certificates when it is made.
    return Chain([LocalGeocoder(), *(KNOWN[name]() for name in names if name in KNOWN)])
