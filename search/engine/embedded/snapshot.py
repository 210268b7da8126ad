"""What is true at one moment: a build, and the changes made since, as segments to be searched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from search.engine import wire
from search.engine.analysis import Analysed, analyse
from search.engine.embedded import store
from search.engine.embedded.segment import Segment, Stored, changed_segment, stored_segment
from search.engine.embedded.suggesting import Fresh

Changes = Mapping[str, Analysed | None]  # None: withdrawn

#: Recent changes are laid out anew at every change; when there are more than this they settle.
_RECENT = 256


class OtherFormatError(Exception):
    """The file was made by another version of this engine."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One build and its changes up to ``seq``. Never altered: a later moment is another snapshot.

    ``segments`` are the build, the settled changes and the recent ones, the later hiding the earlier.
    """

    path: Path
    stored: Stored
    meta: Mapping[str, str]
    segments: tuple[Segment, ...]
    seq: int
    settled: Changes
    recent: Changes
    fresh: Fresh

    @property
    def asked(self) -> tuple[Segment, ...]:
        """The segments worth asking: the build, and what else holds anything."""
        return self.segments[:1] + tuple(one for one in self.segments[1:] if one.columns.count)

    @property
    def held(self) -> int:
        """Documents that can be found."""
        return sum(segment.held for segment in self.segments)

    @property
    def changed(self) -> int:
        """Services changed since the build."""
        return len(self.fresh.changed)

    def caught_up(self) -> "Snapshot":
        """This snapshot, or a newer one when something has changed since, in whichever process."""
        connection = self.stored.connection
        with self.stored.lock:
            if _latest(self.stored) == self.seq:
                return self
            with store.transaction(connection, "DEFERRED"):
                seq = _latest(self.stored)
                lines = connection.execute("SELECT id, body FROM delta WHERE seq > ?", (self.seq,)).fetchall()
        changes = {key: None if body is None else analyse(wire.from_text(body)) for key, body in lines}
        return self._with(seq, changes)

    def _with(self, seq: int, changes: Changes) -> "Snapshot":
        recent, settled = {**self.recent, **changes}, self.settled
        build = self._hiding(self.segments[0], changes)
        middle = self.segments[1]
        if len(recent) > _RECENT:
            settled, recent = {**settled, **recent}, {}
            middle = changed_segment(_held(settled), build, self.stored)
        elif settled:
            middle = _hiding_ids(middle, settled, recent)
        last = changed_segment(_held(recent), build, self.stored)
        both = {**settled, **recent}
        fresh = Fresh(tuple(one.document for one in _held(both)), frozenset(both))
        return replace(
            self, segments=(build, middle, last), seq=seq, settled=settled, recent=recent, fresh=fresh
        )

    def _hiding(self, build: Segment, changes: Iterable[str]) -> Segment:
        live = np.ones(build.columns.count, dtype=np.bool_) if build.live is None else build.live.copy()
        for key in changes:
            row = self.stored.row(key)
            if row is not None:
                live[row] = False
        return replace(build, live=live)


def load(path: Path) -> Snapshot:
    """The index in a file. sqlite3.Error when it is gone or damaged, OtherFormatError when not ours."""
    connection = store.connect(path)
    try:
        meta = store.meta(connection)
        if meta.get("format") != str(store.FORMAT):
            raise OtherFormatError(meta.get("format", ""))
        stored = Stored(connection, int(meta["documents"]))
        build = stored_segment(connection, stored)
    except BaseException:
        connection.close()
        raise
    none = changed_segment((), build, stored)
    blank = Snapshot(path, stored, meta, (build, none, none), 0, {}, {}, Fresh((), frozenset()))
    return blank.caught_up()


def _latest(stored: Stored) -> int:
    (seq,) = stored.connection.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()
    return int(seq)


def _held(changes: Changes) -> list[Analysed]:
    return [one for one in changes.values() if one is not None]


def _hiding_ids(segment: Segment, settled: Changes, recent: Changes) -> Segment:
    """The settled segment without what changed again. Its rows lie in the order of ids."""
    ids = sorted(key for key, one in settled.items() if one is not None)
    return replace(segment, live=np.array([key not in recent for key in ids], dtype=np.bool_))
