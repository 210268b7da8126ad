"""Places for each child, counting every child who leans on the same service.

Two-step floating catchment area (2SFCA): Luo and Wang 2003, "Measures of spatial accessibility to health
care in a GIS environment", Environment and Planning B 30(6). Enhanced (E2SFCA), worth falling with distance:
Luo and Qi 2009, "An enhanced two-step floating catchment area (E2SFCA) method for measuring spatial
accessibility to primary care physicians", Health & Place 15(4).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from locations.access.decay import Decay
from locations.access.figures import Floats, Indices, amounts
from locations.access.reach import Pairs, Reach

#: Fewer children than this are nobody: a share for each of them would be no number any more.
NOBODY = 1e-200


@dataclass(frozen=True, slots=True, eq=False)
class Catchment:
    """What a catchment method found; no figure in it is ever NaN or infinite.

    ``score``: supply for each child, by origin; 0.0 where nothing is in reach.
    ``count``: destinations in reach, by origin, whatever they supply.
    ``leaning``: children who lean on it, each counted by the worth of the way, by destination.
    """

    score: Floats
    count: Indices
    leaning: Floats


def two_step(reach: Reach, *, supply: ArrayLike, demand: ArrayLike) -> Catchment:
    """2SFCA: each destination's ``supply`` (places) is shared by the ``demand`` in its reach (children).

    An origin scores the sum of the shares of the destinations in its reach: places for each child. A
    destination that no child can get to gives nothing. Walks the reach twice. ValueError for a supply or a
    demand that is less than nought or no number, or of the wrong length.
    """
    return _shared_out(reach, supply, demand, None)


def enhanced(reach: Reach, *, supply: ArrayLike, demand: ArrayLike, decay: Decay) -> Catchment:
    """E2SFCA: as ``two_step``, with children and services both worth less the farther apart they are.

    ValueError besides when the reach ends before the decay does: what lies between would be lost in silence.
    """
    return _shared_out(reach, supply, demand, decay)


def weighted(reach: Reach, *, supply: ArrayLike, decay: Decay | None = None) -> Floats:
    """The supply in reach of each origin, worth less the farther away it is; children play no part in it."""
    _check_reach(reach, decay)
    given = amounts(supply, reach.destination_count, "The supply")
    found = np.zeros(reach.origin_count)
    for piece in reach:
        found += _sums(piece.origin, given[piece.destination], _worth(piece, decay), len(found))
    return found


def _shared_out(reach: Reach, supply: ArrayLike, demand: ArrayLike, decay: Decay | None) -> Catchment:
    _check_reach(reach, decay)
    places = amounts(supply, reach.destination_count, "The supply")
    children = amounts(demand, reach.origin_count, "The demand")
    leaning, count = np.zeros(reach.destination_count), np.zeros(reach.origin_count, dtype=np.intp)
    for piece in reach:
        leaning += _sums(piece.destination, children[piece.origin], _worth(piece, decay), len(leaning))
        count += np.bincount(piece.origin, minlength=len(count))
    each = np.divide(places, leaning, out=np.zeros_like(places), where=leaning > NOBODY)
    score = np.zeros(reach.origin_count)
    for piece in reach:
        score += _sums(piece.origin, each[piece.destination], _worth(piece, decay), len(score))
    return Catchment(score, count, leaning)


def _check_reach(reach: Reach, decay: Decay | None) -> None:
    if decay is not None and decay.farthest > reach.within:
        raise ValueError(
            f"The reach ends at {reach.within:g} and the decay at {decay.farthest:g}."
            " Let the reach go as far as the decay, at least."
        )


def _worth(piece: Pairs, decay: Decay | None) -> Floats | None:
    return None if decay is None else decay(piece.cost)


def _sums(at: Indices, amount: Floats, worth: Floats | None, length: int) -> Floats:
    each = amount if worth is None else amount * worth
    return np.asarray(np.bincount(at, each, minlength=length), dtype=np.float64)
