"""Writing a whole index file from a stream of documents, with memory that doesn't grow with their texts."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import numpy as np

from search.engine import wire
from search.engine.analysis import analyse
from search.engine.base import Vocabulary
from search.engine.embedded import store
from search.engine.embedded.columns import ARRAYS, Columns, Gathering
from search.engine.embedded.suggesting import ORGANISATION, said_of, starts_of
from search.ranking import weights_print
from search.terms import Document, Suggestion
from search.words import fold

logger = logging.getLogger(__name__)

#: Documents gathered before their postings are set down.
PART = 4_000
#: Documents written at a time: the most that a build holds whole.
_LINES = 500


def build(path: Path, documents: Iterable[Document], vocabulary: Vocabulary) -> int:
    """Write a finished index file; the number of documents in it. On any failure no file is left."""
    try:
        with closing(store.create(path)) as connection:
            connection.execute("BEGIN")
            count = _Build(connection).run(documents, vocabulary)
            connection.execute("COMMIT")
            connection.executescript(store.INDEXES)
            connection.executescript("DROP TABLE parts; ANALYZE; PRAGMA journal_mode=WAL;")
    except BaseException:
        with suppress(FileNotFoundError):
            path.unlink()
        raise
    return count


class _Build:
    """One run of build()."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.gathering = Gathering()
        self.words: Counter[str] = Counter()
        self.ids: set[str] = set()
        self.organisations: set[str] = set()
        self.parts = 0
        self.entries = 0

    def run(self, documents: Iterable[Document], vocabulary: Vocabulary) -> int:
        stream = iter(documents)
        while part := list(islice(stream, _LINES)):
            self.take(part)
            if self.gathering.count >= (self.parts + 1) * PART:
                self.set_down()
        self.set_down()
        self.write_postings()
        self.write_columns(self.gathering.columns())
        self.write_suggestions(
            Suggestion(text, kind, code) for text, kind, code in dict.fromkeys(vocabulary.entries)
        )
        self.connection.executemany("INSERT INTO words VALUES (?, ?)", self.words.items())
        self.connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            {
                "format": str(store.FORMAT),
                "weights": weights_print(),
                "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "documents": str(self.gathering.count),
                "seq": "0",
            }.items(),
        )
        return self.gathering.count

    def take(self, documents: list[Document]) -> None:
        lines: list[tuple[int, str, str, str, str, str]] = []
        for document in documents:
            try:
                body = self.accepted(document)
            except wire.RefusedError as reason:
                logger.warning("Not indexed: %r. %s", document.id, reason)
                continue
            analysed = analyse(document)
            self.words.update(analysed.spelled)
            row = self.gathering.add(analysed)
            name_key = fold(document.name)
            lines.append((row, document.id, document.stamp, name_key, document.organisation_id, body))
            self.write_suggestions(self.suggestions(document))
        self.connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", lines)

    def accepted(self, document: Document) -> str:
        if document.id in self.ids:
            raise wire.RefusedError("It was given twice.")
        body = wire.stored_text(document)
        self.ids.add(document.id)
        return body

    def suggestions(self, document: Document) -> Iterator[Suggestion]:
        for one in said_of(document):
            if one.kind == ORGANISATION:
                if one.code in self.organisations:
                    continue
                self.organisations.add(one.code)
            yield one

    def write_suggestions(self, entries: Iterable[Suggestion]) -> None:
        for one in entries:
            self.entries += 1
            self.connection.execute(
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?)",
                (self.entries, one.text, one.kind, one.code, one.label),
            )
            self.connection.executemany(
                "INSERT OR IGNORE INTO starts VALUES (?, ?, ?)",
                [(key, worth, self.entries) for key, worth in starts_of(fold(one.text), one.kind)],
            )

    def set_down(self) -> None:
        self.connection.executemany(
            "INSERT INTO parts VALUES (?, ?, ?, ?, ?)",
            (
                (term, self.parts, some.rows.tobytes(), some.steps.tobytes(), some.fields.tobytes())
                for term, some in self.gathering.take_postings()
            ),
        )
        self.parts += 1

    def write_postings(self) -> None:
        lines = self.connection.execute("SELECT term, rows, steps, fields FROM parts ORDER BY term, part")
        writing = self.connection.cursor()
        for term, group in groupby(lines, key=itemgetter(0)):
            pieces = list(group)
            joined = [b"".join(piece[column] for piece in pieces) for column in (1, 2, 3)]
            writing.execute("INSERT INTO postings VALUES (?, ?, ?, ?)", (term, *joined))
        writing.executemany(
            "INSERT INTO covers VALUES (?, ?)",
            ((code, rows.tobytes()) for code, rows in self.gathering.covers()),
        )

    def write_columns(self, columns: Columns) -> None:
        arrays = {name: getattr(columns, name) for name in ARRAYS}
        arrays["id_rank"] = self.ranks("SELECT row, id FROM documents ORDER BY id")
        arrays["name_rank"] = self.ranks("SELECT row, name_key FROM documents ORDER BY name_key")
        for facet, codes in columns.venue_facets.items():
            for number, column in enumerate(codes.columns):
                arrays[f"{facet}:{number}"] = column
            self.connection.executemany(
                "INSERT INTO facets VALUES (?, ?, ?, NULL)",
                [(facet, place, code) for place, code in enumerate(codes.codes)],
            )
        self.connection.executemany(
            "INSERT INTO columns VALUES (?, ?)",
            ((name, values.tobytes()) for name, values in arrays.items()),
        )
        sets = [(facet.value, bits) for facet, bits in columns.facets.items()]
        for name, bits in [*sets, (store.LABELS, columns.guidance)]:
            self.connection.executemany(
                "INSERT INTO facets VALUES (?, ?, ?, ?)",
                ((name, place, code, bits.words[place].tobytes()) for place, code in enumerate(bits.codes)),
            )

    def ranks(self, ordered: str) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
        """The place of every row in an order; rows that are equal share one."""
        ranks = np.zeros(self.gathering.count, dtype=np.int32)
        for rank, (_, group) in enumerate(groupby(self.connection.execute(ordered), key=itemgetter(1))):
            for row, _ in group:
                ranks[row] = rank
        return ranks
