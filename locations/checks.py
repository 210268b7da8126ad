"""What the settings for other geocoders must be, said when the site starts."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Warn

from locations.geocoders.chain import KNOWN

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@register()
def geocoders(**_: Any) -> list[CheckMessage]:
    """Wrong values of GEOCODERS, GEOCODER_URL and GEOCODER_KEY."""
    if not settings.GEOCODERS:
        return []
    return [*_names(), *_key(), *_address()]


def _names() -> list[CheckMessage]:
    return [
        Error(
            f"GEOCODERS names “{name}”, which is no geocoder.",
            hint=f"Use {' or '.join(KNOWN)}, or leave it empty: then nothing leaves the server.",
            id="locations.E001",
        )
        for name in settings.GEOCODERS
        if name not in KNOWN
    ]


def _key() -> list[CheckMessage]:
    if "osplaces" not in settings.GEOCODERS or settings.GEOCODER_KEY:
        return []
    hint = "Set GEOCODER_KEY to the key of your OS Data Hub project."
    return [Error("OS Places is in GEOCODERS, but there is no key.", hint=hint, id="locations.E002")]


def _address() -> list[CheckMessage]:
    if not settings.GEOCODER_URL:
        return []
    if len(settings.GEOCODERS) > 1:
        hint = "Leave GEOCODER_URL empty, or name one geocoder."
        return [Error("GEOCODER_URL can't be two geocoders' address.", hint=hint, id="locations.E003")]
    address = urlsplit(settings.GEOCODER_URL)
    if address.scheme not in ("http", "https") or not address.hostname:
        hint = "For example: https://nominatim.example.gov.uk"
        return [Error("GEOCODER_URL is not a web address.", hint=hint, id="locations.E004")]
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        hint = "Use https: the text says where a family lives."
        return [Warn("What families type would be sent unencrypted.", hint=hint, id="locations.W001")]
    return []
