"""How results are ordered: a table of named weights, and what each does. Pure; numbers or numpy arrays.

A score is what a service says x nearness x freshness x the wishes it grants; search.terms.Asked says it in
full. Nearness and freshness are at most 1 and never 0, so that neither can hide a result; with nothing sought
the first is 1.
"""

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from search.terms import Shelf

Number = TypeVar("Number", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Weight:
    """One knob: its name, its value, and what turning it does."""

    name: str
    value: float
    meaning: str


WEIGHTS: tuple[Weight, ...] = (
    Weight("name", 5.0, "A word in the service's name says most about it."),
    Weight(
        "topics", 3.5, "A word among its needs and kinds, or their other names, was put there on purpose."
    ),
    Weight("summary", 1.6, "A word in the one-line summary is usually what the service is."),
    Weight("organisation", 1.4, "A word in the organisation's name: families often know only that."),
    Weight("description", 1.0, "A word somewhere in the description may be said in passing."),
    Weight("repeats", 1.2, "How soon saying a word again stops adding: smaller is sooner."),
    Weight("long-text", 0.5, "How far a word in a long text counts for less than in a short one: 0 to 1."),
    Weight("name-length", 4.0, "Words in a usual name; longer ones dilute each word."),
    Weight("topics-length", 12.0, "Words in usual needs and kinds."),
    Weight("summary-length", 14.0, "Words in a usual summary."),
    Weight("organisation-length", 3.0, "Words in a usual organisation's name."),
    Weight("description-length", 70.0, "Words in a usual description."),
    Weight("words-matched", 3.0, "How much holding all the words asked beats holding some: a power."),
    Weight("listed", 9.0, "Being listed under the need or kind asked for, beside words that say it."),
    Weight("also", 0.2, "What each further way to say the same thing adds to the best one."),
    Weight("half-near", 8.0, "Kilometres at which nearness has lost half of what it can lose."),
    Weight("far", 0.35, "What is left of a score however far away the venue is."),
    Weight("comes-to-you", 4.0, "Help that comes to you ranks as a venue this many kilometres away."),
    Weight("online", 12.0, "Online and telephone help ranks as a venue this many kilometres away."),
    Weight("half-fresh", 180.0, "Days after which a check has lost half of what it can lose."),
    Weight("stale", 0.75, "What is left of a score however long ago the listing was checked."),
    Weight("never-checked", 0.7, "What is left of a score when nobody ever checked the listing."),
    Weight("as-said", 0.7, "Of guidance: a word as it was said, beside what it means."),
    Weight("about", 7.0, "Of guidance: being about the need or kind asked for, and about no other."),
    Weight("about-others", 0.5, "Of guidance: how fast each further need makes it less about one: a power."),
    Weight("read-length", 3.0, "Of guidance: how many times as long as a listing it usually is."),
    Weight("read-matched", 0.0, 'Of guidance, instead of "words-matched": what it says just adds up.'),
    Weight("read-stale", 0.98, "Of guidance: what is left however old it is. Age only decides a tie."),
    Weight("unnamed", 0.8, "Of guidance: what words are worth in a page that has no other words for it."),
)

#: Steps in a worth of 1, the most that any word has, and how many count as half of very many: far more.
STEPS = 4
MOST_STEPS = 255
_BEND = 1000.0

_VALUES = {one.name: one.value for one in WEIGHTS}

#: The weights that differ from shelf to shelf, by their names.
MATCHED = {Shelf.SERVICE: "words-matched", Shelf.GUIDANCE: "read-matched"}
STALE = {Shelf.SERVICE: "stale", Shelf.GUIDANCE: "read-stale"}
NEVER_CHECKED = {Shelf.SERVICE: "never-checked", Shelf.GUIDANCE: "read-stale"}

#: The fields words are looked for in, best first. Bit n of a mask stands for the n-th.
FIELDS = ("name", "topics", "summary", "organisation", "description")


def weight(name: str) -> float:
    """The value of a named weight; KeyError for a name that isn't in the table."""
    return _VALUES[name]


def weights_print() -> str:
    """A fingerprint of all that an index is built with: of another one, its documents must be made anew."""
    table = (STEPS, [(one.name, one.value) for one in WEIGHTS])
    return hashlib.sha256(repr(table).encode()).hexdigest()[:16]


def usual_length(field: str, shelf: Shelf) -> float:
    """Words in a usual field of a document of this shelf."""
    times = weight("read-length") if shelf is Shelf.GUIDANCE else 1.0
    return weight(f"{field}-length") * times


@lru_cache(maxsize=50_000)
def word_in_field(field: str, times: int, length: int, shelf: Shelf = Shelf.SERVICE) -> float:
    """What a word adds that a field of ``length`` words says ``times``: BM25's shape, fixed usual lengths.

    Fixed lengths, not the index's own averages, so that one edit never moves another service's score.
    """
    long_text = weight("long-text")
    dilution = 1 - long_text + long_text * length / usual_length(field, shelf)
    return weight(field) * times / (times + weight("repeats") * dilution)


def steps(worths: ArrayLike) -> NDArray[np.uint8]:
    """Words' worths in a document as small whole numbers, so that every engine can hold them."""
    return np.clip(np.rint(np.multiply(worths, STEPS)), 1, MOST_STEPS).astype(np.uint8)


def worth_of(counted: Number) -> Number:
    """What so many steps are worth, in the shape in which a text engine counts a repeated word."""
    value: Number = counted / (counted + _BEND) * _BEND / STEPS
    return value


def rarity(documents: int, holding: int) -> float:
    """How much a word tells, from how few of the documents hold it (BM25's idf, always above 0)."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def coverage(matched: Number, asked: int, shelf: Shelf = Shelf.SERVICE) -> Number:
    """From 0 to 1 for the part of the words asked that a document holds, more than in proportion."""
    part: Number = (matched / max(asked, 1)) ** weight(MATCHED[shelf])
    return part


def about(others: int) -> float:
    """What each of so many needs (or kinds) of a page of guidance is worth: about all, about none alone."""
    fewer: float = max(others, 1) ** -weight("about-others")
    return weight("about") * fewer


def nearness(km: Number) -> Number:
    """From 1 at the door, smoothly down to the weight "far"."""
    far = weight("far")
    kept: Number = far + (1 - far) * 0.5 ** (km / weight("half-near"))
    return kept


def freshness(days: Number, shelf: Shelf = Shelf.SERVICE) -> Number:
    """From 1 for what was checked today, smoothly down to the weight "stale". Days since the check."""
    stale = weight(STALE[shelf])
    kept: Number = stale + (1 - stale) * 0.5 ** (days / weight("half-fresh"))
    return kept


def matched_fields(mask: int) -> tuple[str, ...]:
    """The names of the fields whose bits are set, best first."""
    return tuple(field for bit, field in enumerate(FIELDS) if mask >> bit & 1)
