"""Writing: a whole new build beside the old one, and single changes to the one that answers."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engine import wire
from search.engine.base import RESTING, Change, Refused, SearchUnavailableError, Vocabulary
from search.engine.elastic import analysis, sending, suggesting
from search.engine.elastic.index import Names, create, drop, switch
from search.terms import Document

logger = logging.getLogger(__name__)

#: Chunks of lines under way, and the threads that send them.
_UNDER_WAY = 3
_SENDERS = 2


@dataclass(slots=True)
class _Build:
    """One run of rebuild(), into an index that nobody asks yet."""

    client: Elasticsearch
    name: str
    ids: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    def run(self, documents: Iterable[Document], vocabulary: Vocabulary) -> int:
        """Send everything; the number of services held."""
        self.send(self.lines(documents))
        words = dict.fromkeys(vocabulary.entries)
        self.send(sending.index(*suggesting.entry(number, *word)) for number, word in enumerate(words))
        # Names of a service that the server itself refused must not be suggested.
        self.send(sending.delete(one) for lost in self.refused for one in suggesting.ids(lost))
        self.client.indices.refresh(index=self.name)
        return len(self.ids) - len(self.refused)

    def lines(self, documents: Iterable[Document]) -> Iterator[bytes]:
        for document in documents:
            try:
                if document.id in self.ids:
                    raise wire.RefusedError("It was given twice.")
                source = analysis.accepted(document, document.id)
            except wire.RefusedError as reason:
                logger.warning("Not indexed: %r. %s", document.id, reason)
                continue
            self.ids.add(document.id)
            yield sending.index(analysis.line_id(document.id), source)
            yield from (sending.index(*line) for line in suggesting.lines(document))

    def send(self, lines: Iterable[bytes]) -> None:
        """A few chunks at a time, so that memory stays flat. The lines are made in the caller's thread."""
        with ThreadPoolExecutor(_SENDERS) as senders:
            waiting: list[Future[list[sending.NotTaken]]] = []
            for chunk in sending.chunks(lines):
                if len(waiting) >= _UNDER_WAY:
                    self.settle(waiting.pop(0))
                waiting.append(senders.submit(sending.send, self.client, self.name, chunk))
            for one in waiting:
                self.settle(one)

    def settle(self, sent: "Future[list[sending.NotTaken]]") -> None:
        for line in sent.result():
            if not line.its_own_fault:
                raise SearchUnavailableError(RESTING)
            logger.warning("Not indexed: %r. %s", line.line_id, line.reason)
            if line.line_id.startswith("s:"):
                self.refused.add(line.line_id[2:])


def rebuild(
    client: Elasticsearch, names: Names, documents: Iterable[Document], vocabulary: Vocabulary
) -> int:
    """Build, then let the new build answer; what a killed build left is removed first. The number held."""
    drop(client, *(name for name, answers in names.builds(client).items() if not answers))
    name = names.new()
    try:
        create(client, name)
        count = _Build(client, name).run(documents, vocabulary)
        switch(client, names, name)
    except BaseException:
        # A switch may have happened though its answer was lost: what answers families is never dropped,
        # and what can't be told now is tidied up by the next build.
        with suppress(ApiError, TransportError):
            if not names.builds(client).get(name):
                drop(client, name)
        raise
    return count


def apply(client: Elasticsearch, names: Names, changes: Iterable[Change]) -> tuple[tuple[Refused, ...], bool]:
    """(what was refused, whether anything held before was replaced or withdrawn)."""
    latest = {change.key: change for change in changes}
    refused: list[Refused] = []
    wanted: dict[str, tuple[Document, analysis.Source] | None] = {}
    for key, change in latest.items():
        try:
            document = change.document
            wanted[key] = (document, analysis.accepted(document, key)) if document else None
        except wire.RefusedError as reason:
            refused.append(Refused(key, str(reason)))
    held = _held(client, names, list(wanted))
    differing = {key: one for key, one in wanted.items() if (one and one[1]["body"]) != held.get(key)}
    lines = [line for key, one in differing.items() for line in _change(key, one)]
    if lines:
        refused += _write(client, names, lines, set(held))
    elif wanted:
        # An apply that was cut off may have written these very lines and never made them visible.
        client.indices.refresh(index=names.writing)
    return tuple(refused), any(key in held for key in differing)


def _change(key: str, wanted: tuple[Document, analysis.Source] | None) -> Iterator[bytes]:
    gone = {analysis.line_id(key), *suggesting.ids(key)}
    if wanted is not None:
        document, source = wanted
        gone.discard(analysis.line_id(key))
        yield sending.index(analysis.line_id(key), source)
        for line_id, line in suggesting.lines(document):
            gone.discard(line_id)
            yield sending.index(line_id, line)
    yield from map(sending.delete, sorted(gone))


def _held(client: Elasticsearch, names: Names, keys: list[str]) -> dict[str, str]:
    """The stored text of those of these services that are held."""
    held: dict[str, str] = {}
    for start in range(0, max(len(keys), 1), sending.CHUNK):
        some = [analysis.line_id(one) for one in keys[start : start + sending.CHUNK]]
        if not some:  # nothing to compare, but the index must be there
            client.indices.get_alias(name=names.writing)
            break
        answer = client.mget(index=names.writing, ids=some, source_includes=["body"])
        for one in answer["docs"]:
            if "error" in one:
                raise SearchUnavailableError(RESTING)
            if one["found"]:
                held[one["_id"][2:]] = one["_source"]["body"]
    return held


def _write(client: Elasticsearch, names: Names, lines: list[bytes], held: set[str]) -> list[Refused]:
    refused: dict[str, Refused] = {}
    for line in _sent(client, names, lines):
        if not line.its_own_fault:
            raise SearchUnavailableError(RESTING)
        key = line.line_id[2:]
        refused.setdefault(key, Refused(key, line.reason))
    # What was held of a refused service stays; of one never held, no name may be suggested.
    _sent(client, names, [line for one in refused if one not in held for line in _change(one, None)])
    client.indices.refresh(index=names.writing)
    return list(refused.values())


def _sent(client: Elasticsearch, names: Names, lines: list[bytes]) -> list[sending.NotTaken]:
    sent = (sending.send(client, names.writing, some, require_alias=True) for some in sending.chunks(lines))
    return [line for not_taken in sent for line in not_taken]
