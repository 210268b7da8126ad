"""What if? Where a few more venues would bring the most children newly within reach, today's all kept.

The maximal covering location problem (Church and ReVelle 1974, "The maximal covering location problem",
Papers of the Regional Science Association 32). The greedy choice beside the exact one is what a meeting
would come to, one venue after the other; it is never less than 1 - 1/e of the best (Nemhauser, Wolsey and
Fisher 1978, "An analysis of approximations for maximizing submodular set functions", Mathematical
Programming 14).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from locations.access.covering import Problem, best, greedy
from locations.access.figures import Flags, Floats, Indices, amounts, flags
from locations.access.reach import Reach


@dataclass(frozen=True, slots=True)
class NewVenue:
    """A candidate chosen, and whom it brings within reach whom nothing before it does.

    Before it are today's supply and the venues earlier in the same choice. ``candidate`` and ``origins`` are
    positions.
    """

    candidate: int
    children: float
    rural_children: float
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Siting:
    """The best choice of venues, in the order of what each brings, with the greedy choice beside it.

    ``proven``: no other choice is better. ``rural_bound``: no choice can bring more rural children than
    this; None unless they come first. ``bound``: no choice (as good for rural children, where they come
    first) can bring more children than this. Fewer venues than asked for are chosen where more would bring
    nobody.
    """

    venues: tuple[NewVenue, ...]
    greedy: tuple[NewVenue, ...]
    proven: bool
    bound: float
    rural_bound: float | None

    @property
    def children(self) -> float:
        """Children newly within reach."""
        return sum(venue.children for venue in self.venues)

    @property
    def rural_children(self) -> float:
        """Those of them who live in rural areas."""
        return sum(venue.rural_children for venue in self.venues)

    @property
    def gap(self) -> float:
        """The share that the greedy choice misses: 0 where it is as good.

        Of the rural children, where they come first and it misses any; of all the children otherwise.
        """
        if self.rural_bound is not None:
            missed = _missed(self.rural_children, sum(venue.rural_children for venue in self.greedy))
            if missed:
                return missed
        return _missed(self.children, sum(venue.children for venue in self.greedy))


def site(
    reach: Reach,
    *,
    children: ArrayLike,
    venues: int,
    covered: ArrayLike | None = None,
    rural: ArrayLike | None = None,
    rural_first: bool = False,
    seconds: float = 20.0,
) -> Siting:
    """Choose so many ``venues`` of the candidates, the destinations of ``reach``, that help most children.

    ``children`` and ``rural`` (yes or no) are by origin. ``covered`` origins have a service in reach today
    and gain nothing: ``count(reach_today) > 0``. With ``rural_first`` the most rural children come first,
    and the most children decide between choices that are equal in that. After about ``seconds`` the best
    choice known is given. ValueError for fewer than no venues, for rural first without saying who is rural,
    and for bad figures.
    """
    if venues < 0:
        raise ValueError(f"{venues} venues can't be chosen. Ask for none or more.")
    if rural_first and rural is None:
        raise ValueError("To put rural children first, say which origins are rural.")
    everybody = amounts(children, reach.origin_count, "The children")
    country = _flags(rural, reach.origin_count, "Rural")
    without = ~_flags(covered, reach.origin_count, "Covered") & (everybody > 0)
    origins, reached = _reached(reach, without)
    living = everybody[origins]
    rural_living = np.where(country[origins], living, 0.0)
    problem = Problem(reached, (rural_living, living) if rural_first else (living,), venues)
    chosen = best(problem, seconds)
    return Siting(
        _venues(problem, greedy(problem, chosen.chosen), origins, living, rural_living),
        _venues(problem, greedy(problem), origins, living, rural_living),
        chosen.proven,
        chosen.bounds[-1],
        chosen.bounds[0] if rural_first else None,
    )


def _flags(values: ArrayLike | None, length: int, what: str) -> Flags:
    return np.zeros(length, dtype=np.bool_) if values is None else flags(values, length, what)


def _reached(reach: Reach, without: Flags) -> tuple[Indices, csr_array]:
    """The origins without a service that some candidate reaches, and which candidates reach them."""
    ways = [
        (piece.origin[gains], piece.destination[gains])
        for piece in reach
        for gains in (without[piece.origin],)
    ]
    leaving = np.concatenate([np.empty(0, dtype=np.intp), *(leave for leave, _ in ways)])
    arriving = np.concatenate([np.empty(0, dtype=np.intp), *(arrive for _, arrive in ways)])
    origins, row = np.unique(leaving, return_inverse=True)
    shape = (len(origins), reach.destination_count)
    return origins, csr_array((np.ones(len(row)), (row, arriving)), shape=shape)


def _venues(
    problem: Problem, chosen: Indices, origins: Indices, living: Floats, rural_living: Floats
) -> tuple[NewVenue, ...]:
    left = np.ones(len(origins), dtype=np.bool_)
    venues = []
    columns = problem.reached.tocsc()
    for candidate in chosen:
        start, end = columns.indptr[candidate : candidate + 2]
        gained = np.sort(columns.indices[start:end])
        gained = gained[left[gained]]
        left[gained] = False
        venues.append(
            NewVenue(
                int(candidate),
                float(living[gained].sum()),
                float(rural_living[gained].sum()),
                tuple(int(origin) for origin in origins[gained]),
            )
        )
    return tuple(venues)


def _missed(best_children: float, greedy_children: float) -> float:
    if best_children <= 0:
        return 0.0
    missed = 1 - greedy_children / best_children
    return missed if missed > 1e-9 else 0.0
