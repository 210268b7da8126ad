"""Open Referral JSON of any version and wrapping, read as a stream: memory doesn't grow with the file. Pure.

Known wrappings: a page or package (``contents``, ``content``, ``services``), a bare list, one service, one
service at a location, one organisation with its services, and one record a line (NDJSON).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import ijson
from ijson import IncompleteJSONError, JSONError

from directory.feeds.files import described, opened
from directory.feeds.rows import FeedError, Raw

LISTS = ("contents", "content", "services", "service_at_locations", "data", "items", "results")
PEEK = 1 << 20  # how far the first two lines are looked for
LINE_MAX = 16 << 20  # one record; a longer line is no list of records


class JsonFeed:
    """A JSON or NDJSON file whose wholeness is checked when it is opened, before anything is written.

    ``total`` counts its records. Raises FeedError for a file that is cut off or isn't JSON.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        with opened(path) as file:
            if not file.read(64).strip():
                raise FeedError(f"{path.name} is empty.")
        self.by_line = _is_by_line(path)
        self.prefix = "" if self.by_line else _where_the_list_is(path)
        self.total = sum(1 for _ in self.rows())

    def rows(self) -> Iterator[Raw]:
        """Each record in turn."""
        yield from (_lines(self.path) if self.by_line else _items(self.path, self.prefix))


def _is_by_line(path: Path) -> bool:
    """Whether the first line is a whole record and another one follows it."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".ndjson", ".jsonl")):
        return True
    with opened(path) as file:
        first, second = _first_lines(file)
    if not second.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _first_lines(file: IO[bytes]) -> tuple[bytes, bytes]:
    found: list[bytes] = []
    while len(found) < 2 and (line := file.readline(PEEK)):
        if line.strip():
            found.append(line.strip().removeprefix(b"\xef\xbb\xbf"))
    return (*found, b"", b"")[0], (*found, b"", b"")[1]


def _where_the_list_is(path: Path) -> str:
    """The ijson path of the records; empty when the file is one record."""
    with opened(path) as file, _explained(path):
        keys: list[str] = []
        for depth, event, value in _shallow(ijson.basic_parse(_after_mark(file), use_float=True)):
            if depth == 0 and event == "start_array":
                return "item"
            if depth == 0 and event not in {"start_map", "end_map"}:
                raise FeedError(f"{path.name} holds no list of services, only a single value.")
            if depth == 1 and event == "map_key":
                keys.append(value)
            if depth == 1 and event == "start_array" and keys and keys[-1] in LISTS and not _is_record(keys):
                return f"{keys[-1]}.item"
    if "name" in keys or "location" in keys:
        return ""
    raise FeedError(
        f"{path.name} is JSON, but no list of services was found in it. "
        f"It should hold “contents”, a list, or a service. It holds: {', '.join(keys[:12]) or 'nothing'}."
    )


def _is_record(keys: list[str]) -> bool:
    """A list inside a service or an organisation isn't the list of services."""
    return "name" in keys or "organization" in keys or "description" in keys


def _shallow(events: Iterator[tuple[str, Any]]) -> Iterator[tuple[int, str, Any]]:
    """Events with their depth; those deeper than the first level are passed over."""
    depth = 0
    for event, value in events:
        if event in {"end_map", "end_array"}:
            depth -= 1
        if depth <= 1:
            yield depth, event, value
        if event in {"start_map", "start_array"}:
            depth += 1


def _items(path: Path, prefix: str) -> Iterator[Raw]:
    with opened(path) as file, _explained(path):
        position = 0
        for item in ijson.items(_after_mark(file), prefix, use_float=True):
            for record in _services_in(item):
                position += 1
                yield _raw(position, record)


def _services_in(item: Any) -> Iterator[Any]:
    """An organisation with its services inside gives each of them; anything else is itself."""
    inside = item.get("services") if isinstance(item, Mapping) else None
    if not isinstance(inside, list) or "status" in item:
        yield item
        return
    owner = {key: value for key, value in item.items() if key != "services"}
    for service in inside:
        yield {"organization": owner, **service} if isinstance(service, Mapping) else service


def _lines(path: Path) -> Iterator[Raw]:
    number = 0
    with opened(path) as file:
        while line := file.readline(LINE_MAX):
            number += 1
            bare = line.strip().removeprefix(b"\xef\xbb\xbf")
            if not bare:
                continue
            if len(line) == LINE_MAX and not line.endswith(b"\n"):
                raise FeedError(
                    f"{path.name}: line {number} is longer than 16 MB. It isn't one record a line."
                )
            try:
                yield _raw(number, json.loads(bare.decode("utf-8")))
            except UnicodeDecodeError as odd:
                yield Raw(
                    number, broken=f"Byte {odd.start + 1} of the line isn't UTF-8. Save the file as UTF-8."
                )
            except (ValueError, RecursionError) as wrong:
                if not line.endswith(b"\n"):
                    raise FeedError(
                        f"{path.name} is cut off in the middle of line {number:,}. "
                        "Fetch it again. Nothing was written."
                    ) from wrong
                yield Raw(number, broken=f"The line isn't JSON: {described(wrong)}.")


def _raw(position: int, item: Any) -> Raw:
    if isinstance(item, Mapping):
        return Raw(position, item)
    return Raw(position, broken="This isn't a record of a service but a bare value.")


class _explained:  # noqa: N801  (read as a sentence after "with")
    """Turns the parser's errors into sentences."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, IncompleteJSONError) and _ended_early(error):
            raise FeedError(
                f"{self.path.name} is cut off: the JSON ends in the middle. "
                "Fetch it again. Nothing was written."
            ) from error
        if isinstance(error, UnicodeDecodeError) or (isinstance(error, JSONError) and "UTF" in str(error)):
            raise FeedError(
                f"{self.path.name} isn't UTF-8{_place_of_odd_byte(self.path)}. Nothing was written."
            ) from error
        if isinstance(error, JSONError):
            raise FeedError(
                f"{self.path.name} isn't JSON: {described(error)}. Nothing was written."
            ) from error


def _ended_early(error: Exception) -> bool:
    return "premature EOF" in str(error) or "Incomplete" in str(error)


def _place_of_odd_byte(path: Path) -> str:
    seen, line = 0, 1
    with opened(path) as file:
        for part in file:
            try:
                part.decode("utf-8")
            except UnicodeDecodeError as odd:
                return f" (byte {seen + odd.start:,}, on line {line:,})"
            seen += len(part)
            line += 1
    return ""


def _after_mark(file: IO[bytes]) -> IO[bytes]:
    """The file behind its byte order mark, which JSON parsers refuse."""
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    return file
