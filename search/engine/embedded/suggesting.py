"""What a few letters could become: names that have a word beginning so, short and general ones first."""

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from search.terms import Document, Shelf, Suggestion
from search.words import fold

SERVICE = "service"
PAGE = "page"
ORGANISATION = "organisation"
#: General things first: a need or a kind leads to many services.
_ORDER = {"need": 0, "kind": 1, ORGANISATION: 2, SERVICE: 3, PAGE: 3}
#: A name is suggested for its first words; those after them only hold what else was typed.
_MOST_STARTS = 12
_LATER = 1_000_000
_LONGEST_KEY = 60
_LONGEST_TEXT = 100
_WORD = re.compile(r"[^\W_]+")
#: Lines from which the best are chosen: few at first, which is nearly always enough; names repeat.
_FEW = 128
_LINES = 400
_LINES_OF_MANY = 4_000
_END = "\U0010ffff"


def starts_of(folded: str, kind: str) -> Iterator[tuple[str, int]]:
    """(the text from a word on, what it is worth: less is better) for each word of a folded text."""
    spoken = _spoken(folded)
    for number in range(len(spoken)):
        worth = _ORDER.get(kind, 4) * 1_000 + (200 if number else 0) + min(len(folded), 199)
        yield _key(spoken[number:]), worth + (_LATER if number >= _MOST_STARTS else 0)


def said_of(document: Document) -> Iterator[Suggestion]:
    """What can be suggested because of a document: its name, and its organisation's."""
    if document.shelf is Shelf.GUIDANCE:
        yield Suggestion(document.name, PAGE, document.id, document.label)
        return
    yield Suggestion(document.name, SERVICE, document.id)
    if document.organisation:
        yield Suggestion(document.organisation, ORGANISATION, document.organisation_id)


@dataclass(frozen=True)
class Fresh:
    """Documents changed since the build: those that hold now, and the ids of all that changed."""

    documents: tuple[Document, ...]
    changed: frozenset[str]

    @cached_property
    def keys(self) -> list[tuple[str, int, Suggestion]]:
        """In the order of keys; made when somebody first types after a change."""
        keys: list[tuple[str, int, Suggestion]] = []
        for document in self.documents:
            for one in said_of(document):
                keys.extend((key, worth, one) for key, worth in starts_of(fold(one.text), one.kind))
        return sorted(keys, key=itemgetter(0, 1))

    def beginning(self, key: str) -> Iterator[tuple[int, Suggestion]]:
        """Those suggested by a key that begins so."""
        for position in range(bisect_left(self.keys, key, key=itemgetter(0)), len(self.keys)):
            start, worth, said = self.keys[position]
            if not start.startswith(key):
                return
            if worth < _LATER:
                yield worth, said


def suggest(connection: sqlite3.Connection, fresh: Fresh, text: str, limit: int) -> tuple[Suggestion, ...]:
    """At most ``limit`` suggestions, best first, each text and kind once."""
    words = _spoken(fold(text[:_LONGEST_TEXT]))
    if not words or limit < 1:
        return ()
    found: dict[tuple[str, str], Suggestion] = {}
    # "bridgwater youth" is also found as two beginnings of words, whatever stands between them.
    for key, others in ((_key(words), ()), (words[-1], tuple(words[:-1]))):
        for said in _beginning(connection, fresh, key, others, limit + len(found)):
            found.setdefault(_once(said), said)
        if len(found) >= limit or len(words) == 1:
            break
    return tuple(found.values())[:limit]


def _beginning(
    connection: sqlite3.Connection, fresh: Fresh, key: str, others: tuple[str, ...], wanted: int
) -> list[Suggestion]:
    """Those suggested by a key that begins so and holding the other words, best first: what is ``wanted``."""
    lines = [(worth, said) for worth, said in fresh.beginning(key) if _holds(said, others)]
    lines += _stored(connection, fresh, key, others, wanted)
    return [said for _, said in sorted(lines, key=lambda line: (line[0], line[1].text, line[1].code))]


def _stored(
    connection: sqlite3.Connection, fresh: Fresh, key: str, others: tuple[str, ...], wanted: int
) -> list[tuple[int, Suggestion]]:
    """Those of the build that still hold, best first, until so many different ones are there."""
    found: list[tuple[int, Suggestion]] = []
    for most in (_FEW, _LINES_OF_MANY if others else _LINES):
        found, different, read = [], set(), 0
        for worth, alike in groupby(_lines(connection, key, others, most), key=itemgetter(0)):
            lines = sorted(alike)
            read += len(lines)
            if read == most == _FEW:
                break  # there may be more of this worth: who comes first among them isn't known yet
            for _, *line in lines:
                said = Suggestion(*line)
                if _still_true(connection, fresh, said):
                    found.append((worth, said))
                    different.add(_once(said))
                    if len(different) == wanted:
                        return found
        else:
            break
    return found


def _lines(
    connection: sqlite3.Connection, key: str, others: tuple[str, ...], most: int
) -> Iterator[tuple[int, str, str, str, str]]:
    """The best (worth, text, kind, code, label) with such a key that hold the other words, in order."""
    # Long words are rare: when nothing holds one of them, SQLite never looks for those after it.
    words = sorted({other[:_LONGEST_KEY] for other in others}, key=len, reverse=True)
    holding = " AND entry IN (SELECT entry FROM starts WHERE key >= ? AND key < ?)" * len(words)
    return connection.execute(
        "SELECT s.worth, e.text, e.kind, e.code, e.label FROM (SELECT worth, entry FROM starts"  # noqa: S608 marks only
        f" WHERE key >= ? AND key < ? AND worth < ?{holding} ORDER BY worth, entry LIMIT ?) s"
        " JOIN entries e USING (entry) ORDER BY s.worth, s.entry",
        (key, key + _END, _LATER, *(end for word in words for end in (word, word + _END)), most),
    )


def _once(said: Suggestion) -> tuple[str, str]:
    """What nobody needs to see twice."""
    return fold(said.text), said.kind


def _holds(said: Suggestion, others: tuple[str, ...]) -> bool:
    starts = _spoken(fold(said.text)) if others else []
    return all(any(start.startswith(other) for start in starts) for other in others)


def _still_true(connection: sqlite3.Connection, fresh: Fresh, said: Suggestion) -> bool:
    if said.kind in (SERVICE, PAGE):
        return said.code not in fresh.changed
    if said.kind == ORGANISATION and fresh.changed:
        (left,) = connection.execute(
            "SELECT EXISTS(SELECT 1 FROM documents d WHERE d.organisation = ? AND d.id NOT IN"
            " (SELECT id FROM delta))",
            (said.code,),
        ).fetchone()
        return bool(left)
    return True


def _spoken(folded: str) -> list[str]:
    return _WORD.findall(folded.replace("'", ""))


def _key(words: list[str]) -> str:
    return " ".join(words)[:_LONGEST_KEY]
