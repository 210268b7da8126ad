"""What an index needs to know of one document's text: its stems, and what each is worth there."""

from array import array
from dataclasses import dataclass

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
        for term, times in _counted(field, text, words).items():
            worth[term] = worth.get(term, 0.0) + word_in_field(field, times, len(words))
            where[term] = where.get(term, 0) | 1 << bit
    said = array("f", worth.values())
    return Analysed(
        document=document,
        terms=tuple(worth),
        worth=said,
        steps=bytes(map(steps, said)),
        fields=bytes(where.values()),
        spelled=frozenset(word for word in spelled if len(word) >= _SHORTEST_SPELLED and word.isalpha()),
    )


def _counted(field: str, text: str, words: list[str]) -> dict[str, int]:
    times: dict[str, int] = {}
    for word in words:
        term = stem(word)
        times[term] = times.get(term, 0) + 1
    extra = set(joined_of(text)) if "-" in text or not text.isascii() else set()
    if field in _PHRASED:
        extra.update(neighbours(words))
    for word in extra:
        times.setdefault(stem(word), 1)
    return times
