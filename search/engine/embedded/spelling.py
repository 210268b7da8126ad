"""Did you mean: words the index doesn't hold, spelled as the index spells its own."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engine.embedded.segment import Stored
from search.words import words_of

#: Shorter words have too many neighbours; in long ones two slips are still one word.
_ONE_SLIP = 4
_TWO_SLIPS = 6


class Spelling:
    """The words of a build, with how many documents hold each. Read when somebody first mistypes."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored

    @cached_property
    def by_length(self) -> Mapping[int, dict[str, int]]:
        """Words and their documents, by length."""
        with self.stored.lock:
            lines = self.stored.connection.execute("SELECT word, documents FROM words").fetchall()
        lengths: dict[int, dict[str, int]] = {}
        for word, documents in lines:
            lengths.setdefault(len(word), {})[word] = documents
        return lengths

    def nearest(self, word: str, also: Iterable[str]) -> str | None:
        """The word most likely meant: the fewest slips, then the most documents, then the alphabet."""
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        if len(word) < _ONE_SLIP:
            return None
        known: dict[str, int] = dict.fromkeys(also, 1)
        for length in range(len(word) - slips, len(word) + slips + 1):
            known.update(self.by_length.get(length, {}))
        known.pop(word, None)
        close = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        ranked = sorted((slip, -known[other], other) for other, slip, _ in close)
        return ranked[0][2] if ranked else None


def respelled(text: str, unknown: Iterable[str], spelling: Spelling, also: Iterable[str]) -> str:
    """The words of a question with the unknown ones put right, or nothing where none could be."""
    also = list(also)
    better = {word: spelling.nearest(word, also) for word in unknown}
    if not any(better.values()):
        return ""
    return " ".join(better.get(word) or word for word in words_of(text))
