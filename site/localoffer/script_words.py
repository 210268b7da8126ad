"""Every word that a script shows or says: the page hands them over, so that no script has any of its own.

A text that counts is a mapping from the plural category (CLDR: "one", "few", "many", "other") to what is
said, because the number is known in the browser alone. ``Intl.PluralRules`` chooses there by the same rules.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from localoffer.languages import WRITTEN_IN, elsewhere

Words = Mapping[str, object]
#: Every category of the whole numbers that a page can hold is met below this, in every language of CLDR.
ENOUGH = 200
#: What pages say they are, in a list and under the search box. The index keeps these words in English, and
#: each is said in the reader's language where it is shown.
LABELS = (
    gettext_noop("Topic"),
    gettext_noop("Guidance"),
    gettext_noop("Handbook"),
    gettext_noop("Step by step"),
    gettext_noop("News"),
    gettext_noop("Campaign"),
    gettext_noop("Questions and answers"),
    gettext_noop("What to expect"),
    gettext_noop("Event"),
    gettext_noop("Events"),
)


def counted(one: Callable[[int], str]) -> dict[str, str]:
    """What is said of a number, by category. ``one`` says it by gettext, and leaves ``{count}`` in it."""
    return {category: one(number) for category, number in _examples(get_language() or "en")}


@lru_cache
def _examples(code: str) -> tuple[tuple[str, int], ...]:
    """A number of each category."""
    rule = Locale.parse(code, sep="-").plural_form
    found: dict[str, int] = {}
    for number in range(ENOUGH):
        found.setdefault(rule(number), number)
    return tuple(found.items())


def for_map() -> Words:
    """The words of the map. ``written``: the language of names, "" where it is the page's own."""
    return {
        "written": WRITTEN_IN if elsewhere() else "",
        "here": counted(lambda number: ngettext("{count} here", "{count} here", number)),
        "cluster": counted(
            lambda number: ngettext("{count} result here. Zoom in", "{count} results here. Zoom in", number)
        ),
        "pin": gettext("{number}: {name}. Go to it in the list"),
        "show": gettext("Show on the map"),
        "area": gettext("Search this area"),
        "closer": gettext("Zoom in"),
        "farther": gettext("Zoom out"),
        "failed": gettext(
            "The map can't be shown just now. Everything that is on it is also on this page in words."
        ),
    }


def for_suggestions() -> Words:
    """The words of the lines under the search box. ``kinds``: by the kind of a suggestion."""
    return {
        "written": WRITTEN_IN if elsewhere() else "",
        "menu": gettext("Suggestions"),
        "hint": gettext(
            "Suggestions come as you type. "
            "Use the up and down arrow keys to read them and Enter to choose one."
        ),
        "found": counted(lambda number: ngettext("{count} suggestion", "{count} suggestions", number)),
        "at": gettext("{at} of {count}"),
        "moved": gettext("{place} is now in the box for a postcode or place."),
        "kinds": {
            "need": gettext("a need"),
            "kind": gettext("a kind of help"),
            "organisation": gettext("who offers it"),
            "service": gettext("a listing"),
            "place": gettext("a place"),
            "page": gettext("a page"),
        },
    }


WORDS: Mapping[str, Callable[[], Words]] = {"map": for_map, "suggest": for_suggestions}


def as_json(script: str) -> str:
    """The words of one script, in the language being read, as JSON. KeyError for a script that has none."""
    return json.dumps(WORDS[script](), ensure_ascii=False, separators=(",", ":"))
