"""A place in the words, and only where it stands as one. Pure.

"Club in Wells" names a place; "wells", "street" and "reading" alone are ordinary words, and how plainly a
name must stand as a place depends on how ordinary a word it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from search.understanding import everyday
from search.understanding.compiled import Compiled
from search.understanding.everyday import (
    ASKING,
    COUNTIES,
    GENERAL_KINDS,
    HELP_IN,
    NEGATIONS,
    PEOPLE,
    PLACE_PAIRS,
    PLACE_PREPOSITIONS,
    VERY_COMMON,
    word_set,
)
from search.understanding.postcodes import postcode_at
from search.understanding.tokens import Token, spoken
from search.understanding.values import Respelled

#: After these, "in bath" is water.
_GOING_IN = word_set("get gets getting go goes going sit sits sitting wash washing washes play playing")
_AFTERTHOUGHTS = word_set("please thanks area areas county uk ideally only")
_MOST_WORDS_MISSPELT = 4
_SHORTEST_JOINED = 6
_SHORTEST = 5
_SHORTEST_AT_END = 6
_SHORTEST_ANYWHERE = 10


class Ordinary(IntEnum):
    """How ordinary a word the name of a place is."""

    PLAIN = 0  # nothing but a place
    WORD = 1  # also a word of English: chard, wells
    COMMON = 2  # a very common word, or one that means help: street, bath, reading


@dataclass(frozen=True, slots=True)
class Placed:
    """A place read from the words: its text for ``locate``, and which words it took."""

    text: str
    start: int  # of the words taken out, its preposition included
    stop: int
    sure: int = 0  # the surer reading of two wins
    respelled: Respelled | None = None


def placed(tokens: Sequence[Token], known: Compiled) -> Placed | None:
    """The place named exactly: a postcode before a name, one after "in" before one at the end."""
    return _Placing(tokens, known).best()


def misspelt(
    tokens: Sequence[Token],
    known: Compiled,
    *,
    odd: Callable[[Token], bool],
    likely: Callable[[str], bool],
    rival: Callable[[Token], float],
) -> Placed | None:
    """A place whose name was missed by a slip or two, where a place would stand.

    ``odd`` tells a word that nothing else knows as it is spelled. ``rival`` says by how few slips an ordinary
    word was missed instead (a large number: none near).
    """
    placing = _Placing(tokens, known)
    for start in range(len(tokens)):
        after = placing.preposition(start)
        for stop in range(min(len(tokens), start + _MOST_WORDS_MISSPELT), start, -1):
            run = tokens[start:stop]
            if run[0].small or run[-1].small:
                continue
            joined = placing.together(start, stop)
            if joined:
                return placing.take(joined, start, stop, Respelled(spoken(run), joined))
            stands = bool(after or placing.ends(stop))
            if not stands and len(run) == 1:
                continue
            slipped = [token for token in run if odd(token)]
            if not slipped or not placing.whole(run, slipped):
                continue
            name, slips = known.places.misspelt(run, likely)
            least = _SHORTEST if after else _SHORTEST_AT_END if stands else _SHORTEST_ANYWHERE
            long_enough = len("".join(token.name for token in run)) >= least
            # After "in", or beside part of its name, a place may be as many slips off as a word for help.
            lead = 1 if after or len(run) > len(slipped) else 0
            if name and long_enough and slips < min(rival(token) for token in slipped) + lead:
                return placing.take(name, start, stop, Respelled(spoken(run), name))
    return None


class _Placing:
    def __init__(self, tokens: Sequence[Token], known: Compiled) -> None:
        self.tokens = tokens
        self.known = known
        matches = known.phrases.find(tokens)
        self.told = {place for match in matches for place in match.taken}
        self.inside = [set(match.taken) for match in matches if len(match.taken) > 1]

    def best(self) -> Placed | None:
        found = [*self._postcodes(), *self._names()]
        if found:
            return max(found, key=lambda one: (one.sure, one.stop - one.start, one.start))
        return self._county()

    def preposition(self, start: int) -> int:
        """How many words before this one say that a place follows."""
        before = [token.word for token in self.tokens[max(0, start - 2) : start]]
        if tuple(before) in PLACE_PAIRS:
            return 2
        if before and before[-1] in PLACE_PREPOSITIONS:
            return 1
        return 0

    def ends(self, stop: int) -> bool:
        """Whether nothing that matters follows."""
        return all(token.word in _AFTERTHOUGHTS | COUNTIES for token in self.tokens[stop:])

    def together(self, start: int, stop: int) -> str:
        """A place written with a space too many, or one too few."""
        run = self.tokens[start:stop]
        written = "".join(token.name for token in run)
        if len(written) < _SHORTEST_JOINED or written in everyday.rank() or self.known.places.exact(run):
            return ""
        if self._in_a_phrase(start, stop):
            return ""
        return self.known.places.together(run)

    def whole(self, run: Sequence[Token], slipped: Sequence[Token]) -> bool:
        """Whether every word beside the slipped could be part of a place's name."""
        return all(token in slipped or token.name in self.known.places.words for token in run)

    def take(
        self, name: str, start: int, stop: int, respelled: Respelled | None = None, sure: int = 0
    ) -> Placed:
        """The place with the words around it that only lead to it: "in the Wells area"."""
        tokens = self.tokens
        text = name
        while stop < len(tokens) and tokens[stop].word in _AFTERTHOUGHTS | COUNTIES:
            if tokens[stop].word in COUNTIES and "," not in text:
                text = f"{name}, {tokens[stop].word.title()}"
            stop += 1
        if start and tokens[start - 1].word == "the":
            start -= 1
        start -= self.preposition(start)
        return Placed(text, start, stop, sure, respelled)

    def _names(self) -> list[Placed]:
        found: list[Placed] = []
        start = 0
        while start < len(self.tokens):
            step = 1
            for stop in range(min(len(self.tokens), start + self.known.places.longest), start, -1):
                name = self.known.places.exact(self.tokens[start:stop])
                sure = self._sureness(start, stop) if name else 0
                if sure:
                    found.append(self.take(name, start, stop, sure=sure))
                    step = stop - start
                    break
            start += step
        return found

    def _sureness(self, start: int, stop: int) -> int:
        """0 for no place; 4 after a preposition, 3 with a comma, 2 at the end, 1 elsewhere."""
        if self._in_a_phrase(start, stop):
            return 0
        ordinary = self._ordinary(start, stop)
        if self.preposition(start):
            return 4 if self._stands(start, stop, ordinary) else 0
        comma = bool(start and self.tokens[start - 1].comma) or self.tokens[stop - 1].comma
        edge = (start == 0 or self.tokens[start - 1].comma) or self.ends(stop)
        if comma and edge and ordinary < Ordinary.COMMON:
            return 3
        if self.ends(stop):
            return 2 if self._ends_as_place(start, ordinary) else 0
        if ordinary is Ordinary.PLAIN:
            follows = self.tokens[stop]
            return 1 if start == 0 or follows.small or self.tokens[start].capital else 0
        if ordinary is Ordinary.WORD and start == 0:
            return 1 if self._tells(stop) and self.tokens[0].capital else 0
        return 0

    def _stands(self, start: int, stop: int, ordinary: Ordinary) -> bool:
        """Whether a name after a preposition is one, and not the beginning of "bath time"."""
        if ordinary is Ordinary.PLAIN:
            return True
        name, last = self.tokens[start], self.tokens[stop - 1]
        before = start - self.preposition(start) - 1
        if before >= 0 and not name.capital and ordinary is Ordinary.COMMON:
            led = self.tokens[before].word
            if led in _GOING_IN or (led in HELP_IN and (start in self.told or name.word.endswith("ing"))):
                return False
        if (
            self.ends(stop)
            or last.comma
            or self.tokens[stop].small
            or self.tokens[stop].word in PLACE_PREPOSITIONS
        ):
            return True
        capital = name.capital and not self.tokens[stop].capital
        return capital or (ordinary is Ordinary.WORD and self._tells(stop))

    def _ends_as_place(self, start: int, ordinary: Ordinary) -> bool:
        if start and self.tokens[start - 1].word in NEGATIONS:
            return False
        if ordinary is Ordinary.PLAIN or start == 0:
            return ordinary is not Ordinary.COMMON
        capital = self.tokens[start].capital and not self.tokens[start - 1].capital
        if ordinary is Ordinary.WORD:
            return capital or self._tells(start - 1)
        return capital and self._tells(start - 1) and not self.tokens[start - 1].comma

    def _tells(self, place: int) -> bool:
        """Whether the word there is one of help, so that a name beside it is where the help is."""
        return place in self.told or self.tokens[place].word in GENERAL_KINDS | ASKING | PEOPLE

    def _ordinary(self, start: int, stop: int) -> Ordinary:
        ranks = everyday.rank()
        if stop - start > 1:
            common = all(
                ranks.get(token.word, VERY_COMMON) < VERY_COMMON for token in self.tokens[start:stop]
            )
            return Ordinary.COMMON if common else Ordinary.PLAIN
        word = self.tokens[start].word
        if start in self.told or ranks.get(word, VERY_COMMON) < VERY_COMMON:
            return Ordinary.COMMON
        return Ordinary.WORD if word in ranks or len(word) <= 3 else Ordinary.PLAIN

    def _in_a_phrase(self, start: int, stop: int) -> bool:
        name = set(range(start, stop))
        return any(taken & name and taken - name for taken in self.inside)

    def _postcodes(self) -> list[Placed]:
        said = [one for start in range(len(self.tokens)) if (one := postcode_at(self.tokens, start))]
        return [
            self.take(one.text, one.start, one.stop, sure=6 if one.whole else 5)
            for one in said
            # "E2" or "B12" is as often something else, so it must stand where a place would.
            if one.plain or (one.start not in self.told and self.preposition(one.start))
        ]

    def _county(self) -> Placed | None:
        """A county alone is too wide to be near to: its words are only taken out."""
        for place, token in enumerate(self.tokens):
            if (
                token.word in COUNTIES
                and place not in self.told
                and (self.preposition(place) or self.ends(place + 1))
            ):
                return self.take("", place, place + 1)
        return None
