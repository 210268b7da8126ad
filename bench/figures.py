"""Numbers made from measurements, and nothing else. Times are milliseconds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Times:
    """How long one contestant took for one kind of question at one size."""

    ms: list[float] = field(default_factory=list)
    gave_up: int = 0

    @property
    def count(self) -> int:
        return len(self.ms)

    @property
    def p50(self) -> float:
        return percentile(self.ms, 50)

    @property
    def p95(self) -> float:
        return percentile(self.ms, 95)

    def first(self, count: int) -> "Times":
        """The same for the first so many questions: those that a slower contestant was asked as well."""
        return Times(self.ms[:count], self.gave_up)


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; not a number when there is nothing."""
    if not values:
        return math.nan
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share / 100 * len(ranked)) - 1)]


def ratio(slow: float, fast: float) -> float:
    return slow / fast if fast else math.nan
