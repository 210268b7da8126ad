"""Terms as a page meets them, and the one pattern that finds them all. Pure.

Letters of an acronym must stand as they are ("SEN" is no sense); other words may begin a sentence. Both may
be plural. Of two terms that begin together the longer one is found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

#: Two capitals in one word are an acronym.
ACRONYM = re.compile(r"[A-Z][a-z]?[A-Z]")
_APOSTROPHE = "(?:'|\u2019|&#x27;|&#39;|&rsquo;)"
_SPACE = r"(?:\s|&nbsp;|\u00a0)+"
# Letters beside it are another word, a hyphen makes one, and "&" begins a sign that HTML spells out.
_WORD, _AFTER = re.compile(r"(?<![\w&#-])\w+"), r"(?![\w-])"
_LONG, _SHORT = 4, 2
_SMALL = frozenset({"a", "and", "for", "in", "of", "or", "the", "to"})


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its plain meaning. ``ways`` are all ways to say it, the term itself included."""

    slug: str
    term: str
    plain: str
    expansion: str = ""
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A place in a text where a term is used.

    ``written`` is how the text has it; ``in_full`` is what its letters stand for, "" when none do.
    """

    term: Term
    start: int
    stop: int
    written: str
    in_full: str


class Book:
    """Every term that pages explain. A way to say one must begin with a letter or a figure."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        ways = {(way, term.slug): term for term in self.terms for way in (term.term, *term.ways)}
        # The longest first: of those that fit, the first is taken.
        ordered = sorted(ways, key=lambda one: (-len(one[0]), one))
        self._ways = [(way, ways[way, slug]) for way, slug in ordered]
        # One pattern of every way is tried at every letter, and a page has a hundred thousand. What a word
        # begins with says which of the ways are worth trying there.
        self._begins: dict[str, list[int]] = {}
        for number, (way, _) in enumerate(self._ways):
            first = _WORD.match(way)
            if first:
                self._begins.setdefault(_beginning(first.group()), []).append(number)

    @cached_property
    def _in_full(self) -> list[str]:
        return [in_full(way, term) for way, term in self._ways]

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(f"{_way(way)}(?:{_APOSTROPHE}s)?{_AFTER}") for way, _ in self._ways]

    def uses(self, text: str) -> Iterator[Use]:
        """Where terms are used in text as HTML spells it, from left to right; they don't overlap."""
        if not self._ways:
            return
        reached, begins = 0, self._begins
        for word in _WORD.finditer(text):
            start = word.start()
            if start < reached:
                continue
            letters = word.group().lower()
            maybe = [*begins.get(letters[:_LONG], ()), *begins.get(letters[:_SHORT], ())]
            for number in sorted(maybe) if len(maybe) > 1 else maybe:
                found = self._patterns[number].match(text, start)
                if found:
                    term = self._ways[number][1]
                    yield Use(term, start, found.end(), found.group(), self._in_full[number])
                    reached = found.end()
                    break


def in_full(way: str, term: Term) -> str:
    """What the letters in a way to say a term stand for: "" for a way without, or that says it itself.

    The term's expansion; without one, another way whose words begin with these letters ("OT" of
    "occupational therapist").
    """
    if not ACRONYM.search(way):
        return ""
    if term.expansion:
        return term.expansion if len(way.split()) < len(term.expansion.split()) else ""
    letters = re.sub(r"[^a-z]", "", way.lower())
    others = (other for other in (term.term, *term.ways) if letters in _initials(other))
    return next(others, "")


def _initials(words: str) -> set[str]:
    """The first letters of the words, all of them and those of the telling words alone."""
    parts = re.findall(r"\w+", words.lower())
    telling = [word for word in parts if word not in _SMALL]
    return {"".join(word[0] for word in some) for some in (parts, telling) if len(some) > 1}


def _beginning(word: str) -> str:
    """The letters by which a word is known, whatever its capitals and its ending."""
    return word.lower()[: _LONG if len(word) > _LONG else _SHORT]


def _way(way: str) -> str:
    words = way.split()
    return _SPACE.join([*map(_word, words[:-1]), _word(words[-1], plural=True)])


def _word(word: str, *, plural: bool = False) -> str:
    spelled = re.escape(escape(word, quote=False)).replace("'", _APOSTROPHE).replace("\u2019", _APOSTROPHE)
    if ACRONYM.search(word):
        return spelled + ("s?" if plural else "")
    if plural and word[-1:].isalpha():
        if re.search(r"[^aeiou]y$", word):
            spelled = f"{spelled[:-1]}(?:y|ies)"
        elif re.search(r"(?:s|x|ch|sh)$", word):
            spelled += "(?:es)?"
        else:
            spelled += "s?"
    return f"(?i:{spelled})"
