"""Writing: a whole new build beside the old one, and single changes to the one that answers."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import streaming_bulk

from search.engine import wire
from search.engine.base import RESTING, Change, Refused, SearchUnavailableError, Vocabulary
from search.engine.elastic import analysis, suggesting
from search.engine.elastic.index import Names, create, drop, switch
from search.terms import Document

logger = logging.getLogger(__name__)

#: Lines sent at a time, how many of such are under way, and by how many threads.
CHUNK = 600
_UNDER_WAY = 3
_SENDERS = 2
#: How often a line is offered again to a server that has its hands full.
_AGAIN = 5
#: Answers of the server that are the document's own fault.
_ITS_OWN_FAULT = frozenset({400, 413})

Line = dict[str, Any]


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
        self.send(_index(*suggesting.entry(number, *word)) for number, word in enumerate(words))
        # Names of a service that the server itself refused must not be suggested.
        self.send({"_op_type": "delete", "_id": one} for lost in self.refused for one in suggesting.ids(lost))
        self.client.indices.refresh(index=self.name)
        return len(self.ids) - len(self.refused)

    def lines(self, documents: Iterable[Document]) -> Iterator[Line]:
        for document in documents:
            try:
                if document.id in self.ids:
                    raise wire.RefusedError("It was given twice.")
                source = analysis.accepted(document, document.id)
            except wire.RefusedError as reason:
                logger.warning("Not indexed: %r. %s", document.id, reason)
                continue
            self.ids.add(document.id)
            yield _index(analysis.line_id(document.id), source)
            yield from (_index(*line) for line in suggesting.lines(document))

    def send(self, lines: Iterable[Line]) -> None:
        """A few chunks at a time, so that memory stays flat. The lines are made in the caller's thread."""
        stream = iter(lines)
        with ThreadPoolExecutor(_SENDERS) as senders:
            waiting: list[Future[list[tuple[bool, dict[str, Any]]]]] = []
            while chunk := list(islice(stream, CHUNK)):
                if len(waiting) >= _UNDER_WAY:
                    self.settle(waiting.pop(0))
                waiting.append(senders.submit(_sent, self.client, self.name, chunk))
            for one in waiting:
                self.settle(one)

    def settle(self, sent: "Future[list[tuple[bool, dict[str, Any]]]]") -> None:
        for worked, item in sent.result():
            if worked or "delete" in item:
                continue
            (answer,) = item.values()
            if answer["status"] not in _ITS_OWN_FAULT:
                raise SearchUnavailableError(RESTING)
            logger.warning("Not indexed: %r. %s", answer["_id"], _reason(answer))
            if answer["_id"].startswith("s:"):
                self.refused.add(answer["_id"][2:])


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
    latest = {change.service_id: change for change in changes}
    refused: list[Refused] = []
    wanted: dict[str, tuple[Document, analysis.Source] | None] = {}
    for service_id, change in latest.items():
        try:
            document = change.document
            wanted[service_id] = (document, analysis.accepted(document, service_id)) if document else None
        except wire.RefusedError as reason:
            refused.append(Refused(service_id, str(reason)))
    held = _held(client, names, list(wanted))
    differing = {key: one for key, one in wanted.items() if (one and one[1]["body"]) != held.get(key)}
    lines = [line for key, one in differing.items() for line in _change(key, one)]
    if lines:
        refused += _write(client, names, lines, set(held))
    elif wanted:
        # An apply that was cut off may have written these very lines and never made them visible.
        client.indices.refresh(index=names.writing)
    return tuple(refused), any(key in held for key in differing)


def _change(service_id: str, wanted: tuple[Document, analysis.Source] | None) -> Iterator[Line]:
    gone = {analysis.line_id(service_id), *suggesting.ids(service_id)}
    if wanted is not None:
        document, source = wanted
        gone.discard(analysis.line_id(service_id))
        yield _index(analysis.line_id(service_id), source)
        for line_id, line in suggesting.lines(document):
            gone.discard(line_id)
            yield _index(line_id, line)
    yield from ({"_op_type": "delete", "_id": one} for one in sorted(gone))


def _held(client: Elasticsearch, names: Names, service_ids: list[str]) -> dict[str, str]:
    """The stored text of those of these services that are held."""
    held: dict[str, str] = {}
    for start in range(0, max(len(service_ids), 1), CHUNK):
        some = [analysis.line_id(one) for one in service_ids[start : start + CHUNK]]
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


def _write(client: Elasticsearch, names: Names, lines: list[Line], held: set[str]) -> list[Refused]:
    refused: dict[str, Refused] = {}
    for worked, item in _sent(client, names.writing, lines, require_alias=True):
        (answer,) = item.values()
        if worked or answer.get("result") == "not_found":
            continue
        if answer["status"] not in _ITS_OWN_FAULT:
            raise SearchUnavailableError(RESTING)
        service_id = answer["_id"][2:]
        refused.setdefault(service_id, Refused(service_id, _reason(answer)))
    # What was held of a refused service stays; of one never held, no name may be suggested.
    unheld = [line for one in refused if one not in held for line in _change(one, None)]
    if unheld:
        _sent(client, names.writing, unheld, require_alias=True)
    client.indices.refresh(index=names.writing)
    return list(refused.values())


def _sent(
    client: Elasticsearch, index: str, lines: list[Line], require_alias: bool = False
) -> list[tuple[bool, dict[str, Any]]]:
    # require_alias: after a rebuild elsewhere, or before the first, no index is made by accident.
    answers = streaming_bulk(
        client,
        lines,
        index=index,
        chunk_size=len(lines),
        max_retries=_AGAIN,
        initial_backoff=0.5,
        raise_on_error=False,
        raise_on_exception=True,
        require_alias=require_alias,
    )
    return list(answers)


def _index(line_id: str, source: analysis.Source) -> Line:
    return {"_op_type": "index", "_id": line_id, "_source": source}


def _reason(answer: dict[str, Any]) -> str:
    error = answer.get("error") or {}
    return (
        f"Elasticsearch would not take it ({error.get('type', 'unknown')}): {str(error.get('reason'))[:200]}"
    )
