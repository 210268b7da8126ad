"""The nearest services, whatever the distance, and how many are within reach.

k-nearest neighbours in a KD-tree (Friedman, Bentley and Finkel 1977, "An algorithm for finding best matches
in logarithmic expected time", ACM Transactions on Mathematical Software 3(3)). Counting what lies within a
radius is the oldest measure of access there is (Wachs and Kumagai 1973, "Physical accessibility as a social
indicator", Socio-Economic Planning Sciences 7(5)).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from locations.access.figures import Floats, Indices, amounts
from locations.access.points import Points, over_ground
from locations.access.reach import Pairs, Reach, check_detour

NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The nearest, second nearest ... of each origin: a row for each origin, the nearest first.

    ``cost`` is kilometres or minutes, inf where there is none; ``destination`` is its position, -1 where
    there is none. Of two in a row that are equally near, the earlier comes first.
    """

    cost: Floats
    destination: Indices


def nearest(origins: Points, destinations: Points, k: int = 2, detour: float = 1.0) -> Nearest:
    """The ``k`` nearest of each origin, however far: kilometres over the ground, times ``detour``."""
    _check(k)
    check_detour(detour)
    cost = np.full((len(origins), k), np.inf)
    found = np.full((len(origins), k), NOBODY, dtype=np.intp)
    there = min(k, len(destinations))
    if len(origins) and there:
        straight, index = cKDTree(destinations.xyz).query(origins.xyz, k=np.arange(1, there + 1))
        order = np.lexsort((index, straight), axis=1)
        cost[:, :there] = over_ground(np.take_along_axis(straight, order, axis=1)) * detour
        found[:, :there] = np.take_along_axis(index, order, axis=1)
    return Nearest(cost, found)


def nearest_in(reach: Reach, k: int = 2) -> Nearest:
    """The ``k`` nearest of each origin among those in its reach, by whatever the reach counts: minutes,
    say."""
    _check(k)
    best = Nearest(
        np.full((reach.origin_count, k), np.inf), np.full((reach.origin_count, k), NOBODY, dtype=np.intp)
    )
    for piece in reach:
        _improve(best, piece, k)
    return best


def count(reach: Reach) -> Indices:
    """How many destinations each origin can get to."""
    found = np.zeros(reach.origin_count, dtype=np.intp)
    for piece in reach:
        found += np.bincount(piece.origin, minlength=len(found))
    return found


def totals(reach: Reach, weights: ArrayLike) -> Floats:
    """How much each origin can get to: the sum of what the destinations in its reach weigh.

    ``weights`` may be several rows, one for each thing counted; the answer then has as many, from one walk.
    ValueError for a weight below nought or no number.
    """
    given = np.asarray(weights, dtype=np.float64)
    rows = [amounts(row, reach.destination_count, "The weights") for row in np.atleast_2d(given)]
    found = np.zeros((len(rows), reach.origin_count))
    for piece in reach:
        for at, row in enumerate(rows):
            found[at] += np.bincount(piece.origin, row[piece.destination], minlength=reach.origin_count)
    return found if given.ndim == 2 else found[0]


def _check(k: int) -> None:
    if k < 1:
        raise ValueError(f"The {k} nearest can't be found. Ask for 1 or more.")


def _improve(best: Nearest, piece: Pairs, k: int) -> None:
    """Set the best known of a piece's origins against the piece, and keep the best ``k`` of both."""
    here = np.unique(piece.origin)
    origin = np.concatenate([np.repeat(here, k), piece.origin])
    cost = np.concatenate([best.cost[here].ravel(), piece.cost])
    destination = np.concatenate([best.destination[here].ravel(), piece.destination])
    order = np.lexsort((destination, cost, origin))
    origin, cost, destination = origin[order], cost[order], destination[order]
    starts = np.searchsorted(origin, here)
    kept = starts[:, None] + np.arange(k)
    best.cost[here], best.destination[here] = cost[kept], destination[kept]
