"""Lines as the server reads them, and how they are sent: a chunk at a time, and again when it is busy."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import sleep
from typing import Any

from elasticsearch import ApiError, Elasticsearch

#: Lines sent at a time, or so many bytes when that is less: a server takes 100 MB at most.
CHUNK = 600
_MOST_BYTES = 16 * 2**20
#: How often a line is offered again to a server that has its hands full, and the first wait in seconds, which
#: doubles each time.
_AGAIN = 5
_FIRST_WAIT = 0.5
_HANDS_FULL = 429
#: Answers of the server that are the document's own fault.
_ITS_OWN_FAULT = frozenset({400, 413})
#: Of the server's answer, what is read.
_READ = ("items.*._id", "items.*.status", "items.*.result", "items.*.error")
#: An id may hold anything; what the server can't read it says itself.
_AS_IT_IS = ("utf-8", "surrogatepass")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def index(line_id: str, source: dict[str, Any]) -> bytes:
    """The line that holds these fields under this id."""
    return f'{{"index":{_JSON.encode({"_id": line_id})}}}\n{_JSON.encode(source)}\n'.encode(*_AS_IT_IS)


def delete(line_id: str) -> bytes:
    """The line that removes what is held under this id."""
    return f'{{"delete":{_JSON.encode({"_id": line_id})}}}\n'.encode(*_AS_IT_IS)


def chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """As many at a time as are sent together, in their order."""
    chunk: list[bytes] = []
    size = 0
    for line in lines:
        if chunk and (len(chunk) == CHUNK or size + len(line) > _MOST_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(line)
        size += len(line)
    if chunk:
        yield chunk


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A line that the server did not take, with its status and why in a sentence."""

    line_id: str
    status: int
    reason: str

    @property
    def its_own_fault(self) -> bool:
        """Whether the document is what is wrong, and not the server."""
        return self.status in _ITS_OWN_FAULT


def send(client: Elasticsearch, name: str, lines: list[bytes], require_alias: bool = False) -> list[NotTaken]:
    """Send the lines of one chunk; those that were not taken. What is to go and isn't there counts as gone.

    A line for which the server has its hands full is offered again after a wait. With ``require_alias`` no
    index is made by accident: after a rebuild elsewhere, or before the first. Raises ApiError and
    TransportError.
    """
    not_taken: list[NotTaken] = []
    for attempt in range(_AGAIN + 1):
        if attempt:
            sleep(_FIRST_WAIT * 2 ** (attempt - 1))
        try:
            items = _sent(client, name, lines, require_alias)
        except ApiError as busy:
            if busy.status_code != _HANDS_FULL or attempt == _AGAIN:
                raise
            continue
        again: list[bytes] = []
        for line, item in zip(lines, items, strict=True):
            (one,) = item.values()
            if 200 <= one["status"] < 300 or one.get("result") == "not_found":
                continue
            if one["status"] == _HANDS_FULL and attempt < _AGAIN:
                again.append(line)
            else:
                not_taken.append(NotTaken(one["_id"], one["status"], _reason(one)))
        if not again:
            break
        lines = again
    return not_taken


def _sent(
    client: Elasticsearch, name: str, lines: list[bytes], require_alias: bool
) -> list[dict[str, dict[str, Any]]]:
    # The client's own helpers take no lines that are made already, and writing them is half of its work.
    ready: Any = lines
    answer = client.bulk(operations=ready, index=name, require_alias=require_alias, filter_path=_READ)
    items: list[dict[str, dict[str, Any]]] = answer["items"]
    return items


def _reason(answer: dict[str, Any]) -> str:
    error = answer.get("error") or {}
    return (
        f"Elasticsearch would not take it ({error.get('type', 'unknown')}): {str(error.get('reason'))[:200]}"
    )
