"""How a count of unmet demand is shown. The one place that decides it, for pages and files alike. Pure.

Small counts are held back, and the others are rounded, so that a file of today beside one of yesterday does
not tell that one family asked. Totals are added up from what is shown and from nothing else: whatever can be
worked out from a total could be worked out without it (no differencing).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.commissioning.models import FEWEST_SHOWN

#: Counts are rounded to the nearest of these; what isn't held back never rounds to less.
ROUNDED_TO = 5
FEWER = f"fewer than {FEWEST_SHOWN}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as everybody may see it. ``number`` is None when it is held back."""

    number: int | None
    words: str


def shown(times: int) -> Shown:
    """ "about 15", or "fewer than 5" and no number. Nothing asked is never a cell: ValueError below 1."""
    if times < 1:
        raise ValueError("what nobody asked for is not shown at all")
    if times < FEWEST_SHOWN:
        return Shown(None, FEWER)
    number = max(FEWEST_SHOWN, (times + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO)
    return Shown(number, f"about {number:,}")


def total(cells: Iterable[Shown], *, each: str = "in each area", rest: str = "elsewhere") -> Shown:
    """What the cells shown add up to, the held back ones left out. ``each`` and ``rest`` say of what."""
    held = list(cells)
    number = sum(cell.number or 0 for cell in held)
    if not number:
        return Shown(None, f"{FEWER} {each}")
    left_out = any(cell.number is None for cell in held)
    return Shown(number, f"about {number:,}" + (f", and a few {rest}" if left_out else ""))
