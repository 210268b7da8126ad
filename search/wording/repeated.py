"""Phrases that two entries have: which of them is meant would be a matter of chance."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.understanding.everyday import LIGHT, SMALL
from search.understanding.knowledge import Entry, Role
from search.understanding.tokens import key
from search.words import words_of

#: Roles of which a phrase has one entry. Two entries that both say "danger", or both say nothing, agree.
ONE_EACH = frozenset({Role.MEANING, Role.WISH, Role.ELSEWHERE})
#: Stands in a phrase for up to three words of any kind.
GAP = ".."
_GAP = re.compile(r"\.{2,}|\u2026")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A phrase as an entry has it, and the other entry that has it too."""

    phrase: str
    entry: Entry
    other: Entry

    def __str__(self) -> str:
        mine, other = (f"“{entry.name}” ({entry.code})" for entry in (self.entry, self.other))
        return f"“{self.phrase}” of {mine} is a phrase of {other} too."


def phrase_key(phrase: str) -> tuple[str, ...]:
    """What two phrases have in common when understanding reads them as one (search.understanding.phrases).

    Small words make no difference where two others remain, nor do endings; a single word is itself, as
    "active" isn't "activities".
    """
    parts = [words_of(part) for part in _GAP.split(phrase)]
    words = [word for part in parts for word in part]
    if len(words) == 1:
        return (phrase.strip() if phrase.strip().isupper() else words[0].removesuffix("s"),)
    kept = next(
        (small for small in (SMALL, LIGHT) if len([word for word in words if word not in small]) > 1), ()
    )
    found: list[str] = []
    for part in parts:
        meant = [key(word) for word in part if word not in kept]
        found += [GAP, *meant] if found and meant else meant
    return tuple(found)


def said_by(entry: Entry) -> dict[tuple[str, ...], str]:
    """Every phrase of an entry, its name included, by its key."""
    keys: dict[tuple[str, ...], str] = {}
    for phrase in (*entry.phrases, entry.name):
        keys.setdefault(phrase_key(phrase), phrase)
    keys.pop((), None)
    return keys


def repeated(entries: Iterable[Entry]) -> Iterator[Repeated]:
    """Phrases that two entries of one role have, the later entry's named."""
    held: dict[tuple[Role, tuple[str, ...]], Entry] = {}
    for entry in entries:
        if entry.role not in ONE_EACH:
            continue
        for reading, phrase in said_by(entry).items():
            other = held.setdefault((entry.role, reading), entry)
            if other is not entry:
                yield Repeated(phrase, entry, other)
