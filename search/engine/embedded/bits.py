"""Sets of rows as bits, 64 to a word; and small sets of codes as bits of 16."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]
Codes16 = NDArray[np.uint16]

_BITS = np.arange(16)


def words_for(count: int) -> int:
    """How many words hold so many bits."""
    return (count + 63) // 64


def pack(flags: Flags) -> Words:
    """Flags to words; bits past the end are 0."""
    padded = np.zeros(words_for(len(flags)) * 64, dtype=np.bool_)
    padded[: len(flags)] = flags
    return np.packbits(padded, bitorder="little").view(np.uint64)


def unpack(words: Words, count: int) -> Flags:
    """Words to flags."""
    return np.unpackbits(words.view(np.uint8), count=count, bitorder="little").view(np.bool_)


def of_rows(rows: Iterable[int], count: int) -> Words:
    """Words with the bits of these rows set."""
    flags = np.zeros(count, dtype=np.bool_)
    flags[np.fromiter(rows, dtype=np.int64)] = True
    return pack(flags)


def histogram(column: Codes16) -> NDArray[np.int64]:
    """How many of the values have each of the 16 bits set."""
    seen = np.bincount(column, minlength=1)
    patterns = np.flatnonzero(seen)
    counts: NDArray[np.int64] = seen[patterns] @ (patterns[:, None] >> _BITS & 1)
    return counts
