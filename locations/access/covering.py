"""Choosing so many candidates that what they reach together is worth most: exactly, and greedily.

The maximal covering location problem as Church and ReVelle put it (1974, "The maximal covering location
problem", Papers of the Regional Science Association 32): choose x, count y, with y no more than the x that
reach it. Solved by HiGHS (Huangfu and Hall 2018, Mathematical Programming Computation 10(1)) through
``scipy.optimize.milp``.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from locations.access.figures import Floats, Indices

#: What two sums of children may differ by, as a part of all the children, and still count as the same.
SAME = 1e-9
#: The solver is always given some time, however little is left.
LEAST_SECONDS = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is to be chosen: so many ``venues`` of the candidates, to reach the origins worth most.

    ``reached`` has a row for each origin and a column for each candidate, 1 where it reaches it. Of
    ``worths``, by origin, the most important comes first; a later one decides only between equals.
    """

    reached: csr_array
    worths: tuple[Floats, ...]
    venues: int

    def worth_of(self, chosen: Indices) -> tuple[float, ...]:
        """What the chosen candidates reach together is worth, each origin counted once."""
        got = self.reached[:, chosen].sum(axis=1) > 0
        return tuple(float(worth[got].sum()) for worth in self.worths)

    def better(self, chosen: Indices, than: Indices) -> bool:
        """Whether the one choice is worth more than the other, the most important worth first."""
        for worth, a, b in zip(self.worths, self.worth_of(chosen), self.worth_of(than), strict=True):
            if abs(a - b) > SAME * worth.sum():
                return a > b
        return False


class Best(NamedTuple):
    """The best choice known; whether there is none better; what no choice can be worth more than."""

    chosen: Indices
    proven: bool
    bounds: tuple[float, ...]


def greedy(problem: Problem, among: Sequence[int] | Indices | None = None) -> Indices:
    """Candidates one by one, each time the one that adds most; the first of equals. Stops when none adds any.

    Asked ``among`` a choice already made, it gives that choice in the order of what each adds.
    """
    candidates = (
        np.arange(problem.reached.shape[1]) if among is None else np.sort(np.asarray(among, dtype=np.intp))
    )
    reached = problem.reached[:, candidates].T.tocsr()
    left = np.ones(problem.reached.shape[0])
    chosen: list[int] = []
    while len(chosen) < min(problem.venues, len(candidates)):
        adds = [reached @ (worth * left) for worth in problem.worths]
        if not adds[-1].any():
            break
        best = np.arange(len(candidates))
        for added in adds:
            best = best[added[best] == added[best].max()]
        chosen.append(int(candidates[best[0]]))
        left[reached[[best[0]]].indices] = 0.0
    return np.array(chosen, dtype=np.intp)


def best(problem: Problem, seconds: float) -> Best:
    """The choice worth most, or the best known after about ``seconds``; never worse than the greedy one.

    One worth after the other, holding on to what was reached. Exact to a millionth of the largest origin.
    """
    deadline = time.monotonic() + seconds
    known = greedy(problem)
    proven, bounds = True, list[float]()
    floors: list[tuple[Floats, float]] = []
    for at, worth in enumerate(problem.worths):
        found = _solve(problem, worth, floors, deadline - time.monotonic()) if worth.any() else None
        if found is not None and found.chosen is not None and problem.better(found.chosen, known):
            known = found.chosen
        reached = problem.worth_of(known)[at]
        certain = found is None or found.proven
        bounds.append(reached if certain or found is None else max(reached, found.bound))
        proven = proven and certain
        floors.append((worth, reached))
    return Best(_needed(problem, known), proven, tuple(bounds))


def _needed(problem: Problem, chosen: Indices) -> Indices:
    """The choice without candidates whose origins the others reach as well; the least useful go first."""
    kept = greedy(problem, chosen)
    for candidate in kept[::-1]:
        others = kept[kept != candidate]
        if problem.worth_of(others) == problem.worth_of(kept):
            kept = others
    return kept


class _Found(NamedTuple):
    chosen: Indices | None
    proven: bool
    bound: float


def _solve(problem: Problem, worth: Floats, floors: list[tuple[Floats, float]], seconds: float) -> _Found:
    origins, candidates = problem.reached.shape
    largest = worth.max()
    rules = [
        LinearConstraint(hstack([-problem.reached, eye_array(origins)], format="csr"), ub=0),
        LinearConstraint(_row(np.ones(candidates), np.zeros(origins)), ub=problem.venues),
    ]
    for held, reached in floors:
        if held.any():
            least = (reached - SAME * held.sum()) / held.max()
            rules.append(LinearConstraint(_row(np.zeros(candidates), held / held.max()), lb=least))
    result: Any = milp(
        np.concatenate([np.zeros(candidates), -worth / largest]),
        integrality=np.concatenate([np.ones(candidates), np.zeros(origins)]),
        bounds=Bounds(0, 1),
        constraints=rules,
        options={"time_limit": max(seconds, LEAST_SECONDS), "mip_rel_gap": 0.0},
    )
    if result.status not in (0, 1):
        raise RuntimeError(f"The solver gave up: {result.message}")
    chosen = None if result.x is None else np.flatnonzero(result.x[:candidates] > 0.5)
    bound = result.get("mip_dual_bound")
    known = bound is not None and np.isfinite(bound)
    return _Found(
        chosen, result.status == 0, min(-bound * largest, worth.sum()) if known else float(worth.sum())
    )


def _row(candidates: Floats, origins: Floats) -> csr_array:
    return csr_array(np.concatenate([candidates, origins])[None, :])
