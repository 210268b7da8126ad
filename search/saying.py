"""The site's own words in the language being read, each looked up once.

A page of results says a hundred of them, and for words that a language doesn't translate Django's lookup
asks six catalogues every time. Named as Django's, so that the words are gathered for translators by the same
tools.
"""

from functools import lru_cache

from django.utils import translation

#: Words, in so many languages, and of so many numbers.
KEPT = 2_000


def gettext(text: str) -> str:
    """A text of the site's own, never one that somebody typed: those would be kept."""
    return _said(translation.get_language(), text)


def ngettext(one: str, many: str, number: int) -> str:
    """The text for this number, with its gaps still open."""
    return _counted(translation.get_language(), one, many, number)


@lru_cache(maxsize=KEPT)
def _said(_language: str | None, text: str) -> str:
    return translation.gettext(text)


@lru_cache(maxsize=KEPT)
def _counted(_language: str | None, one: str, many: str, number: int) -> str:
    return translation.ngettext(one, many, number)
