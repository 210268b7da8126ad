"""What understanding knows: the editors' thesaurus, names of places, the words that listings use. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from search.terms import Facet


class Role(StrEnum):
    """What an entry of the thesaurus does."""

    MEANING = "meaning"  # families' words for something that listings say otherwise
    WISH = "wish"  # what makes a listing fit better: free, weekend, for dads
    DANGER = "danger"  # urgent help is shown first
    ELSEWHERE = "elsewhere"  # not what this directory holds: say where to turn
    FILLER = "filler"  # says nothing about the help sought: "where can I find", "does anyone know"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with all the ways to say it. Editors own the entries.

    ``phrases`` (the name counts as one) are what families type: whole phrases, acronyms, other spellings.
    Small words and endings make no difference; ".." stands for up to three words of any kind. ``look_for``
    are the words of professionals that listings use for it: each alone must mean the thing. ``broader``,
    ``narrower`` and ``related`` are words to look for as well, and count for less. ``needs`` and ``kinds``
    are codes of terms that mean the thing; ``related_needs`` and ``related_kinds`` count for less.
    ``wishes`` are (facet, code) that grant a wish.
    """

    code: str
    role: Role
    name: str
    phrases: tuple[str, ...] = ()
    look_for: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    related_needs: tuple[str, ...] = ()
    related_kinds: tuple[str, ...] = ()
    wishes: tuple[tuple[Facet, str], ...] = ()
    message: str = ""  # for ELSEWHERE: where to turn, in a sentence or two
    url: str = ""


class Lexicon(Protocol):
    """The words that listings use, as the index spells them."""

    def documents(self, word: str) -> int:
        """How many listings hold this folded word; 0 when none does."""
        ...

    def near(self, word: str, slips: int) -> Iterable[tuple[str, int]]:
        """Folded words within so many slips (optimal string alignment), with their documents."""
        ...


class NoWords:
    """A lexicon without a word in it: before the first build, and for tests."""

    def documents(self, word: str) -> int:
        """See Lexicon."""
        return 0

    def near(self, word: str, slips: int) -> Iterable[tuple[str, int]]:
        """See Lexicon."""
        return ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The names and other words of needs and kinds, by facet and code."""

    names: Mapping[tuple[Facet, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Everything ``understand`` needs beside the words. Made once for each version of the editors' data."""

    entries: tuple[Entry, ...] = ()
    terms: Terms = field(default_factory=Terms)
    # Names of towns and villages as the gazetteer spells them, the likeliest first: of two that a slip of
    # spelling could mean, the earlier is taken.
    places: tuple[str, ...] = ()
    version: int = 0
