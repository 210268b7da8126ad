"""Small lists for the tests: Open Referral records, files of them, and a real server on loopback."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid5

from directory.actions.importing import Outcome, import_services

SPACE = UUID("0a4f1c0e-7f5e-4a55-9d3f-1d1b6a6f3c11")


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A whole service as HSDS-UK 3.0 writes it; ``changes`` replace or (with None) remove keys."""
    said: dict[str, Any] = {
        "id": str(uuid5(SPACE, f"service {number}")),
        "name": f"Otters club {number}",
        "description": "A club for children who like water.",
        "status": "active",
        "minimum_age": 5,
        "maximum_age": 11,
        "last_modified": f"2026-01-{number % 28 + 1:02d}T10:00:00Z",
        "organization": {
            "id": str(uuid5(SPACE, "org")),
            "name": "Sparks Together",
            "description": "A charity.",
        },
        "service_at_locations": [{"id": str(uuid5(SPACE, f"link {number}")), "location": location(number)}],
    }
    said |= changes
    return {key: value for key, value in said.items() if value is not None}


def location(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A hall in Taunton."""
    return {
        "id": str(uuid5(SPACE, f"hall {number}")),
        "location_type": "physical",
        "name": f"Hall {number}",
        "latitude": 51.015,
        "longitude": -3.1,
        "addresses": [{"address_1": "1 High Street", "city": "Taunton", "postal_code": "ta11aa"}],
    } | changes


def at(*locations: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Links to these locations."""
    return [{"location": dict(one)} for one in locations]


def page(path: Path, records: Sequence[Any], name: str = "list.json") -> Path:
    """A file with ``contents``."""
    file = path / name
    file.write_text(json.dumps({"total_items": len(records), "contents": list(records)}), encoding="utf-8")
    return file


def lines(path: Path, records: Sequence[Any], name: str = "list.ndjson") -> Path:
    """A file with one record a line."""
    file = path / name
    file.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return file


def csv_file(path: Path, *rows: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    """A CSV file of these lines."""
    file = path / name
    file.write_bytes("".join(f"{row}\r\n" for row in rows).encode(encoding))
    return file


def take(source: Path | str, *, publish: bool = True, **asked: Any) -> Outcome:
    """The import as the command runs it."""
    return import_services(str(source), publish=publish, **asked)


class FeedServer:
    """A feed over real HTTP. ``records`` are its services; ``ways`` changes how a path is answered."""

    def __init__(
        self, records: Sequence[Mapping[str, Any]], *, summaries: bool = False, per_page: int = 2
    ) -> None:
        self.records, self.summaries, self.per_page = list(records), summaries, per_page
        self.asked: list[str] = []
        self.ways: dict[str, tuple[int, str, bytes]] = {}
        self.ndjson = False
        self.address = ""

    def answer(self, target: str) -> tuple[int, str, bytes]:
        """Status, content type and body for a request."""
        self.asked.append(target)
        parts = urlsplit(target)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        for way, answer in self.ways.items():
            if way == parts.path or (way.startswith("page=") and f"&{way}&" in f"&{parts.query}&"):
                return answer
        if parts.path == "/":
            return self._json({"version": "HSDS-UK-3.0"})
        if parts.path == "/services":
            return self._list(asked)
        for one in self.records:
            if parts.path == f"/services/{one['id']}":
                return self._json(one)
        return 404, "application/json", b"{}"

    def _list(self, asked: Mapping[str, str]) -> tuple[int, str, bytes]:
        held = [
            one
            for one in self.records
            if str(one.get("last_modified", "")) >= asked.get("modified_after", "")
        ]
        if self.ndjson and asked.get("format") == "ndjson":
            return 200, "application/x-ndjson", "".join(f"{json.dumps(one)}\n" for one in held).encode()
        number = int(asked.get("page", 1))
        some = held[(number - 1) * self.per_page : number * self.per_page]
        if self.summaries:
            some = [{key: one[key] for key in ("id", "name", "status", "organization")} for one in some]
        pages = -(-len(held) // self.per_page)
        return self._json(
            {
                "total_items": len(held),
                "total_pages": pages,
                "page_number": number,
                "last_page": number >= pages,
                "contents": some,
            }
        )

    @staticmethod
    def _json(said: Any) -> tuple[int, str, bytes]:
        return 200, "application/json", json.dumps(said).encode()


@contextmanager
def serving(feed: FeedServer) -> Iterator[FeedServer]:
    """The feed on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = feed.answer(self.path)
            self.send_response(status)
            if kind.startswith("location:"):
                self.send_header("Location", kind.removeprefix("location:"))
            else:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked had enough
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    feed.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
