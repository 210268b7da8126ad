"""Names of places, folded so that every way to write one meets every other. Pure."""

import re
import unicodedata

APOSTROPHES = re.compile("['`\u2018\u2019\u00b4]")
OTHER = re.compile(r"[^a-z0-9]+")
SAINT = re.compile(r"\bsaint\b")


def fold(name: str) -> str:
    """Lower case without accents, apostrophes and hyphens; Saint is st: "St. Audrie's" -> "st audries"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = APOSTROPHES.sub("", plain).replace("&", " and ")
    return SAINT.sub("st", OTHER.sub(" ", plain)).strip()


def tidy(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())
