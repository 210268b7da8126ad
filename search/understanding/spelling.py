"""A slip of spelling put right, when it is sure enough; better no correction than a wrong one. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jellyfish import metaphone
from rapidfuzz.distance import OSA, JaroWinkler

from search.understanding import everyday
from search.understanding.compiled import Compiled
from search.understanding.everyday import NEGATIONS, VERY_COMMON
from search.understanding.knowledge import Lexicon
from search.understanding.tokens import Token
from search.understanding.vocabulary import SHORTEST, heard
from search.words import stem

#: From so many letters on, two slips are still one word.
_TWO_SLIPS = 6
#: Being written as it is heard is part of a slip.
_WRITTEN_AS_HEARD = 0.3
_VERY_MANY = 9.0
#: Longer words in capitals are words.
_LONGEST_ACRONYM = 5
#: Words of three letters rarer than this may be slips.
_RARE = 2_500
_SHORTEST_PART = 3
#: Of English words, those common enough to be half of a word run together.
_COMMON = 4_000
#: What each of these is worth in slips.
_SOUNDS = 0.7
_OTHER_START = 0.6
_OURS = 0.5
_HELD = 0.12
_ALIKE = 0.86


@dataclass(frozen=True, slots=True)
class Correction:
    """What was meant by a word: another, or two that were run together."""

    words: tuple[str, ...]
    slips: float


class Spelling:
    """Puts right the words of one question."""

    def __init__(self, known: Compiled, lexicon: Lexicon) -> None:
        self.known = known
        self.lexicon = lexicon
        self._found: dict[str, Correction | None] = {}

    def unknown(self, token: Token) -> bool:
        """Whether the word may be a slip: nothing knows it, and it is no acronym, number or short word."""
        word = token.word
        if len(word) < SHORTEST or not word.isalpha() or not word.isascii() or _acronym(token):
            return False
        forms = (word, word.removesuffix("s"), f"{word}s")
        return not (
            any(form in self.known.vocabulary.words for form in forms)
            or any(self.lexicon.documents(form) > 0 for form in forms)
            or any(form in everyday.rank() for form in forms)
            or word in NEGATIONS
            or self.known.phrases.joins(word)
        )

    def odd(self, token: Token) -> bool:
        """Whether the word may be a misspelt place: as it is spelled, it is none of help's or of English.

        Listings may hold another form of it: "Crewkern" has the stem of Crewkerne.
        """
        word = token.word
        if self.unknown(token):
            return True
        return (
            len(word) >= SHORTEST
            and word.isalpha()
            and word.isascii()
            and not _acronym(token)
            and word not in self.known.vocabulary.words
            and word not in everyday.rank()
            and not any(other == word for other, _ in self.lexicon.near(word, 0))
        )

    def held(self, word: str) -> bool:
        """Whether some listing holds the word or a plain form of it."""
        return any(self.lexicon.documents(form) > 0 for form in _forms(word))

    def held_joined(self, first: str, second: str) -> bool:
        """Whether some listing holds two neighbours written as one: "Puff ball" is Puffball."""
        return self.lexicon.documents(first + second) > 0

    def slips(self, token: Token) -> float:
        """By how many slips the best word that is no place was missed; very many when there is none."""
        correction = self.correct(token)
        if correction is None or any(self._only_a_place(word) for word in correction.words):
            return _VERY_MANY
        return correction.slips

    def _only_a_place(self, word: str) -> bool:
        """Whether a misspelling of the word is sooner one of the place: of Cheddar, and not of Reading."""
        return self.known.places.named(word) and everyday.rank().get(word, VERY_COMMON) >= VERY_COMMON

    def correct(self, token: Token) -> Correction | None:
        """What was meant, or None: then the word stands as typed."""
        if token.word not in self._found:
            meant = self._correct(token) if self.unknown(token) else self._short(token) or self._ending(token)
            self._found[token.word] = meant
        return self._found[token.word]

    def _correct(self, token: Token) -> Correction | None:
        word = token.word
        best = self._best(token, self._ours(word))
        for slips in range(1, _slips(word) + 1):
            if best is None or best.slips > 1 or (slips == 1 and not best.same_sound):
                best = self._best(token, [*self._ours(word), *self._held(word, slips)])
        if best is not None and best.slips <= 1:
            return Correction((best.word,), best.slips)
        parts = self._parts(word)
        if parts:
            return Correction(parts, 1)
        return Correction((best.word,), best.slips) if best else None

    def _short(self, token: Token) -> Correction | None:
        """Three letters that sound just like one longer word of ours, and are rare as they stand: "def"."""
        word = token.word
        if len(word) != SHORTEST - 1 or _acronym(token) or not word.isalpha() or not word.isascii():
            return None
        if everyday.rank().get(word, _RARE) < _RARE or self.lexicon.documents(word) or word in NEGATIONS:
            return None
        alike = [other for other in self.known.vocabulary.heard_as(word) if other[0] == word[0]]
        known = word in self.known.vocabulary.words or self.known.phrases.joins(word)
        return Correction((alike[0],), 1) if len(alike) == 1 and not known else None

    def _ending(self, token: Token) -> Correction | None:
        """Known by its stem alone, and sounding just like a word of ours: "councilling" is no council."""
        word = token.word
        if not self.odd(token):
            return None
        alike = [one for one in sorted(self._ours(word)) if one.same_sound and one.word[0] == word[0]]
        meant = {stem(one.word) for one in alike} - {stem(word)}
        return Correction((alike[0].word,), alike[0].slips) if len(meant) == 1 else None

    def _best(self, token: Token, candidates: "Iterable[_Candidate]") -> "_Candidate | None":
        return next((one for one in sorted(candidates) if self._convincing(token, one)), None)

    def _ours(self, word: str) -> "list[_Candidate]":
        near = self.known.vocabulary.near(word, _slips(word))
        return _candidates(word, {other: self.lexicon.documents(other) for other in near}, ours=True)

    def _held(self, word: str, slips: int) -> "list[_Candidate]":
        near = dict(self.lexicon.near(word, slips))
        ours = self.known.vocabulary.words
        return _candidates(
            word, {other: held for other, held in near.items() if len(other) >= 3 and other not in ours}
        )

    def _convincing(self, token: Token, one: "_Candidate") -> bool:
        if (
            token.name in self.known.places.words
        ):  # a place by itself is right, unless it is nearly a word for help
            return one.slips <= 1 and one.ours and not token.capital
        if one.slips <= 1 and (len(token.word) > SHORTEST or one.ours):
            return not token.capital or one.same_sound or one.ours or len(token.word) > _TWO_SLIPS
        if one.same_sound and one.ours:
            return True
        if token.capital and not one.ours and not one.same_sound:
            return False  # likelier somebody's name
        return len(token.word) >= _TWO_SLIPS and JaroWinkler.similarity(token.word, one.word) >= _ALIKE

    def _parts(self, word: str) -> tuple[str, ...]:
        """Two words run together, the likeliest pair."""
        pairs = [(word[:cut], word[cut:]) for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]
        good = [pair for pair in pairs if all(self._stands_alone(part) for part in pair)]
        good.sort(
            key=lambda pair: (
                -sum(part in self.known.vocabulary.words for part in pair),
                -min(map(len, pair)),
            )
        )
        return good[0] if good else ()

    def _stands_alone(self, part: str) -> bool:
        common = everyday.rank().get(part, _COMMON) < _COMMON
        ours = part in self.known.vocabulary.words
        if len(part) == _SHORTEST_PART:
            return common and (ours or self.lexicon.documents(part) > 0)
        return ours or (common and self.lexicon.documents(part) > 0)


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    cost: float
    word: str
    slips: float
    same_sound: bool
    ours: bool  # of the thesaurus or a term


def _acronym(token: Token) -> bool:
    return token.acronym and len(token.word) <= _LONGEST_ACRONYM


def _slips(word: str) -> int:
    return 2 if len(word) >= _TWO_SLIPS else 1


def _candidates(word: str, near: Mapping[str, int], *, ours: bool = False) -> list[_Candidate]:
    found = []
    sound, code = heard(word), metaphone(word)
    for other, documents in near.items():
        as_heard = _WRITTEN_AS_HEARD + OSA.distance(sound, heard(other))
        missed = min(float(OSA.distance(word, other)), as_heard)
        if missed > _slips(word):
            continue
        same = metaphone(other) == code or heard(other) == sound
        cost = missed - _SOUNDS * same - _OURS * ours - _HELD * min(3.0, math.log10(1 + documents))
        cost += _OTHER_START * (word[0] != other[0] and not same)
        found.append(_Candidate(cost, other, missed, same, ours))
    return found


def _forms(word: str) -> tuple[str, ...]:
    trunk = stem(word)
    return tuple(
        dict.fromkeys(
            (word, trunk, *(trunk + end for end in ("s", "e", "es", "ing", "ed", "er", "y", "ies")))
        )
    )
