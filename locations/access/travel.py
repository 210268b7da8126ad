"""Minutes from a table, in the place of kilometres. The file is read by ``locations.feeds.travel``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from locations.access.figures import Floats, Indices
from locations.access.reach import PAIRS_AT_ONCE, Pairs, Reach


@dataclass(frozen=True, slots=True, eq=False)
class TravelTable:
    """Minutes from one code to another. A pair that isn't there can't be travelled.

    ``origin`` and ``destination`` are positions in ``origins`` and ``destinations``. ValueError when a way
    is there twice, when minutes are below nought or no number, or when the columns don't match.
    """

    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    origin: Indices
    destination: Indices
    minutes: Floats

    def __post_init__(self) -> None:
        if not len(self.origin) == len(self.destination) == len(self.minutes):
            raise ValueError("Each way needs an origin, a destination and its minutes.")
        if not (np.isfinite(self.minutes) & (self.minutes >= 0)).all():
            raise ValueError("Minutes must be nought or more.")
        way = self.origin * len(self.destinations) + self.destination
        if len(np.unique(way)) < len(way):
            raise ValueError("A way from one code to another is in the table more than once.")

    def without_a_way(
        self, origins: Sequence[str], destinations: Sequence[str]
    ) -> tuple[list[str], list[str]]:
        """The origins that the table leads nowhere from, and the destinations that it leads nowhere to."""
        leaving = {self.origins[at] for at in np.unique(self.origin)}
        arriving = {self.destinations[at] for at in np.unique(self.destination)}
        return (
            [code for code in origins if code not in leaving],
            [code for code in destinations if code not in arriving],
        )

    def between(self, origins: Sequence[str], destinations: Sequence[str], within: float) -> Reach:
        """Reach by minutes from each of ``origins`` to each of ``destinations``, by their codes.

        A code may come more than once: two clubs in one hall. One that the table doesn't know reaches nothing
        (see ``without_a_way``). ValueError when ``within`` is below nought or no number.
        """
        if not 0 <= within < np.inf:
            raise ValueError(f"Within {within:g} minutes is no reach. Give minutes, nought or more.")
        counts = self.minutes <= within
        leaving, arriving = self.origin[counts], self.destination[counts]
        order = np.argsort(leaving, kind="stable")
        return _Journeys(
            _placed(self.origins, origins),
            _placed(self.destinations, destinations),
            within,
            leaving[order],
            arriving[order],
            self.minutes[counts][order],
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where in a list each code of the table stands: ``positions[starts[code] : starts[code + 1]]``."""

    length: int
    starts: Indices
    positions: Indices

    @property
    def times(self) -> Indices:
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True, eq=False)
class _Journeys:
    """The ways of a table between two lists of codes; they are in the order of the table's origins."""

    start: _Placed
    end: _Placed
    within: float
    leaving: Indices
    arriving: Indices
    minutes: Floats

    @property
    def origin_count(self) -> int:
        return self.start.length

    @property
    def destination_count(self) -> int:
        return self.end.length

    def __iter__(self) -> Iterator[Pairs]:
        times = self.start.times[self.leaving] * self.end.times[self.arriving]
        before = np.concatenate([[0], np.cumsum(times)])
        first = 0
        while first < len(times):
            enough = before[first] + PAIRS_AT_ONCE
            last = max(first + 1, int(np.searchsorted(before, enough, side="right")) - 1)
            yield self._pairs(slice(first, last), times[first:last])
            first = last

    def _pairs(self, part: slice, times: Indices) -> Pairs:
        way = np.repeat(np.arange(len(times)), times)
        which = np.arange(len(way)) - np.repeat(np.cumsum(times) - times, times)
        leaving, arriving = self.leaving[part][way], self.arriving[part][way]
        there = self.end.times[arriving]
        return Pairs(
            self.start.positions[self.start.starts[leaving] + which // there],
            self.end.positions[self.end.starts[arriving] + which % there],
            self.minutes[part][way],
        )


def _placed(known: Sequence[str], codes: Sequence[str]) -> _Placed:
    number = {code: at for at, code in enumerate(known)}
    of_table = np.array([number.get(code, -1) for code in codes], dtype=np.intp)
    # Unknown codes come first, before where any known one starts.
    positions = np.argsort(of_table, kind="stable")
    starts = np.searchsorted(of_table[positions], np.arange(len(known) + 1))
    return _Placed(len(codes), starts, positions)
