"""The words of the thesaurus and of needs and kinds, to put a slip of spelling right by. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Shorter words have too many neighbours.
SHORTEST = 4
#: How parents hear it: ways to write one sound made one, in this order.
_HEARD = (
    (re.compile(r"^ps"), "s"),
    (re.compile(r"^(?:kn|gn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"sch"), "sk"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[tsc]ion"), "shun"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ck|q|c(?!h)"), "k"),
    (re.compile(r"z"), "s"),
    (re.compile(r"y"), "i"),
    (re.compile(r"oo|ou"), "u"),
    (re.compile(r"ee|ea"), "e"),
    (re.compile(r"(.)\1"), r"\1"),
)


@lru_cache(maxsize=50_000)
def heard(word: str) -> str:
    """The word written as it is heard, so that "fizio" and "physio" are one."""
    for written, sound in _HEARD:
        word = written.sub(sound, word)
    return word


class Vocabulary:
    """Folded words, to be found by what is nearly them or sounds like them.

    Few people slip at the first letter, so only words that begin with the first letter, or with the second
    (the two changed places, or one is too many), are compared; what sounds alike may begin otherwise.
    """

    def __init__(self, words: Iterable[str], acronyms: Iterable[str] = ()) -> None:
        """``acronyms`` are known, and never what was meant by something else."""
        meant = frozenset(words) - frozenset(acronyms)
        self.words = meant | frozenset(acronyms)
        self._written: _Buckets = {}
        self._heard: _Buckets = {}
        self._by_heard: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(meant):
            if len(word) >= SHORTEST and word.isalpha() and word.isascii():
                self._written.setdefault((word[0], len(word)), []).append(word)
                self._by_heard.setdefault(heard(word), []).append(word)
                self._by_sound.setdefault(jellyfish.metaphone(word), []).append(word)
        for sound in self._by_heard:
            self._heard.setdefault((sound[0], len(sound)), []).append(sound)

    def heard_as(self, word: str) -> list[str]:
        """Words written as this one is heard."""
        return self._by_heard.get(heard(word), [])

    def near(self, word: str, slips: int) -> set[str]:
        """Words written or heard within so many slips, or of the same sound by metaphone."""
        found = set(_close(word, self._written, slips))
        for sound in _close(heard(word), self._heard, slips):
            found.update(self._by_heard[sound])
        found.update(self._by_sound.get(jellyfish.metaphone(word), ()))
        return found


_Buckets = dict[tuple[str, int], list[str]]


def _close(word: str, buckets: _Buckets, slips: int) -> Iterator[str]:
    for first in dict.fromkeys(word[:2]):
        for length in range(len(word) - slips, len(word) + slips + 1):
            alike = buckets.get((first, length), ())
            for other, _, _ in process.extract(
                word, alike, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                yield other
