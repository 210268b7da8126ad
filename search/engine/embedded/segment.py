"""A set of documents that can be searched: the columns in memory, the rest fetched when asked for."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.engine import wire
from search.engine.analysis import Analysed
from search.engine.embedded import store
from search.engine.embedded.bits import Flags, Rows, words_for
from search.engine.embedded.columns import ARRAYS, Columns, FacetBits, Gathering, Postings, VenueCodes
from search.terms import VENUE_FACETS, Document, Facet
from search.words import fold

Keys = NDArray[np.int64]

#: Bytes of postings a process keeps at hand.
_CACHE = 48 * 1024 * 1024
_NOTHING = np.empty(0, dtype=np.int32)


class Source(Protocol):
    """Where the parts of a segment that aren't columns come from."""

    def postings(self, term: str) -> Postings | None:
        """The documents that hold a term."""
        ...

    def holding(self, term: str) -> int:
        """How many documents hold a term."""
        ...

    def covers(self, code: str) -> Rows:
        """The rows that cover an area."""
        ...

    def documents(self, rows: Sequence[int]) -> list[Document]:
        """The documents at these rows, in the order given."""
        ...


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents with their columns. A row that was superseded by a later change is not ``live``."""

    columns: Columns
    source: Source
    id_keys: Keys  # compare with those of other segments: the order of ids
    name_keys: Keys  # the same for names; equal names are equal
    live: Flags | None = None  # None: all

    @property
    def held(self) -> int:
        """Documents that count."""
        return self.columns.count if self.live is None else int(np.count_nonzero(self.live))


class Stored:
    """The parts of a build, read from its file. Safe for several threads: one reads at a time, briefly."""

    def __init__(self, connection: sqlite3.Connection, count: int) -> None:
        self.connection = connection
        self.count = count  # documents of the build
        self.lock = RLock()
        self._kept: OrderedDict[str, Postings | None] = OrderedDict()
        self._size = 0
        self._rows: dict[str, int | None] = {}

    def postings(self, term: str) -> Postings | None:
        with self.lock:
            if term in self._kept:
                self._kept.move_to_end(term)
                return self._kept[term]
            line = self.connection.execute(
                "SELECT rows, steps, fields FROM postings WHERE term = ?", (term,)
            ).fetchone()
            found = line and Postings.of(
                np.frombuffer(line[0], dtype=np.int32),
                np.frombuffer(line[1], dtype=np.uint8),
                np.frombuffer(line[2], dtype=np.uint8),
                self.count,
            )
            self._keep(term, found)
            return found

    def holding(self, term: str) -> int:
        with self.lock:
            if term in self._kept:
                kept = self._kept[term]
                return len(kept.rows) if kept else 0
            line = self.connection.execute(
                "SELECT length(rows) / 4 FROM postings WHERE term = ?", (term,)
            ).fetchone()
        return int(line[0]) if line else 0

    def covers(self, code: str) -> Rows:
        with self.lock:
            line = self.connection.execute("SELECT rows FROM covers WHERE code = ?", (code,)).fetchone()
        return np.frombuffer(line[0], dtype=np.int32) if line else _NOTHING

    def documents(self, rows: Sequence[int]) -> list[Document]:
        marks = ",".join("?" * len(rows))
        with self.lock:
            bodies = dict(
                self.connection.execute(
                    f"SELECT row, body FROM documents WHERE row IN ({marks})",  # noqa: S608 marks only
                    [int(row) for row in rows],
                ).fetchall()
            )
        return [wire.from_text(bodies[int(row)]) for row in rows]

    def row(self, key: str) -> int | None:
        """Where the build holds a service."""
        if key not in self._rows:
            with self.lock:
                line = self.connection.execute("SELECT row FROM documents WHERE id = ?", (key,)).fetchone()
            self._rows[key] = line[0] if line else None
        return self._rows[key]

    def next_row(self, column: str, text: str) -> tuple[int | None, bool]:
        """The first row not before a text in the order of a column, and whether it is the same text."""
        with self.lock:
            line = self.connection.execute(
                f"SELECT row, {column} FROM documents WHERE {column} >= ? ORDER BY {column} LIMIT 1",  # noqa: S608
                (text,),
            ).fetchone()
        return (line[0], line[1] == text) if line else (None, False)

    def _keep(self, term: str, found: Postings | None) -> None:
        self._kept[term] = found
        self._size += found.size if found else 0
        while self._size > _CACHE or len(self._kept) > 20_000:
            _, dropped = self._kept.popitem(last=False)
            self._size -= dropped.size if dropped else 0


class InMemory:
    """The parts of a few changed documents, all at hand."""

    def __init__(self, gathering: Gathering, documents: list[Document]) -> None:
        self._postings = dict(gathering.take_postings())
        self._covers = dict(gathering.covers())
        self._documents = documents

    def postings(self, term: str) -> Postings | None:
        return self._postings.get(term)

    def holding(self, term: str) -> int:
        return len(self._postings[term].rows) if term in self._postings else 0

    def covers(self, code: str) -> Rows:
        return self._covers.get(code, _NOTHING)

    def documents(self, rows: Sequence[int]) -> list[Document]:
        return [self._documents[row] for row in rows]


#: Room between two neighbouring ids of a build for those of later changes.
GAP = 1 << 24


def stored_segment(connection: sqlite3.Connection, source: Stored) -> Segment:
    """The documents of a build, their columns read into memory."""
    blobs: dict[str, bytes] = dict(connection.execute("SELECT name, data FROM columns"))
    arrays = {name: np.frombuffer(blobs[name], dtype=kind) for name, kind in ARRAYS.items()}
    facets: dict[Facet, FacetBits] = {}
    venue_facets: dict[Facet, VenueCodes] = {}
    lines: dict[str, list[tuple[str, bytes]]] = {store.LABELS: []}
    for facet, code, bits in connection.execute("SELECT facet, code, bits FROM facets ORDER BY facet, place"):
        lines.setdefault(facet, []).append((code, bits))
    labels = _bits(lines.pop(store.LABELS), source.count)
    for name, coded in lines.items():
        facet = Facet(name)
        if facet in VENUE_FACETS:
            codes = tuple(code for code, _ in coded)
            columns = (blobs[f"{facet}:{number}"] for number in range((len(codes) + 15) // 16))
            venue_facets[facet] = VenueCodes(codes, tuple(np.frombuffer(one, np.uint16) for one in columns))
        else:
            facets[facet] = _bits(coded, source.count)
    ranks = (np.frombuffer(blobs[name], dtype=np.int32).astype(np.int64) for name in ("id_rank", "name_rank"))
    id_keys, name_keys = (rank * GAP for rank in ranks)
    return Segment(
        Columns(**arrays, facets=facets, venue_facets=venue_facets, guidance=labels),  # type: ignore[arg-type]
        source,
        id_keys,
        name_keys,
    )


def _bits(coded: Sequence[tuple[str, bytes]], count: int) -> FacetBits:
    words = np.frombuffer(b"".join(bits for _, bits in coded), dtype=np.uint64)
    return FacetBits(tuple(code for code, _ in coded), words.reshape(len(coded), words_for(count)))


def changed_segment(documents: Iterable[Analysed], build: Segment, source: Stored) -> Segment:
    """Changed documents beside a build."""
    gathering = Gathering()
    ordered = sorted(documents, key=lambda one: one.document.id)
    for one in ordered:
        gathering.add(one)
    plain = [one.document for one in ordered]
    return Segment(
        gathering.columns(),
        InMemory(gathering, plain),
        _keys_between([document.id for document in plain], "id", build.id_keys, source),
        _keys_between([fold(document.name) for document in plain], "name_key", build.name_keys, source),
    )


def _keys_between(texts: list[str], column: str, keys: Keys, source: Stored) -> Keys:
    """Keys that sort these texts among the build's own, whose keys are ranks times the gap."""
    key_of: dict[str, int] = {}
    past_all = int(keys.max(initial=-GAP)) + GAP
    for number, text in enumerate(sorted(set(texts))):
        row, same = source.next_row(column, text)
        key = past_all if row is None else int(keys[row])
        key_of[text] = key if same else key - GAP + 1 + number
    return np.array([key_of[text] for text in texts], dtype=np.int64)
