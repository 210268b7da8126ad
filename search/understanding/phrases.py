"""Many phrases looked for at once, in a tree of their words. Pure.

A phrase is known by the stems of the words that carry it. Small words may stand between them or be missing,
every negation is as good as another, and ".." lets up to three words of any kind stand between.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from search.understanding.everyday import LIGHT, SMALL
from search.understanding.tokens import Token, key
from search.words import STOP_WORDS, words_of

GAP = ".."
_ONLY_SHOUTED = STOP_WORDS | {"hi"}
_GAP = re.compile(r"\.{2,}|\u2026")
#: Words of any kind that a gap lets through; small ones beside.
_WIDEST_GAP = 3
_SHORTEST_TRUNK = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the words it took (their places), and which phrases it may be."""

    taken: tuple[int, ...]
    targets: tuple[int, ...]
    size: int  # how many words carried it

    @property
    def start(self) -> int:
        """The place of its first word."""
        return self.taken[0]

    @property
    def stop(self) -> int:
        """The place after its last word."""
        return self.taken[-1] + 1


@dataclass(slots=True)
class _Node:
    next: "dict[str, _Node]" = field(default_factory=dict)
    gap: "_Node | None" = None
    ends: "list[_End]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _End:
    """Where a phrase ends. ``word`` is that of a single word; no acronym is met by a word with an ending."""

    target: int
    word: str = ""
    acronym: bool = False

    def meets(self, typed: str, *, shouted: bool) -> bool:
        if self.acronym:
            # "is", "me" and "hi" are small words, and IS, ME and HI are not.
            return typed in (self.word, self.word + "s") and (shouted or typed not in _ONLY_SHOUTED)
        return _same_word(self.word, typed)


class PhraseBook:
    """Phrases to numbers (targets), found in any question in one pass."""

    def __init__(self, *, whole: bool = False) -> None:
        """With ``whole`` only the lightest words may be missing or come between: for danger."""
        self._root = _Node()
        self._small = LIGHT if whole else SMALL
        self._joined: set[str] = set()  # stems of single-word phrases: typed with a space they still meet
        self.words: set[str] = set()
        self.acronyms: set[str] = set()  # of those, the ones written in capitals

    def add(self, phrase: str, target: int) -> None:
        """Let the phrase be found as ``target``. A phrase without a word is left out."""
        elements = self._elements(phrase)
        if not elements:
            return
        words = words_of(phrase)
        single = _End(target, "".join(words), phrase.strip().isupper())
        self._hang(elements, single if len(elements) == 1 else _End(target))
        if len(elements) == len(words) == 2:  # written as one it is the same: "youthclub"
            self._hang([key(single.word)], single)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Every phrase that stands in the words, overlapping ones included."""
        keys = [key(token.word) for token in tokens]
        return [match for start in range(len(tokens)) for match in self._from(start, tokens, keys)]

    def joins(self, word: str) -> bool:
        """Whether the word is a phrase by itself, or one of two words written as one."""
        return key(word) in self._joined

    def _from(self, start: int, tokens: Sequence[Token], keys: Sequence[str]) -> Iterator[Match]:
        waiting: list[tuple[_Node, int, tuple[int, ...], int]] = [(self._root, start, (), 0)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            node, place, taken, size = waiting.pop()
            if (id(node), place) in seen:
                continue
            seen.add((id(node), place))
            if node.ends and taken:
                targets = self._targets(node, [tokens[one] for one in taken], size)
                if targets:
                    yield Match(taken, targets, size)
            if node.gap is not None:
                waiting += [(node.gap, further, taken, size) for further in self._over(place, tokens)]
            if place >= len(tokens):
                continue
            child = node.next.get(keys[place])
            if child is not None:
                waiting.append((child, place + 1, (*taken, place), size + 1))
            if place + 1 < len(tokens):
                together = key(tokens[place].word + tokens[place + 1].word)
                child = node.next.get(together) if together in self._joined else None
                if child is not None:
                    waiting.append((child, place + 2, (*taken, place, place + 1), size + 1))
            if taken and tokens[place].word in self._small:
                waiting.append((node, place + 1, taken, size))

    def _over(self, place: int, tokens: Sequence[Token]) -> Iterator[int]:
        """Where a gap that starts here may end."""
        passed = 0
        yield place
        for further in range(place, len(tokens)):
            passed += tokens[further].word not in self._small
            if passed > _WIDEST_GAP:
                return
            yield further + 1

    def _targets(self, node: _Node, taken: Sequence[Token], size: int) -> tuple[int, ...]:
        if size > 1:
            return tuple(dict.fromkeys(end.target for end in node.ends))
        typed = "".join(token.word for token in taken)
        shouted = all(token.acronym for token in taken)
        meant = [end for end in node.ends if end.meets(typed, shouted=shouted)]
        exact = [end.target for end in meant if end.word == typed]
        return tuple(dict.fromkeys(exact or [end.target for end in meant]))

    def _elements(self, phrase: str) -> list[str]:
        parts = [words_of(part) for part in _GAP.split(phrase)]
        everything = [word for part in parts for word in part]
        self.words.update(everything)
        self.acronyms.update(word.lower() for word in phrase.split() if word.isupper() and len(word) > 1)
        kept = self._kept(everything)
        elements: list[str] = []
        for part in parts:
            meant = [key(word) for word in part if word in kept]
            if meant and elements:
                elements.append(GAP)
            elements += meant
        return elements

    def _kept(self, words: Sequence[str]) -> frozenset[str]:
        """The words that carry a phrase. One alone would be too little to know a phrase of several by."""
        for small in (self._small, LIGHT):
            telling = [word for word in words if word not in small]
            if len(telling) > 1 or len(words) == 1 == len(telling):
                return frozenset(telling)
        return frozenset(words)

    def _hang(self, elements: Sequence[str], end: _End) -> None:
        node = self._root
        for element in elements:
            if element == GAP:
                node.gap = node.gap or _Node()
                node = node.gap
            else:
                node = node.next.setdefault(element, _Node())
        if len(elements) == 1:
            self._joined.add(elements[0])
        node.ends.append(end)


def _same_word(one: str, other: str) -> bool:
    """Whether two words of one stem mean the same: "worries" is "worry", "activities" isn't "active"."""
    return _trunk(one) == _trunk(other)


_ENDINGS = ("ings", "ing", "ies", "ers", "ed", "es", "er", "s", "y", "e")


def _trunk(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_TRUNK:
            word = word[: -len(ending)]
            break
    return word[:-1] if word[-2:-1] == word[-1:] else word
