"""What a few letters could become: what the index and the gazetteer know by them, put right if need be."""

import re
from collections.abc import Callable

from locations.queries import suggest_places
from search.engine.base import Engine
from search.terms import Suggestion
from search.understanding.knowledge import Lexicon
from search.words import fold

#: Fewer lines than this are little: the spelling is looked at.
LITTLE = 3
#: Places leave room for help; help leaves room for one place.
MOST_PLACES = 3
SHORTEST_PLACE = 3
#: Shorter words have too many neighbours; in long ones two slips are still one word.
ONE_SLIP = 4
TWO_SLIPS = 6

_WORD = re.compile(r"[^\W\d_]+")
#: What stands before a place in a sentence.
_WHERE = re.compile(r"\b(?:in|near|around|at|by)\s+(?!.*\b(?:in|near|around|at|by)\s)", re.IGNORECASE)


def suggested(
    text: str, limit: int, engine: Engine, lexicon: Callable[[], Lexicon]
) -> tuple[Suggestion, ...]:
    """At most ``limit`` lines: needs, kinds, organisations and services first, then places.

    At most two engine calls and one statement; two more when other places have been loaded. The lexicon is
    only asked for when little is found. A line of kind "place" holds what was typed before the place as well,
    so that it can take the whole text's stead.
    """
    lines = list(engine.suggest(text, limit))
    if len(lines) < LITTLE and (better := respelled(text, lexicon())) != text:
        known = {(fold(one.text), one.kind) for one in lines}
        lines += [one for one in engine.suggest(better, limit) if (fold(one.text), one.kind) not in known]
    places = _places(text)
    room = max(limit - len(lines), min(1, len(places)), 0)
    places = places[:room]
    return (*lines[: limit - len(places)], *places)


def respelled(text: str, lexicon: Lexicon) -> str:
    """The text with every word that no listing begins with put right, where it can be."""
    words = text.split()
    return " ".join(_better(word, lexicon) if _WORD.fullmatch(word) else word for word in words)


def _better(word: str, lexicon: Lexicon) -> str:
    folded = fold(word)
    if len(folded) < ONE_SLIP or lexicon.documents(folded):
        return word
    slips = 2 if len(folded) >= TWO_SLIPS else 1
    near = [(one, documents) for one, documents in lexicon.near(folded, slips) if one[0] == folded[0]]
    # Most listings first: the word is half typed, and what is common is likelier meant.
    return max(near, key=lambda one: (one[1], one[0]), default=(word, 0))[0]


def _places(text: str) -> list[Suggestion]:
    said = _WHERE.search(text)
    before, name = (text[: said.end()], text[said.end() :]) if said else ("", text)
    if len(fold(name).strip()) < SHORTEST_PLACE:
        return []
    return [
        Suggestion(text=f"{before}{label}", kind="place", code=place)
        for place, label in suggest_places(name, MOST_PLACES)
    ]
