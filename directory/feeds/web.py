"""A feed on the web, fetched whole into a file before a row of it is taken in. Pure.

Open Referral's API (v1 and 3.0): ``/`` says the version, ``/services`` gives pages, ``/services/{id}`` the
whole record. One record that can't be fetched is a rejected row; one page, a failure that is reported, so
that the next run asks for everything again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

from directory.feeds.client import ANSWER_MOST, Answer, Client
from directory.feeds.hsds import LISTS
from directory.feeds.rows import FeedError

PER_PAGE = 100
PAGES_MOST = 100_000
FAILURES_MOST = 3  # pages in a row that may fail before the feed is given up
FILES = (".json", ".ndjson", ".jsonl", ".csv", ".gz")
# What only a whole record has; a list without any of these gives summaries.
WHOLE = {"service_at_locations", "locations", "schedules", "regular_schedules", "cost_options", "contacts"}
WHOLE |= {"attributes", "service_areas", "languages", "phones"}
# How many were fetched, of how many (0: the feed doesn't say), and what is counted.
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Fetched:
    """The file the feed was put into; ``failure`` says what is missing from it, or is empty."""

    path: Path
    notes: list[str] = field(default_factory=list)
    failure: str = ""
    count: int = 0


def fetch(
    address: str,
    folder: Path,
    *,
    since: datetime | None = None,
    allow_private: bool = False,
    client: Client | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch a feed, or a file on the web, into the folder. Raises FeedError when nothing could be fetched.

    ``since`` asks only for what was modified then or later. Only http and https are followed, never to
    another host, and to this machine or a private network only with ``allow_private``. ``progress`` is told
    after every record, or every block of a file, how far it is.
    """
    asking = client or Client(allow_private=allow_private)
    with asking:
        if urlsplit(address).path.lower().endswith(FILES):
            return _file(asking, address, folder, progress)
        base = address.split("?")[0].rstrip("/").removesuffix("/services")
        fetched = Fetched(folder / "feed.ndjson")
        fetched.notes.append(_version(asking, base))
        with fetched.path.open("w", encoding="utf-8") as out:
            _Pages(asking, base, since, fetched, progress).into(out)
    return fetched


def _file(client: Client, address: str, folder: Path, progress: Progress | None) -> Fetched:
    name = Path(urlsplit(address).path).name
    path = folder / quote(name, safe=".-_")
    with client.get(address) as answer, path.open("wb") as out:
        for block in answer.blocks(ANSWER_MOST):
            out.write(block)
            if progress:
                progress(out.tell(), answer.size, "B")
    return Fetched(path)


def _version(client: Client, base: str) -> str:
    """What the feed says of itself. Many real feeds say nothing there, which is no reason to stop."""
    try:
        said = client.json(f"{base}/")
    except FeedError:
        said = None
    version = said.get("version") if isinstance(said, Mapping) else None
    return f"The feed says that it is {version}." if version else "The feed doesn't say its version."


class _Pages:
    """The walk through the pages of /services."""

    def __init__(
        self, client: Client, base: str, since: datetime | None, fetched: Fetched, progress: Progress | None
    ) -> None:
        self.client, self.base, self.since, self.fetched, self.progress = (
            client,
            base,
            since,
            fetched,
            progress,
        )
        self.total = 0
        self.failed: list[str] = []

    def into(self, out: IO[str]) -> None:
        with self._first() as answer:
            if answer.is_lines:
                for line in answer.lines():
                    self._put(out, line)
                return
            page = answer.json()
        self.total = _item_count(page)
        number, last_ids = 1, None
        while True:
            items = _items(page)
            ids = [_id(item) for item in items]
            if (
                not items or ids == last_ids
            ):  # a server that ignores the page number gives the first one for ever
                break
            for item in items:
                self._put(out, json.dumps(self._whole(item)))
            if _is_last(page, number) or number >= PAGES_MOST:
                break
            last_ids = ids
            number, page = self._next(number, page)
            if page is None:
                break
        self.fetched.failure = " ".join(self.failed)

    def _first(self) -> Answer:
        """NDJSON where the feed offers it, else its first page. A feed may refuse words it doesn't know."""
        try:
            return self.client.get(self._address(1, format="ndjson", full="true"))
        except FeedError:
            return self.client.get(self._address(1))

    def _next(self, number: int, before: Any) -> tuple[int, Any]:
        """The next page that can be read; what can't be is written down and passed over."""
        pages = _page_count(before)
        for at in range(number + 1, number + 1 + FAILURES_MOST):
            if pages and at > pages:
                return at, None
            try:
                return at, self.client.json(self._address(at, full="true"))
            except FeedError as lost:
                self.failed.append(f"Page {at} could not be read: {lost}")
                if not pages:
                    return at, None
        self.failed.append("The pages after that were not asked for.")
        return at, None

    def _address(self, page: int, **more: str) -> str:
        asked = {"page": str(page), "per_page": str(PER_PAGE), **more}
        if self.since is not None:
            asked["modified_after"] = f"{self.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return f"{self.base}/services?{urlencode(asked)}"

    def _whole(self, item: Any) -> Any:
        if not isinstance(item, Mapping) or item.keys() & WHOLE or not _id(item):
            return item
        try:
            whole = self.client.json(f"{self.base}/services/{quote(_id(item), safe='')}")
        except FeedError as lost:
            return {
                "id": _id(item),
                "name": item.get("name"),
                "_unread": f"Its whole record could not be read: {lost}",
            }
        return whole if isinstance(whole, Mapping) and "id" in whole else item

    def _put(self, out: IO[str], line: str) -> None:
        out.write(f"{line}\n")
        self.fetched.count += 1
        if self.progress:
            self.progress(self.fetched.count, self.total, " services")


def _items(page: Any) -> list[Any]:
    if isinstance(page, list):
        return page
    if isinstance(page, Mapping):
        for name in LISTS:
            if isinstance(held := page.get(name), list):
                return held
    raise FeedError("The feed answered with JSON that holds no list of services. Is this its base address?")


def _is_last(page: Any, number: int) -> bool:
    if not isinstance(page, Mapping):
        return True
    if True in (page.get("last_page"), page.get("last")):
        return True
    pages = _page_count(page)
    return bool(pages) and number >= pages


def _page_count(page: Any) -> int:
    held = (page.get("total_pages") or page.get("totalPages")) if isinstance(page, Mapping) else None
    return held if isinstance(held, int) and held > 0 else 0


def _item_count(page: Any) -> int:
    held = (page.get("total_items") or page.get("totalElements")) if isinstance(page, Mapping) else None
    return held if isinstance(held, int) and held > 0 else 0


def _id(item: Any) -> str:
    return str(item.get("id") or "") if isinstance(item, Mapping) else ""
