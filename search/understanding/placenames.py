"""The names of towns and villages, as families write and miswrite them. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

from locations.names import fold
from search.understanding.tokens import Token

#: "Burnham-on-Sea" is Burnham to those who live there.
_SHORT = re.compile(r"^(\S+) (?:on|upon|super|under|in|by|le|next) ")
_SHORTEST = 5
_TWO_SLIPS = 7
#: What sounding the same, and being spoken of by listings, are worth in slips.
_ALIKE = 0.5
_LIKELY = 0.8


class PlaceNames:
    """Folded names to the gazetteer's spelling. Of two names alike, the earlier one is meant."""

    def __init__(self, names: Iterable[str]) -> None:
        self._shown: dict[str, str] = {}
        short: dict[str, str] = {}
        for name in names:
            folded = fold(name)
            self._shown.setdefault(folded, name)
            beginning = _SHORT.match(f"{folded} ")
            if beginning:
                short.setdefault(beginning[1], re.split(r"[\s-]", name)[0])
        for folded, name in short.items():
            self._shown.setdefault(folded, name)
        self.longest = max((folded.count(" ") + 1 for folded in self._shown), default=0)
        self.words = frozenset(word for folded in self._shown for word in folded.split())
        self._written: dict[str, str] = {}  # without spaces, to the folded name
        self._by_start: dict[tuple[str, int], list[str]] = {}
        self._order: dict[str, int] = {}
        for place, folded in enumerate(self._shown):
            together = folded.replace(" ", "")
            if together not in self._written:
                self._written[together] = folded
                self._order[together] = place
                self._by_start.setdefault((together[:1], len(together)), []).append(together)

    def exact(self, tokens: Sequence[Token]) -> str:
        """The place these words name, hyphens and spaces as they may be; "" for none."""
        return self._shown.get(" ".join(token.name for token in tokens), "")

    def named(self, word: str) -> bool:
        """Whether the folded word is the whole name of a place."""
        return word in self._shown

    def together(self, tokens: Sequence[Token]) -> str:
        """The place these words name when written as one ("mine head"); "" for none."""
        folded = self._written.get("".join(token.name for token in tokens), "")
        return self._shown[folded] if folded else ""

    def misspelt(self, tokens: Sequence[Token], likely: Callable[[str], bool]) -> tuple[str, int]:
        """The place most likely meant, and by how many slips it was missed; ("", 0) when none is near.

        ``likely``: listings speak of the folded name. Few people slip at the first letter, so only names that
        begin alike are compared.
        """
        typed = "".join(token.name for token in tokens)
        if len(typed) < _SHORTEST:
            return "", 0
        slips = 2 if len(typed) >= _TWO_SLIPS else 1
        close = list(self._near(typed, slips))
        if not close:
            return "", 0
        heard = jellyfish.metaphone(typed)

        def missing(one: tuple[str, int]) -> tuple[float, int]:
            name, slips = one
            alike = _ALIKE * (jellyfish.metaphone(name) == heard)
            return slips - alike - _LIKELY * likely(self._written[name]), self._order[name]

        best, missed = min(close, key=missing)
        return self._shown[self._written[best]], missed

    def _near(self, typed: str, slips: int) -> Iterable[tuple[str, int]]:
        for length in range(len(typed) - slips, len(typed) + slips + 1):
            alike = self._by_start.get((typed[:1], length), ())
            for name, missed, _ in process.extract(
                typed, alike, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                yield name, int(missed)
