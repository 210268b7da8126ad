"""From what somebody says they notice to the barriers that may be meant: the pure part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

from search.words import STOP_WORDS, stem, words_of

if TYPE_CHECKING:
    from localoffer.graduated.models import BarrierPage

#: As many as a person can choose from.
FEW = 6
#: What a word is worth, by where it stands.
NAME, ALSO, SUMMARY, TEXT = 6.0, 5.0, 2.0, 1.0
#: How slowly a lower place in a ranking is worth less (reciprocal rank fusion, Cormack and others 2009).
_EASE = 5
#: What is worth less than this part of the best is only noise.
_LEAST = 0.3


def exactly(words: str, barriers: Iterable["BarrierPage"]) -> "BarrierPage | None":
    """The one barrier that is called just so, whatever the capitals; None for none or several."""
    said = words_of(words)
    found = [one for one in barriers if said and any(words_of(name) == said for name in _names(one))]
    return found[0] if len(found) == 1 else None


def alike(words: str, barriers: Sequence["BarrierPage"]) -> tuple["BarrierPage", ...]:
    """Those that hold any of the words, in whatever form, best first; a word that few hold says more."""
    stems = _stems(words)
    held = [_weights(one) for one in barriers]
    having = {word: sum(1 for weights in held if word in weights) for word in stems}
    scored = [
        (
            sum(weights[word] * log(1 + len(barriers) / having[word]) for word in stems if word in weights),
            number,
        )
        for number, weights in enumerate(held)
    ]
    best = sorted((row for row in scored if row[0] > 0), key=lambda row: (-row[0], row[1]))
    return tuple(barriers[number] for _, number in best)


def fused(rankings: Iterable[tuple[float, Sequence[int]]]) -> tuple[int, ...]:
    """Several rankings of the same keys made one: each is (its weight, keys best first). Few, best first."""
    scores: dict[int, float] = defaultdict(float)
    for weight, keys in rankings:
        for place, key in enumerate(dict.fromkeys(keys)):
            scores[key] += weight / (_EASE + place)
    best = sorted(scores, key=lambda key: (-scores[key], key))
    return tuple(key for key in best if scores[key] >= _LEAST * scores[best[0]])[:FEW]


def _names(barrier: "BarrierPage") -> list[str]:
    return [barrier.title, *barrier.other_names]


def _weights(barrier: "BarrierPage") -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for worth, text in (
        (TEXT, barrier.searched_text()),
        (SUMMARY, barrier.summary),
        (ALSO, barrier.also_known_as),
        (NAME, barrier.title),
    ):
        weights |= dict.fromkeys(_stems(text), worth)
    return weights


def _stems(text: str) -> list[str]:
    said = words_of(text)
    return [stem(word) for word in dict.fromkeys(word for word in said if word not in STOP_WORDS)]
