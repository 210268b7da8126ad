"""Arrays as they are given: checked once, at the door, so that no score is ever NaN."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


def amounts(values: ArrayLike, length: int, what: str) -> Floats:
    """One amount, nought or more, for each of ``length``. ValueError names the first that is none."""
    given = np.asarray(values, dtype=np.float64)
    _same_length(given, length, what)
    wrong = ~(np.isfinite(given) & (given >= 0))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ValueError(f"{what}: number {at} is {given[at]:g}. It must be nought or more.")
    return given


def flags(values: ArrayLike, length: int, what: str) -> Flags:
    """Yes or no for each of ``length``. ValueError when there are more or fewer, or anything else."""
    given = np.asarray(values)
    _same_length(given, length, what)
    if given.dtype != np.bool_ and length:
        raise ValueError(f"{what} must be yes or no for each, not {given.dtype}.")
    return given.astype(np.bool_)


def _same_length(given: NDArray[Any], length: int, what: str) -> None:
    if given.shape != (length,):
        shape = " by ".join(str(side) for side in given.shape) or "a single number"
        raise ValueError(f"{what}: {length} are needed, one for each, and {shape} were given.")
