"""From what a family typed to the words to look for. Pure: text in, values out.

Today it only tidies. What comes later (a place inside the words, spelling, professionals' words for parents'
words) adds fields to ``Understood`` and steps to ``understand``; nobody else changes.
"""

import re
from dataclasses import dataclass

#: More than anybody types by hand; a longer text is a paste or an attack, and is cut at a word.
LONGEST = 200

#: Control characters and the like split words; they never reach an engine.
NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood: the words, in the order typed and in the family's own spelling."""

    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces, for an engine and for the search box."""
        return " ".join(self.words)


def understand(text: str) -> Understood:
    """Trim, collapse and cut the text to ``LONGEST`` characters, between words where it can be."""
    words = NOT_PRINTABLE.sub(" ", text).split()
    kept: list[str] = []
    room = LONGEST
    for word in words:
        if len(word) > room:
            break
        kept.append(word)
        room -= len(word) + 1
    if words and not kept:
        kept = [words[0][:LONGEST]]
    return Understood(words=tuple(kept))
