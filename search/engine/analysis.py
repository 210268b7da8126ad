"""What an index needs to know of one document's text: its stems, and what each is worth there."""

from array import array
from collections import Counter
from dataclasses import dataclass

from search.engine.reading import subjects
from search.ranking import FIELDS, steps, word_in_field
from search.terms import Document
from search.words import joined_of, neighbours, stem, words_of

#: Fields in which neighbouring words are also found written as one.
_PHRASED = frozenset({"name", "topics"})
_SHORTEST_SPELLED = 3


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document with its stems, the worth and the fields (as bits) of each, and the words it spells.

    ``steps`` is the worth as engines hold it: one byte a stem.
    """

    document: Document
    terms: tuple[str, ...]
    worth: "array[float]"
    steps: bytes
    fields: bytes
    spelled: frozenset[str]


def analyse(document: Document) -> Analysed:
    """Read every field once."""
    worth: dict[str, float] = {}
    where: dict[str, int] = {}
    spelled: set[str] = set()
    for bit, field in enumerate(FIELDS):
        text: str = getattr(document, field)
        if not text:
            continue
        words = words_of(text)
        spelled.update(words)
        counted = _counted(field, text, words)
        worth_of = {
            times: document.standing * word_in_field(field, times, len(words), document.shelf)
            for times in set(counted.values())
        }
        mask = 1 << bit
        for term, times in counted.items():
            worth[term] = worth.get(term, 0.0) + worth_of[times]
            where[term] = where.get(term, 0) | mask
    for term, of_subject in subjects(document).items():
        worth[term] = of_subject
        where[term] = 0
    said = array("f", worth.values())
    return Analysed(
        document=document,
        terms=tuple(worth),
        worth=said,
        steps=steps(said).tobytes(),
        fields=bytes(where.values()),
        spelled=frozenset(word for word in spelled if len(word) >= _SHORTEST_SPELLED and word.isalpha()),
    )


def _counted(field: str, text: str, words: list[str]) -> dict[str, int]:
    times = Counter(map(stem, words))
    extra = joined_of(text) if "-" in text or not text.isascii() else []
    if field in _PHRASED:
        extra += neighbours(words)
    for term in map(stem, extra):
        times.setdefault(term, 1)
    return times
