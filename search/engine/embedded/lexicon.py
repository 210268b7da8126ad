"""The words that listings use: those of a build, and of what has changed since.

``near`` must not look at every word: words of about the same length are told apart by their letters first. A
slip adds at most one letter to a word's set of letters and takes at most one away, so words whose sets differ
by more than twice the slips can't be within reach; what is left is measured by rapidfuzz.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engine.embedded.segment import Stored
from search.engine.embedded.snapshot import Changes, Snapshot
from search.words import stem


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Words of one length, the documents of each, and the letters of each as bits."""

    words: tuple[str, ...]
    documents: tuple[int, ...]
    letters: NDArray[np.uint32]

    def near(self, word: str, slips: int) -> Iterator[tuple[str, int]]:
        alike = np.flatnonzero(np.bitwise_count(self.letters ^ _letters(word)) <= 2 * slips).tolist()
        words = [self.words[number] for number in alike]
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for other, _, at in found:
            yield other, self.documents[alike[at]]


class Words:
    """Words with how many documents spell them so, on shelves by length."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        by_length: dict[int, list[str]] = {}
        for word in documents:
            by_length.setdefault(len(word), []).append(word)
        self.shelves = {
            length: _Shelf(
                tuple(words),
                tuple(documents[word] for word in words),
                np.array([_letters(word) for word in words], dtype=np.uint32),
            )
            for length, words in by_length.items()
        }

    def near(self, word: str, slips: int) -> Iterator[tuple[str, int]]:
        for length in range(len(word) - slips, len(word) + slips + 1):
            if length in self.shelves:
                yield from self.shelves[length].near(word, slips)


class BuildWords:
    """The words of one build, read from its file when somebody first mistypes."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored

    @cached_property
    def spelled(self) -> Words:
        """All of them; sqlite3.Error when the file can't be read."""
        with self.stored.lock:
            return Words(dict(self.stored.connection.execute("SELECT word, documents FROM words")))


class SettledWords:
    """The words of the settled changes, which stay the same while recent ones come in."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    @cached_property
    def spelled(self) -> Words:
        """All of them."""
        return _spelled(self.changes)


@dataclass(frozen=True)
class IndexLexicon:
    """The words of one moment, as search.understanding.knowledge.Lexicon wants them.

    Words of services that were withdrawn or edited since the build may linger until the next one. An index
    that can't be read holds no words: searching it is what tells the family.
    """

    snapshot: Snapshot
    build: BuildWords
    settled: SettledWords

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The words of a build that was just opened, and of its changes."""
        return cls(snapshot, BuildWords(snapshot.stored), SettledWords(snapshot.settled))

    def at(self, snapshot: Snapshot) -> "IndexLexicon":
        """This lexicon at a later moment of the same build."""
        if snapshot is self.snapshot:
            return self
        same = snapshot.settled is self.settled.changes
        return IndexLexicon(snapshot, self.build, self.settled if same else SettledWords(snapshot.settled))

    def documents(self, word: str) -> int:
        """How many listings hold the word in any of its forms: "clubs" is known where "club" is held."""
        try:
            return sum(segment.source.holding(stem(word)) for segment in self.snapshot.asked)
        except sqlite3.Error:
            return 0

    def near(self, word: str, slips: int) -> Iterable[tuple[str, int]]:
        """Words as listings spell them, within so many slips, with how many spell them so."""
        found: Counter[str] = Counter()
        try:
            for words in (self.build.spelled, self.settled.spelled, self.recent):
                for other, documents in words.near(word, slips):
                    found[other] += documents
        except sqlite3.Error:
            return ()
        return tuple(found.items())

    @cached_property
    def recent(self) -> Words:
        """The words of the latest changes."""
        return _spelled(self.snapshot.recent)


def _spelled(changes: Changes) -> Words:
    counted: Counter[str] = Counter()
    for one in changes.values():
        if one is not None:
            counted.update(one.spelled)
    return Words(counted)


def _letters(word: str) -> int:
    """Which letters a word has, as bits. Letters beyond the alphabet share the bits of others: no harm."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
