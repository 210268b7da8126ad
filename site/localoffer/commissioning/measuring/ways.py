"""The ways from homes to halls, always in km of road: straight lines made longer, or a travel table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from localoffer.commissioning.measuring.values import AreaFigures, Ground, Spot
from locations.access import Held, Nearest, Points, Reach, StraightLine, TravelTable, nearest, nearest_in

#: A measure says its reach in km: a table's minutes are taken for the km driven in them at this speed.
KM_AN_HOUR = 40.0
#: Longer than any way in a table.
LONGEST_KM = 2880 * KM_AN_HOUR / 60


class Ways(Protocol):
    """From every area of a ground, in its order."""

    def reach(self, spots: Sequence[Spot], within_km: float) -> Held:
        """What each area can get to within so many km."""
        ...

    def nearest(self, spots: Sequence[Spot], k: int) -> Nearest:
        """The nearest few of each area, however far."""
        ...


def ways(ground: Ground, detour: float) -> Ways:
    """By the travel table of the ground where there is one, else by straight lines times ``detour``."""
    if ground.travel is not None:
        return _ByTable([area.code for area in ground.areas], ground.travel, ground.spot_areas)
    return _StraightWays(_homes(ground.areas), detour)


@dataclass(frozen=True, slots=True)
class _StraightWays:
    homes: Points
    detour: float

    def reach(self, spots: Sequence[Spot], within_km: float) -> Held:
        return Held.of(StraightLine(self.homes, _halls(spots), within_km, self.detour))

    def nearest(self, spots: Sequence[Spot], k: int) -> Nearest:
        return nearest(self.homes, _halls(spots), k, self.detour)


@dataclass(frozen=True, slots=True)
class _ByTable:
    """A hall is where its area is; one outside every area of the table can't be reached by it."""

    homes: Sequence[str]
    table: TravelTable
    spot_areas: Mapping[str, str]

    def reach(self, spots: Sequence[Spot], within_km: float) -> Held:
        there = [self.spot_areas.get(spot.id, "") for spot in spots]
        return _in_km(self.table.between(self.homes, there, within_km * 60 / KM_AN_HOUR), within_km)

    def nearest(self, spots: Sequence[Spot], k: int) -> Nearest:
        return nearest_in(self.reach(spots, LONGEST_KM), k)


def _in_km(reach: Reach, within_km: float) -> Held:
    pieces = tuple(
        piece._replace(cost=np.minimum(piece.cost * KM_AN_HOUR / 60, within_km)) for piece in reach
    )
    return Held(reach.origin_count, reach.destination_count, within_km, pieces)


def _homes(areas: Sequence[AreaFigures]) -> Points:
    return Points([area.lat for area in areas], [area.lon for area in areas])


def _halls(spots: Sequence[Spot]) -> Points:
    return Points([spot.lat for spot in spots], [spot.lon for spot in spots])
