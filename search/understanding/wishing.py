"""Wishes in a sentence: what makes a listing fit better and never leaves one out. Pure."""

from collections.abc import Collection, Sequence

from search.terms import Sought, Way, Wish
from search.understanding.ages import AgeSaid
from search.understanding.compiled import MOST_WAYS, Meaning, best_ways
from search.understanding.worths import worth

#: The key of the wish made of the ages said.
AGE = "age"


def age_wish(said: Sequence[AgeSaid]) -> Wish | None:
    """One wish for every age said; None when none was."""
    if not said:
        return None
    ages = dict.fromkeys(age for one in said for age in one.ages)
    text = ", ".join(dict.fromkeys(one.text for one in said))
    return Wish(AGE, text, tuple(Way(age=age) for age in ages)[:MOST_WAYS], worth("age"))


def wish_of(meaning: Meaning) -> Wish:
    """The wish that an entry of the thesaurus makes."""
    return Wish(meaning.code, meaning.name, meaning.ways, worth("wish"))


def sought_alone(wish: Wish, typed: Collection[tuple[str, ...]]) -> Sought:
    """A wish said by itself is what is looked for."""
    ways = [*wish.ways, *(Way(stems=stems) for stems in typed if stems)]
    return Sought(text=wish.text, ways=best_ways(ways))
