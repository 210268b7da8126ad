"""Which destinations each origin can get to, and at what cost, however many there are.

Found by fixed-radius search in KD-trees (Bentley 1975, "Multidimensional binary search trees used for
associative searching", Communications of the ACM 18(9)): one search for each handful of neighbouring
origins, then every distance from the handful to what was found. So the time grows with the pairs, and the
memory doesn't.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from locations.access.figures import Floats, Indices
from locations.access.points import Points, over_ground, through_ground

#: Origins that are looked at together; about 5 km across in a town.
HANDFUL = 64
#: The most distances worked out at once: 256 KB, which a processor keeps close by (a third faster than 2 MB).
AT_ONCE = 1 << 15
#: Pairs are handed on when there are so many or more; never as many as twice this.
PAIRS_AT_ONCE = 1 << 16


class Pairs(NamedTuple):
    """Some origins with destinations they can get to. ``cost`` is kilometres or minutes."""

    origin: Indices
    destination: Indices
    cost: Floats


class Reach(Protocol):
    """Every pair of origin and destination within a cost, each once, in pieces of bounded size.

    It can be walked as often as wanted: a catchment walks it twice. ``within`` is the farthest cost held.
    """

    @property
    def origin_count(self) -> int: ...

    @property
    def destination_count(self) -> int: ...

    @property
    def within(self) -> float: ...

    def __iter__(self) -> Iterator[Pairs]: ...


@dataclass(frozen=True, slots=True, eq=False)
class StraightLine:
    """Reach by kilometres: over the ground, times ``detour``, how much longer roads are than that.

    Nothing is kept: each walk works the distances out again, about 20 ns a pair. ValueError when the radius
    is less than nought or the detour less than 1.
    """

    origins: Points
    destinations: Points
    within_km: float
    detour: float = 1.0

    def __post_init__(self) -> None:
        check_detour(self.detour)
        if not 0 <= self.within_km < np.inf:
            raise ValueError(f"Within {self.within_km:g} km is no radius. Give kilometres, nought or more.")

    @property
    def origin_count(self) -> int:
        return len(self.origins)

    @property
    def destination_count(self) -> int:
        return len(self.destinations)

    @property
    def within(self) -> float:
        return self.within_km

    def __iter__(self) -> Iterator[Pairs]:
        return pairs(self.origins, self.destinations, self.within_km, self.detour)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Reach worked out already: for a county, or by hand. ``pieces`` hold each pair once."""

    origin_count: int
    destination_count: int
    within: float
    pieces: tuple[Pairs, ...]

    def __iter__(self) -> Iterator[Pairs]:
        return iter(self.pieces)

    @classmethod
    def of(cls, reach: Reach) -> "Held":
        """Any reach, kept in memory: 24 bytes a pair, for who asks it many times over."""
        return cls(reach.origin_count, reach.destination_count, reach.within, tuple(reach))


def pairs(origins: Points, destinations: Points, within_km: float, detour: float = 1.0) -> Iterator[Pairs]:
    """Every origin with every destination within ``within_km``, each once: what ``StraightLine`` walks.

    In pieces of fewer than 2 x PAIRS_AT_ONCE pairs, in an order of its own.
    """
    # A service at the radius itself is within it, however its distance is rounded.
    straight = through_ground(within_km / detour) * (1 + 1e-12)
    for found in _gathered(_near(origins.xyz, destinations.xyz, straight)):
        yield found._replace(cost=np.minimum(over_ground(found.cost) * detour, within_km))


def check_detour(detour: float) -> None:
    """ValueError for a detour factor that would make roads shorter than the straight line."""
    if not 1 <= detour < np.inf:
        raise ValueError(
            f"A detour factor of {detour:g} is not possible: no road is shorter than a straight line."
        )


def _near(origins: Floats, destinations: Floats, straight: float) -> Iterator[Pairs]:
    tree = cKDTree(destinations)
    for some in _handfuls(origins):
        here = origins[some]
        middle = here.mean(axis=0)
        round_them = float(np.sqrt(((here - middle) ** 2).sum(axis=1).max()))
        # A hair more than is needed, so that rounding leaves nothing out.
        found = tree.query_ball_point(middle, (straight + round_them) * (1 + 1e-9) + 1e-9)
        near = np.array(found, dtype=np.intp)
        step = AT_ONCE // len(some)
        for start in range(0, len(near), step):
            part = near[start : start + step]
            distances = cdist(here, destinations[part])
            close = distances <= straight
            rows, columns = np.nonzero(close)
            yield Pairs(some[rows], part[columns], distances[close])


def _handfuls(points: Floats) -> Iterator[Indices]:
    """The points, a handful of neighbours at a time. Many on one spot still make handfuls."""
    todo = [cKDTree(points, leafsize=HANDFUL).tree]
    while todo:
        node = todo.pop()
        if node.lesser is not None:
            todo += [node.greater, node.lesser]
            continue
        for start in range(0, len(node.indices), HANDFUL):
            yield node.indices[start : start + HANDFUL]


def _gathered(pieces: Iterable[Pairs]) -> Iterator[Pairs]:
    """The same pairs in fewer, larger pieces."""
    waiting: list[Pairs] = []
    held = 0
    for piece in pieces:
        waiting.append(piece)
        held += len(piece.cost)
        if held >= PAIRS_AT_ONCE:
            yield _joined(waiting)
            waiting, held = [], 0
    if held:
        yield _joined(waiting)


def _joined(pieces: list[Pairs]) -> Pairs:
    return Pairs(*(np.concatenate(columns) for columns in zip(*pieces, strict=True)))
