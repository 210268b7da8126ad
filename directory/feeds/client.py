"""Asking another machine, carefully: timeouts, retries, limits, and never inside the own network. Pure."""

import json
import time
from collections.abc import Iterator
from ipaddress import ip_address
from socket import socket
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from directory.feeds.rows import FeedError

CONNECT_SECONDS, READ_SECONDS, ANSWER_SECONDS = 10.0, 30.0, 900.0
ANSWER_MOST = 2 << 30  # a whole feed as NDJSON
JSON_MOST = 64 << 20  # one page
RETRIES, BACKOFF = 3, 1.0
WAIT_MOST = 60  # seconds that a feed may ask us to wait before we ask again
BLOCK = 1 << 16
REDIRECTS_MOST = 3
RETRIED = (429, 500, 502, 503, 504)


class Client:
    """A session for one feed. Use it in a ``with`` block. Everything that goes wrong is a FeedError."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self.timeout = (CONNECT_SECONDS, READ_SECONDS)
        self.session = requests.Session()
        # A proxy of the environment would be asked in our place, and nobody could tell where it goes.
        self.session.trust_env = allow_private
        self.session.headers["Accept"] = "application/json, application/x-ndjson;q=0.9"
        self.session.headers["User-Agent"] = "Signpost directory import"
        again = _Patience(
            RETRIES,
            backoff_factor=BACKOFF,
            status_forcelist=RETRIED,
            allowed_methods=("GET",),
            raise_on_status=False,
        )
        adapter = HTTPAdapter(max_retries=again) if allow_private else _PublicAdapter(max_retries=again)
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.session.close()

    def get(self, address: str) -> "Answer":
        """The answer, with its body still to be read. Redirects are followed on the same host only."""
        for _ in range(REDIRECTS_MOST + 1):
            answer = self._ask(address)
            if not answer.is_redirect:
                return Answer(answer, time.monotonic() + ANSWER_SECONDS)
            goes_to = urljoin(address, answer.headers["location"])
            answer.close()
            if urlsplit(goes_to).hostname != urlsplit(address).hostname:
                raise FeedError(
                    f"It sends us to another host ({urlsplit(goes_to).hostname}), which isn't followed. "
                    "If that is right, give its address."
                )
            address = goes_to
        raise FeedError("The feed sends us round in circles (too many redirects).")

    def json(self, address: str) -> Any:
        """The answer's JSON."""
        with self.get(address) as answer:
            return answer.json()

    def _ask(self, address: str) -> requests.Response:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FeedError(f"Only http and https addresses can be read, not {parts.scheme or 'this'}:")
        try:
            answer = self.session.get(address, timeout=self.timeout, stream=True, allow_redirects=False)
        except requests.Timeout as slow:
            raise FeedError(f"{parts.hostname} didn't answer in time. Try again later.") from slow
        except requests.RequestException as lost:
            raise FeedError(
                f"{parts.hostname} can't be reached ({type(lost).__name__}). Is the address right?"
            ) from lost
        if answer.status_code >= 400:
            answer.close()
            raise FeedError(
                f"{parts.hostname} answered {answer.status_code} {answer.reason} to {parts.path or '/'}."
            )
        return answer


class Answer:
    """An answer whose body is read within a size and a time. Use it in a ``with`` block.

    ``size`` is the number of bytes that the server announced, or 0.
    """

    def __init__(self, held: requests.Response, deadline: float) -> None:
        self.held = held
        self.deadline = deadline
        said = held.headers.get("content-length", "")
        # The length of a packed answer isn't that of what comes out of it.
        self.size = int(said) if said.isdigit() and "content-encoding" not in held.headers else 0
        self.kind = held.headers.get("content-type", "").split(";")[0].strip().lower()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.held.close()

    @property
    def is_lines(self) -> bool:
        """Whether it is one record a line."""
        return any(word in self.kind for word in ("ndjson", "jsonl", "json-lines", "x-jsonlines"))

    def blocks(self, most: int) -> Iterator[bytes]:
        """The body in pieces. Raises FeedError when it is too much, too slow or cut off."""
        if "html" in self.kind:
            raise FeedError(
                f"The address gives a web page ({self.kind}) and not data. Is it the feed's own address?"
            )
        read = 0
        try:
            for block in self.held.iter_content(BLOCK):
                read += len(block)
                if read > most:
                    raise FeedError(f"The answer is larger than {most >> 20} MB, which is the limit.")
                if time.monotonic() > self.deadline:
                    raise FeedError("The answer comes too slowly and was given up.")
                yield block
        except requests.RequestException as lost:
            raise FeedError(f"The answer broke off in the middle ({type(lost).__name__}).") from lost

    def json(self) -> Any:
        """The body as JSON."""
        body = b"".join(self.blocks(JSON_MOST))
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as wrong:
            raise FeedError(f"The answer isn't JSON (it says it is {self.kind or 'nothing'}).") from wrong

    def lines(self) -> Iterator[str]:
        """The body's lines that aren't blank, each checked to be whole JSON."""
        held = b""
        for block in self.blocks(ANSWER_MOST):
            *whole, held = (held + block).split(b"\n")
            if len(held) > JSON_MOST:
                raise FeedError("One line of the answer is larger than a record can be.")
            yield from filter(None, (line.decode("utf-8", "replace").strip() for line in whole))
        if last := held.decode("utf-8", "replace").strip():
            try:
                json.loads(last)
            except ValueError as short:
                raise FeedError("The answer is cut off in the middle of its last record.") from short
            yield last


class _Patience(Retry):
    """Waits as long as a feed asks, but not for hours."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        asked = super().get_retry_after(response)
        return None if asked is None else min(asked, WAIT_MOST)


def _public_only(connected: socket) -> socket:
    """Checked on the connection itself: a name could mean another machine the second time it is looked up."""
    address = str(connected.getpeername()[0]).split("%")[0]
    if not ip_address(address).is_global:
        connected.close()
        raise FeedError(
            f"The address leads to this machine or a private network ({address}), which isn't read. "
            "If you mean that, say --allow-private."
        )
    return connected


class _PublicHTTP(HTTPConnection):
    def _new_conn(self) -> socket:
        return _public_only(super()._new_conn())


class _PublicHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket:
        return _public_only(super()._new_conn())


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS


class _PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}
