"""The languages that the site's own words can be read in, and the address of a page in each.

The language stands in the address ("/pl/find/"), so that no cookie keeps it and a link can be shared. What
editors and organisations wrote stays in the language they wrote it in.
"""

from dataclasses import dataclass

from babel import Locale
from babel.core import get_global
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

#: What editors and organisations write in.
WRITTEN_IN = "en-GB"


@dataclass(frozen=True, slots=True)
class Language:
    """One language, named in itself, with the address of this page in it."""

    code: str
    name: str
    href: str
    current: bool


def languages(request: HttpRequest) -> tuple[Language, ...]:
    """Every language of the site; nothing when there is only one to choose from."""
    if len(settings.LANGUAGES) < 2:
        return ()
    here, now = request.get_full_path(), get_language()
    return tuple(
        Language(code, name, translate_url(here, code), code == now) for code, name in settings.LANGUAGES
    )


def with_country() -> str:
    """The language being read with the country it is most spoken in, as BCP 47 and Word name it: "pl-PL"."""
    code = get_language() or WRITTEN_IN
    read = Locale.parse(code, sep="-")
    if read.territory is None:
        read = Locale.parse(get_global("likely_subtags").get(code, code))
    return "-".join(filter(None, (read.language, read.territory)))


def in_this_language(path: str) -> str:
    """A path of the site, made for the default language, as it is in the language being read."""
    now = get_language()
    if now in (None, settings.LANGUAGE_CODE) or not path.startswith("/"):
        return path
    return path if path.startswith(f"/{now}/") else f"/{now}{path}"


def elsewhere() -> bool:
    """Whether the page is read in another language than people write in."""
    return get_language() not in (None, settings.LANGUAGE_CODE)
