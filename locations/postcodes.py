"""Postcodes as values: any spelling in, one spelling out. Pure.

The shapes and the letters that each place allows are those of the Royal Mail's Programmers' Guide to PAF
(also BS 7666). A slip between O and 0 or I and 1 is mended where the shape leaves one reading only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, Self

OUTWARD = (
    r"(?:[A-PR-UWYZ][1-9][0-9]?"  # M1, B33
    r"|[A-PR-UWYZ][A-HK-Y](?:[0-9]|[1-9][0-9])"  # CR0, TA24
    r"|[A-PR-UWYZ][1-9][ABCDEFGHJKPSTUW]"  # W1A
    r"|[A-PR-UWYZ][A-HK-Y][1-9][ABEHMNPRVWXY])"  # EC1A
)
INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
FULL_SHAPE = re.compile(rf"({OUTWARD}|GIR)({INWARD})")
OUTWARD_SHAPE = re.compile(OUTWARD)
SECTOR_SHAPE = re.compile(rf"({OUTWARD})([0-9])")
# The last postcode in a longer text, such as an address.
IN_TEXT = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")
PUNCTUATION = re.compile("[\\s.,_/'\u2019-]+")
TWINS = {"O": "0", "0": "O", "I": "1", "1": "I"}
LONGEST = 8


class NotAPostcodeError(ValueError):
    """The text has not the shape of a postcode. The message is for a person."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text.strip()}” is not a postcode. A postcode looks like TA6 4RN.")


@dataclass(frozen=True, slots=True)
class Postcode:
    """A full UK postcode. ``spell`` gives its one spelling, e.g. TA6 4RN."""

    outward: str
    inward: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read any spelling: case, missing or extra spaces, O for 0. Raises NotAPostcodeError."""
        compact = _compact(text)
        match = FULL_SHAPE.fullmatch(compact) or _mended(compact, FULL_SHAPE)
        if match is None:
            raise NotAPostcodeError(text)
        return cls(match[1], match[2])

    @classmethod
    def last_in(cls, text: str) -> Self | None:
        """The last postcode in a longer text such as an address, or None."""
        found = IN_TEXT.findall(text.upper())
        for outward, inward in reversed(found):
            if FULL_SHAPE.fullmatch(outward + inward):
                return cls(outward, inward)
        return None

    @property
    def spell(self) -> str:
        """The one spelling: TA6 4RN."""
        return f"{self.outward} {self.inward}"

    @property
    def sector(self) -> str:
        """The postcode without its last two letters: TA6 4."""
        return f"{self.outward} {self.inward[0]}"

    @property
    def unit(self) -> str:
        """The last two letters: RN."""
        return self.inward[1:]

    def __str__(self) -> str:
        return self.spell


class District(NamedTuple):
    """Part of a postcode, as a family may type it: an outward code (TA24) or a sector (TA6 4)."""

    code: str
    is_sector: bool


def districts(text: str) -> tuple[District, ...]:
    """What a part of a postcode can mean, likeliest first; empty when it has not the shape of one.

    "TA6 4" is a sector. "TA64" may be an outward code or a sector typed without its space.
    """
    compact = _compact(text)
    spaced = len(text.split()) > 1
    readings = list(_readings(compact))
    if spaced:
        readings.sort(key=lambda reading: not reading.is_sector)
    return tuple(readings)


def _readings(compact: str) -> Iterator[District]:
    outward = OUTWARD_SHAPE.fullmatch(compact) or _mended(compact, OUTWARD_SHAPE)
    if outward:
        yield District(outward[0], False)
    sector = SECTOR_SHAPE.fullmatch(compact)
    if sector:
        yield District(f"{sector[1]} {sector[2]}", True)


def _compact(text: str) -> str:
    return PUNCTUATION.sub("", text.upper())


def _mended(compact: str, shape: re.Pattern[str]) -> re.Match[str] | None:
    """The one reading, with the fewest of O/0 and I/1 exchanged, that fits the shape; None if not one."""
    if not 2 <= len(compact) <= LONGEST or not compact.isascii() or not compact.isalnum():
        return None
    spots = [place for place, letter in enumerate(compact) if letter in TWINS]
    fitting: dict[int, list[re.Match[str]]] = {}
    for swaps in product((False, True), repeat=len(spots)):
        letters = list(compact)
        for place, swap in zip(spots, swaps, strict=True):
            if swap:
                letters[place] = TWINS[letters[place]]
        match = shape.fullmatch("".join(letters))
        if match:
            fitting.setdefault(sum(swaps), []).append(match)
    fewest = fitting[min(fitting)] if fitting else []
    return fewest[0] if len(fewest) == 1 else None
