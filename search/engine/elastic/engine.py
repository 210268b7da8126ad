"""The Elasticsearch engine: the port over one index of a cluster."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from search.engine.base import Change, Health, Refused, SearchUnavailableError, Vocabulary
from search.engine.elastic import suggesting, writing
from search.engine.elastic.analysis import DOCUMENTS
from search.engine.elastic.clauses import terms
from search.engine.elastic.client import Server, speaking
from search.engine.elastic.compacting import tidy
from search.engine.elastic.index import FORMAT, Names
from search.engine.elastic.query import Plan
from search.engine.elastic.reading import Reading, whole
from search.ranking import weights_print
from search.terms import Answer, Asked, Document, Suggestion

logger = logging.getLogger(__name__)

#: Seconds a family waits for the server before the site answers in another way.
_TIMEOUT = 2.0
_STAMPS = 5_000
#: More hits than wanted, where the server ranks roughly; then so many times more.
_SPARE = 20
_MORE = 8
#: How often a question is put again that met a build just being dropped: its parts are asked one by one.
_AGAIN = 2


class ElasticEngine:
    """One index on a cluster, known by the names that begin with ``prefix``. Safe for threads and forks.

    ``options`` go to the client as they are: ``api_key``, ``basic_auth``, ``ca_certs`` and the like. One
    writer at a time for each prefix is the caller's care (search.lock).
    """

    name = "elastic"

    def __init__(
        self, url: str | list[str], prefix: str = "signpost", timeout: float = _TIMEOUT, **options: Any
    ) -> None:
        self.server = Server(url, timeout, options)
        self.names = Names(prefix)

    # --- writing ---------------------------------------------------------------------------------

    def rebuild(self, documents: Iterable[Document], vocabulary: Vocabulary = Vocabulary()) -> int:  # noqa: B008 frozen
        """See the port. A document that can't be held is left out and logged by its id."""
        with speaking("build a new index"):
            return writing.rebuild(self.server.writing, self.names, documents, vocabulary)

    def apply(self, changes: Iterable[Change]) -> tuple[Refused, ...]:
        """See the port. Each service's change is whole; all are visible together, at the end.

        When the server fails in between, some may be durable and none promised: repeat them all.
        """
        latest = list(changes)
        with speaking("take changes"):
            refused, replaced = writing.apply(self.server.writing, self.names, latest)
        if replaced:
            # The changes hold whether or not the old is cleared away now: a later change does it again.
            with suppress(SearchUnavailableError), speaking("clear out what was replaced"):
                tidy(self.server.writing, self.names)
        return refused

    # --- reading ---------------------------------------------------------------------------------

    def search(self, asked: Asked) -> Answer:
        """See the port. One request, but for the rare question of Plan.roughly that needs more hits."""
        plan = Plan.of(asked)
        beside = {"beyond": plan.beyond(), "guidance": plan.guidance()}
        bodies = {name: body for name, body in beside.items() if body}
        spare = _SPARE
        with speaking("answer a question"):
            while True:
                page, *rest = self._ask([plan.question(spare), *bodies.values()])
                reading = Reading.of(plan, page, **dict(zip(bodies, rest, strict=True)))
                if not reading.short():
                    return reading.answer()
                spare *= _MORE

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See the port."""
        question = suggesting.question(text, limit)
        with speaking("suggest"):
            if question is None:
                self.server.asking.indices.get_alias(name=self.names.reading)
                return ()
            (found,) = self._ask([question])
        return tuple(suggesting.suggestion(hit) for hit in found["hits"]["hits"])

    def health(self) -> Health:
        """See the port."""
        try:
            client, alias = self.server.asking, self.names.reading
            (held,) = client.indices.get_mapping(index=alias).body.values()
            if client.cluster.health(index=alias)["status"] == "red":
                return Health(False, 0, detail="The index is red: a part of it is on no running server.")
            count = int(client.count(index=alias, query=terms("role", DOCUMENTS))["count"])
            meta = held["mappings"]["_meta"]
            detail = ""
            if meta["format"] != FORMAT or meta["weights"] != weights_print():
                detail = "The ranking table has changed since the index was built: rebuild it."
            return Health(meta["format"] == FORMAT, count, meta["built_at"], detail)
        except Exception as wrong:  # whatever is wrong, health is where it is told
            return Health(False, 0, detail=f"{type(wrong).__name__}: {wrong}")

    def stamps(self) -> Iterator[tuple[str, str]]:
        """See the port. Read in pieces, all from the moment of the start."""
        with speaking("list what it holds"):
            client = self.server.writing
            moment = client.open_point_in_time(index=self.names.reading, keep_alive="5m")["id"]
            try:
                yield from _stamps(client, moment)
            finally:
                client.close_point_in_time(id=moment)

    def _ask(self, bodies: list[dict[str, Any]]) -> list[Any]:
        header = {"index": self.names.reading, "allow_partial_search_results": False}
        searches = [line for body in bodies for line in (header, body)]
        answers = self.server.asking.msearch(searches=searches)["responses"]
        for _ in range(_AGAIN):
            if not any("error" in one for one in answers):
                break
            # A build that was being asked may have been replaced and dropped: the next one answers.
            answers = self.server.asking.msearch(searches=searches)["responses"]
        return [whole(one) for one in answers]


def _stamps(client: Any, moment: str) -> Iterator[tuple[str, str]]:
    after: dict[str, Any] = {}
    while True:
        found = client.search(
            pit={"id": moment, "keep_alive": "5m"},
            query=terms("role", DOCUMENTS),
            sort=["id"],
            size=_STAMPS,
            source=False,
            docvalue_fields=["id", "stamp"],
            track_total_hits=False,
            **after,
        )
        hits = found["hits"]["hits"]
        for hit in hits:
            yield hit["fields"]["id"][0], hit["fields"].get("stamp", [""])[0]
        if len(hits) < _STAMPS:
            return
        after = {"search_after": hits[-1]["sort"]}
