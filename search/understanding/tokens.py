"""A question as a row of words, each with how it was typed. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from locations.names import fold as fold_place
from search.understanding.everyday import ALIKE, NEGATIONS, NUMBERS, SMALL
from search.words import MOST_WORDS, stem, words_of

#: Every negation is this one in phrases; no stem can be.
NOT = "\u00ac"

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: folded, as names of places are folded, and as typed."""

    word: str
    name: str
    typed: str
    comma: bool = False  # a comma or the like follows
    capital: bool = False  # typed with a capital, in a question that isn't all capitals
    acronym: bool = False  # typed in capitals only

    @property
    def small(self) -> bool:
        """Whether a phrase may do without it."""
        return self.word in SMALL


def read(words: Sequence[str]) -> tuple[Token, ...]:
    """The words of a tidied question; the parts of a hyphenated word are words of their own."""
    shouted = not any(letter.islower() for word in words for letter in word)
    tokens: list[Token] = []
    for word in words:
        parts = words_of(word)
        bare = _EDGES.sub("", word)
        for place, part in enumerate(parts):
            typed = bare if len(parts) == 1 else part
            name = fold_place(typed).replace(" ", "") if len(parts) == 1 else fold_place(part)
            tokens.append(
                Token(
                    word=part,
                    name=name or part,
                    typed=typed,
                    comma=place == len(parts) - 1 and word[-1] in ",;.!?:)",
                    capital=bare[:1].isupper() and not shouted,
                    acronym=bare.isupper() and len(bare) > 1 and not shouted,
                )
            )
    return tuple(tokens[:MOST_WORDS])


def plain(text: str) -> tuple[Token, ...]:
    """The words of a phrase from data."""
    return read(text.split())


def key(word: str) -> str:
    """What a phrase knows a word by: its stem, one sign for every negation, figures for small numbers.

    Of words that say the same ("scared", "petrified") all are known by the stem of one.
    """
    if word in NEGATIONS:
        return NOT
    return NUMBERS.get(word) or stem(ALIKE.get(word) or ALIKE.get(word.removesuffix("s"), word))


def spoken(tokens: Sequence[Token]) -> str:
    """The words as typed, with single spaces."""
    return " ".join(token.typed for token in tokens)
