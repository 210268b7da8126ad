"""Text to words, and words to the stems by which they are found. Pure, and the same for every engine.

Accents, capitals and apostrophes make no difference; "after-school", "after school" and "afterschool" meet;
endings are cut by the Snowball English stemmer (https://snowballstem.org/algorithms/english/stemmer.html).
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from threading import local

import Stemmer

from search.terms import Sought, Way

#: A question keeps its first words only, so that a pasted page can't slow everybody down.
MOST_WORDS = 32
#: Longer runs of letters are no words; they are cut here.
LONGEST_WORD = 40

#: Words too common to tell help apart. They count only where a question holds nothing else.
_STOP_WORDS = """
    a about am an and any are as at be been but by can could do does for from get has have he her hers him
    his how i if im in into is it its ive me my near need needs of on or our out she so some that the their
    them there they this to too us very want wants was we were what when where which who will with would you
    your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Written as codes because they look alike: curly, modifier and accent marks; hyphens, dashes and minus.
_APOSTROPHES = "\u2018\u2019\u02bc\u0060\u00b4"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_SPELLINGS = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
_stemmers = local()


def fold(text: str) -> str:
    """Small letters without accents, one kind of apostrophe and of hyphen."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.translate(_SPELLINGS).casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Every word in order, folded; the parts of a hyphenated word are words of their own."""
    return [part[:LONGEST_WORD] for token in _tokens(fold(text)) for part in token.split("-")]


def joined_of(text: str) -> list[str]:
    """Hyphenated words written as one: "drop-in" is also "dropin"."""
    folded = fold(text)
    return [token.replace("-", "")[:LONGEST_WORD] for token in _tokens(folded) if "-" in token]


def neighbours(words: list[str]) -> list[str]:
    """Each word written together with the next: how a phrase, or a missing space, is found again."""
    return [(first + second)[:LONGEST_WORD] for first, second in pairwise(words)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one folded word."""
    stemmer = getattr(_stemmers, "english", None)
    if stemmer is None:  # a stemmer keeps state while it works, so each thread has its own
        stemmer = _stemmers.english = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


def sought_as_typed(text: str) -> tuple[Sought, ...]:
    """Every word as it stands, each found by its stem or written as one with a neighbour ("afterschool").

    Words without meaning are left out while others remain; each stem counts once.
    """
    spoken = words_of(text)[:MOST_WORDS]
    meant = [word for word in spoken if word not in STOP_WORDS] or spoken
    ways: dict[str, dict[str, None]] = {}
    spelled: dict[str, str] = {}
    for word in meant:
        ways.setdefault(stem(word), {stem(word): None})
        spelled.setdefault(stem(word), word)
    for first, second in pairwise(spoken):
        together = stem((first + second)[:LONGEST_WORD])
        for one in (stem(first), stem(second)):
            if one in ways:
                ways[one][together] = None
    return tuple(
        Sought(text=spelled[one], ways=tuple(Way(stems=(way,)) for way in found))
        for one, found in ways.items()
    )


def _tokens(folded: str) -> list[str]:
    found = _WORD.findall(folded)
    if "'" in folded:
        found = [_POSSESSIVE.sub("", token).replace("'", "") for token in found]
    return found
