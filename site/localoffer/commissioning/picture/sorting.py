"""The order of the table. A distance that is missing is the farthest of all."""

from collections.abc import Callable, Iterable
from math import inf
from typing import Any

from localoffer.commissioning.picture.values import AreaRow

SURENESS = {"low": 0, "medium": 1, "high": 2}

SORTS: dict[str, Callable[[AreaRow], Any]] = {
    "name": lambda row: _natural(row.name),
    "type": lambda row: row.type_words,
    "children": lambda row: row.children,
    "nearest": lambda row: inf if row.nearest_km is None else row.nearest_km,
    "second": lambda row: inf if row.second_km is None else row.second_km,
    "within": lambda row: row.within,
    "score": lambda row: row.score,
    "sure": lambda row: SURENESS[row.sure],
    "planned": lambda row: row.planned,
}


def ordered(rows: Iterable[AreaRow], sort: str) -> tuple[AreaRow, ...]:
    """The rows by a key of SORTS; "-" before it is from large to small. Equals stand by their name."""
    by_name = sorted(rows, key=lambda row: (_natural(row.name), row.code))
    return tuple(sorted(by_name, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-")))


def _natural(name: str) -> str:
    return name.casefold()
