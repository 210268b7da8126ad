"""How many children live beyond so many kilometres of the nearest service, in all and group by group.

The share of people beyond a threshold, split by group, is how access standards are checked (Talen and
Anselin 1998, "Assessing spatial equity: an evaluation of measures of accessibility to public playgrounds",
Environment and Planning A 30(4)).
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from locations.access.figures import Flags, Floats, amounts

THRESHOLDS_KM = (5.0, 10.0, 15.0, 30.0)


@dataclass(frozen=True, slots=True)
class Share:
    """The children of one group: how many there are, and how many live beyond each threshold.

    ``shares`` is their part of the group's children, from 0 to 1; 0 where the group has no children.
    """

    group: Hashable
    areas: int
    children: float
    beyond: tuple[float, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        return tuple(there / self.children if self.children else 0.0 for there in self.beyond)


@dataclass(frozen=True, slots=True)
class Beyond:
    """Children beyond each of ``thresholds``: of everybody, and of each group in the order of their labels.

    ``unknown`` are the areas whose group isn't known; None where every area's is, or nobody asked for groups.
    """

    thresholds: tuple[float, ...]
    everybody: Share
    groups: tuple[Share, ...] = ()
    unknown: Share | None = None


def beyond(
    cost: ArrayLike,
    children: ArrayLike,
    thresholds: Sequence[float] = THRESHOLDS_KM,
    groups: Sequence[Hashable] | None = None,
) -> Beyond:
    """Children by the ``cost`` of the nearest service to their area: km or minutes, inf for none at all.

    A child at the threshold itself is not beyond it. ``groups`` labels each area: rural or urban, a decile;
    None or "" is not known, and is counted apart, in no group. ValueError for a cost that is no number or
    below nought, for children that are, for thresholds that don't rise, and for lists of different lengths.
    """
    far = _costs(cost)
    living = amounts(children, len(far), "The children")
    limits = tuple(float(limit) for limit in thresholds)
    if not limits or not all(low < high for low, high in zip((0.0, *limits), (*limits, np.inf), strict=True)):
        raise ValueError(f"The thresholds must rise from above nought: {limits}.")
    everybody = _share(None, far, living, limits, np.ones(len(far), dtype=np.bool_))
    if groups is None:
        return Beyond(limits, everybody)
    if len(groups) != len(far):
        raise ValueError(f"{len(far)} areas need as many labels, not {len(groups)}.")
    unknown = np.array([label is None or label == "" for label in groups], dtype=np.bool_)
    members: dict[Hashable, Flags] = {}
    for at in np.flatnonzero(~unknown).tolist():
        members.setdefault(groups[at], np.zeros(len(far), dtype=np.bool_))[at] = True
    return Beyond(
        limits,
        everybody,
        tuple(_share(label, far, living, limits, members[label]) for label in _in_order(members)),
        _share(None, far, living, limits, unknown) if unknown.any() else None,
    )


def _costs(cost: ArrayLike) -> Floats:
    far = np.asarray(cost, dtype=np.float64)
    if far.ndim != 1:
        raise ValueError("The distances must be a list, one for each area.")
    wrong = ~(far >= 0)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ValueError(f"Distance {at} is {far[at]:g}. Give nought or more, inf where there is no service.")
    return far


def _in_order(labels: dict[Hashable, Flags]) -> list[Hashable]:
    # Numbers by size, words by letter, and never the one against the other.
    return sorted(
        labels, key=lambda label: (0, label, "") if isinstance(label, int | float) else (1, 0, str(label))
    )


def _share(group: Hashable, far: Floats, living: Floats, limits: tuple[float, ...], members: Flags) -> Share:
    away, there = far[members], living[members]
    return Share(
        group,
        len(there),
        float(there.sum()),
        tuple(float(there[away > limit].sum()) for limit in limits),
    )
