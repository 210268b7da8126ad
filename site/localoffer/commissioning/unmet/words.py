"""What was asked for and is missing, in a few sentences. Pure."""

from collections.abc import Sequence

from localoffer.commissioning.unmet.shown import FEWER, ROUNDED_TO
from localoffer.commissioning.unmet.values import AskedFor, Unmet

SAID = 3
HOW_COUNTED = (
    "A search counts when nothing is within the distance the family chose. Only the need or kind of help, the"
    " area and the month are counted: no words, no postcode, nobody. Counts are rounded to the nearest"
    f" {ROUNDED_TO}, and small ones are shown as “{FEWER}”."
)
LITTLE_WORDS = "at most one listing"


def words(unmet: Unmet) -> tuple[str, ...]:
    """What families asked for most, and where that is missing; the order is that of the table."""
    if not unmet.asked:
        return (f"No search without an answer was counted from {unmet.months}.",)
    return (_most(unmet), _missing(unmet.asked))


def _most(unmet: Unmet) -> str:
    first = [one for one in unmet.asked if one.times.number is not None][:SAID]
    if not first:
        return (
            f"From {unmet.months}, nothing was asked for 5 times or more in any one area without an answer."
        )
    said = _listed([f"{one.name} (about {one.times.number:,} times)" for one in first])
    return f"From {unmet.months}, what families most often looked for and did not find near them was {said}."


def _missing(asked: Sequence[AskedFor]) -> str:
    cases = [f"{one.name} in {place.area}" for one in asked for place in one.missing]
    if not cases:
        return "In none of these areas does the last measuring show little within reach."
    more = f" There are {len(cases):,} such cases." if len(cases) > SAID else ""
    return f"Asked for and missing, with {LITTLE_WORDS} within reach: {_listed(cases[:SAID])}.{more}"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
