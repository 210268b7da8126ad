"""What is measured of one ranked list: nDCG, success, reciprocal rank, recall. Pure.

nDCG with gains 2^grade - 1 (Burges and others 2005) and discounts 1 / log2(rank + 1) (Järvelin and
Kekäläinen 2002).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import fmean

from tests.relevance.grading import RIGHT


@dataclass(frozen=True)
class Measured:
    """Each from 0 to 1; of one question, or the mean of many."""

    ndcg10: float
    success1: float
    success3: float
    success10: float
    mrr: float
    recall50: float


def measure(ranked: Sequence[str], graded: Mapping[str, int]) -> Measured:
    """How good this order is, when these are the grades."""
    right = {key for key, value in graded.items() if value >= RIGHT}
    first = next((rank for rank, key in enumerate(ranked, 1) if key in right), math.inf)
    best = _gain(sorted(graded.values(), reverse=True)[:10])
    return Measured(
        ndcg10=_gain([graded.get(key, 0) for key in ranked[:10]]) / best if best else 0.0,
        success1=float(first <= 1),
        success3=float(first <= 3),
        success10=float(first <= 10),
        mrr=1 / first,
        recall50=len(right & set(ranked[:50])) / min(len(right), 50) if right else 0.0,
    )


def mean(many: Iterable[Measured]) -> Measured:
    """The mean of each measure."""
    held = list(many)
    return Measured(*(fmean(getattr(one, part.name) for one in held) for part in fields(Measured)))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
