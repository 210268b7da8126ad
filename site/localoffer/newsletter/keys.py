"""Keys in the links of our mails: each proves one thing, and only to whoever has the mail.

They stand in the query string, which no log of ours holds; a path is logged.
"""

from enum import StrEnum
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse

CONFIRM_DAYS = 7
_SECONDS = 24 * 3600


class Purpose(StrEnum):
    """What a key opens. One that was made for one purpose is worth nothing for another."""

    CONFIRM = "confirm"  # say that it was she who asked; for seven days
    MANAGE = "manage"  # see, change and delete what she gets
    STOP = "stop"  # stop one thing: the weekly news, or one alert


class BadKeyError(Exception):
    """The key is not one of ours, or it is too old; ``late`` says which."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__("This link is too old." if late else "This link is not whole.")
        self.late = late


def key(purpose: Purpose, *parts: str) -> str:
    """A key that holds these parts: a reader's secret, and what it stops."""
    return _signer(purpose).sign("/".join(parts))


def read(purpose: Purpose, text: str) -> list[str]:
    """The parts of a key. Raises BadKeyError."""
    age = CONFIRM_DAYS * _SECONDS if purpose is Purpose.CONFIRM else None
    try:
        return _signer(purpose).unsign(text, max_age=age).split("/")
    except signing.SignatureExpired:
        raise BadKeyError(late=True) from None
    except signing.BadSignature:
        raise BadKeyError from None


def link(purpose: Purpose, *parts: str) -> str:
    """The whole address of the page that a key opens."""
    return absolute(path(purpose, *parts))


def path(purpose: Purpose, *parts: str) -> str:
    """The same on this site."""
    return f"{reverse(f'newsletter:{purpose}')}?{urlencode({'key': key(purpose, *parts)})}"


def absolute(path: str) -> str:
    """A path of this site as the address that a mail needs."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/") + path


def _signer(purpose: Purpose) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"localoffer.newsletter.{purpose}")
