"""The bare queries beneath us: what the server or the file takes, with nothing of ours around it."""

import json
import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import urllib3

from bench.contestants.answering import Told
from bench.questions import Query
from search.engine.elastic.engine import ElasticEngine
from search.engine.embedded.store import Folder
from search.terms import Asked
from search.words import fold

LINES = 8
PLACES = 3
NDJSON = {"Content-Type": "application/x-ndjson"}
END = "\U0010ffff"


class CaughtError(Exception):
    """The engine was about to ask the server; what it would have sent is known."""


class Listening(ElasticEngine):
    """Our engine, which tells what it would ask and asks nobody."""

    def _ask(self, bodies: list[dict[str, Any]]) -> list[Any]:
        raise CaughtError(bodies)


class Elasticsearch:
    """The server over one open connection: the very bodies our engine sends, the answer read as JSON only.

    They are written out before the clock starts. A question that our engine asks again for more hits (see
    Plan.roughly) is asked once here.
    """

    def __init__(self, url: str, prefix: str) -> None:
        self.url = url
        self.engine = Listening(url, prefix)
        self.pool = urllib3.PoolManager(maxsize=1)

    def body(self, asked: Asked | None) -> bytes:
        """What the engine asks for this question; nothing when it isn't asked at all."""
        if asked is None:
            return b""
        try:
            self.engine.search(asked)
        except CaughtError as caught:
            (bodies,) = caught.args
            return self.lines(bodies)
        raise SystemExit("The engine asked the server in a way that isn't listened to.")

    def prefix(self, text: str) -> bytes:
        """A bare prefix query of the field that suggestions are looked up in."""
        found = {"query": {"prefix": {"said.starts": start(text)}}, "size": LINES, "_source": ["said.text"]}
        return self.lines([found | {"track_total_hits": False}])

    def lines(self, bodies: list[dict[str, Any]]) -> bytes:
        header = {"index": self.engine.names.reading, "allow_partial_search_results": False}
        return b"".join(json.dumps(line).encode() + b"\n" for body in bodies for line in (header, body))

    def ask(self, body: bytes) -> Callable[[], Told]:
        if not body:
            return lambda: Told(unasked=True)
        response = self.pool.request("POST", f"{self.url}/_msearch", body=body, headers=NDJSON)
        answers = json.loads(response.data)["responses"]

        def told() -> Told:
            if any("error" in one for one in answers):
                raise SystemExit(f"Elasticsearch refused the question: {answers}")
            hits = answers[0]["hits"]
            held = tuple(hit["_id"].removeprefix("s:") for hit in hits["hits"])
            return Told(hits.get("total", {}).get("value", -1), None, held)

        return told


class Sqlite:
    """The file of the embedded engine and the site's own, opened as anybody could.

    What one would write instead of ours: the names of help and of places that begin so, in one statement. It
    puts no spelling right, finds no words apart, shows a name as often as it is there, and doesn't look
    whether a listing is still public or a place still in the list.
    """

    BEGINNING = """
        SELECT * FROM (SELECT e.text, e.kind, e.code FROM starts s JOIN entries e USING (entry)
            WHERE s.key >= :key AND s.key < :end ORDER BY s.worth LIMIT :lines)
        UNION ALL
        SELECT * FROM (SELECT name || ', ' || area, 'place', '' FROM site.locations_namedplace
            WHERE folded >= :key AND folded < :end ORDER BY in_home DESC, rank, folded LIMIT :places)
    """

    def __init__(self, folder: Path, site: Path) -> None:
        self.folder = Path(folder)
        self.site = Path(site)

    @cached_property
    def file(self) -> sqlite3.Connection:
        current = Folder(self.folder).current()
        opened = sqlite3.connect(f"file:{current}?mode=ro", uri=True)
        opened.execute("ATTACH ? AS site", (f"file:{self.site}?mode=ro",))
        return opened

    def prefix(self, query: Query) -> Callable[[], Told]:
        """The best few lines that begin so, in one statement."""
        key = start(query.text)
        asked = {"key": key, "end": key + END, "lines": LINES, "places": PLACES}
        rows = self.file.execute(self.BEGINNING, asked).fetchall()
        return lambda: Told(total=len(rows))


def start(text: str) -> str:
    return " ".join(fold(text).replace("'", "").split())
