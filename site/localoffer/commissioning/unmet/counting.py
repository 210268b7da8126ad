"""Counts kept in the cache named "unmet" until a job carries them over.

Counts are kept in rounds. A round is closed by raising its number, which one process alone can do, and is
then read and removed by the process that closed it: nothing is carried over twice. What is counted at that
very moment by a process that still knows the old number is lost, and so is a round whose reader is killed.

Where ``add`` and ``incr`` of the cache are atomic (Redis, Memcached, and CountingFileCache), processes that
count at once lose nothing. Django's database and file caches read and write in two steps, and its local
memory is another one in each process: none of them will do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import BaseCache, caches

CACHE = "unmet"
#: Cells of one round; what comes after them is not counted until the round is closed.
MOST_CELLS = 5_000
#: Of one cell in one round: more is no neighbourhood but a machine.
MOST_TIMES = 50
#: Seconds; a round that nobody carries over is forgotten.
KEPT = 40 * 24 * 3600
AT_ONCE = 500
ROUND = "round"


class CacheAwayError(Exception):
    """The cache can't be reached. The message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is counted: a need or kind of help (``taxonomy``, ``code``), an area, a month (its first day)."""

    month: date
    area_code: str
    taxonomy: str
    code: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A round that nobody counts in any more, with its counts."""

    number: int
    counts: Mapping[Cell, int] = field(default_factory=dict)


def count(cells: Iterable[Cell], times: int = 1) -> None:
    """Count each cell. At most MOST_CELLS cells and MOST_TIMES times each until the round is closed."""
    cache = caches[CACHE]
    number = cache.get(ROUND, 0)
    for cell in cells:
        _count(cache, number, cell, times)


def close() -> Closed:
    """Close the round and read it; ``forget`` it when its counts are safe. Raises CacheAwayError."""
    try:
        return _closed(caches[CACHE])
    except Exception as lost:  # each sort of cache has its own
        raise CacheAwayError(
            f"The cache of unmet demand can't be reached ({type(lost).__name__}). Look at UNMET_CACHE."
        ) from lost


def _closed(cache: BaseCache) -> Closed:
    cache.add(ROUND, 0, None)
    number = cache.incr(ROUND) - 1
    # A cell that two processes met at once is listed twice.
    keys = {cell: _key(number, cell) for cell in _cells(cache, number)}
    held = dict(_many(cache, list(keys.values())))
    return Closed(number, {cell: held[key] for cell, key in keys.items() if key in held})


def forget(closed: Closed) -> None:
    """Remove what a closed round left in the cache."""
    cache = caches[CACHE]
    keys = [_key(closed.number, cell) for cell in closed.counts]
    keys += [_listed(closed.number, place) for place in range(1, _length(cache, closed.number) + 1)]
    cache.delete_many([*keys, _listed(closed.number)])


def _count(cache: BaseCache, number: int, cell: Cell, times: int) -> None:
    key = _key(number, cell)
    counted = cache.get(key)
    if counted is None:
        place = _raised(cache, _listed(number))
        if place > MOST_CELLS:
            return
        cache.set(_listed(number, place), _written(cell), KEPT)
    elif counted + times > MOST_TIMES:
        return
    _raised(cache, key, times)


def _raised(cache: BaseCache, key: str, by: int = 1) -> int:
    """The counter after it was raised; a new one begins at nought."""
    if cache.add(key, by, KEPT):
        return by
    try:
        return int(cache.incr(key, by))
    except ValueError:  # it went between the two: a cache may drop what it likes
        cache.set(key, by, KEPT)
        return by


def _cells(cache: BaseCache, number: int) -> Iterator[Cell]:
    places = [_listed(number, place) for place in range(1, _length(cache, number) + 1)]
    for _, (month, area_code, taxonomy, code) in _many(cache, places):
        yield Cell(date.fromisoformat(month), area_code, taxonomy, code)


def _written(cell: Cell) -> tuple[str, str, str, str]:
    # Plain text, so that a newer version of this class still reads it.
    return cell.month.isoformat(), cell.area_code, cell.taxonomy, cell.code


def _many(cache: BaseCache, keys: list[str]) -> Iterator[tuple[str, Any]]:
    for start in range(0, len(keys), AT_ONCE):
        yield from cache.get_many(keys[start : start + AT_ONCE]).items()


def _length(cache: BaseCache, number: int) -> int:
    return min(MOST_CELLS, int(cache.get(_listed(number), 0)))


def _listed(number: int, place: int | None = None) -> str:
    return f"{number}:cells" if place is None else f"{number}:cell:{place}"


def _key(number: int, cell: Cell) -> str:
    # Codes of areas come from files and may hold what a key may not.
    area = cell.area_code.encode().hex()
    return f"{number}:{cell.month:%Y-%m}:{area}:{cell.taxonomy}:{cell.code}"
