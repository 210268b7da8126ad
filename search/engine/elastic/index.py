"""What the index looks like on the server, under which names it is known, and how one replaces another."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch_dsl import (  # type: ignore[import-untyped]
    Double,
    GeoPoint,
    Index,
    Integer,
    Keyword,
    Mapping,
    Nested,
    Object,
    Text,
    analyzer,
    tokenizer,
)

from search.ranking import weights_print

#: Raised when the fields change, so that an index of another make is told from ours.
FORMAT = 2
#: More pages than this are never turned: the site stops at 5,000 pages of 20.
WINDOW = 100_000

#: Stems come ready made. The tokenizer only has to cut at spaces; a coded stem may be long.
_STEMS = analyzer("stems", tokenizer=tokenizer("spaces", type="standard", max_token_length=1000), filter=[])

#: A repeated word counts nearly in proportion (ranking.worth_of) and a long text is no worse: what a word is
#: worth was worked out before.
BEND = 1000.0
SIMILARITY = {"steps": {"type": "BM25", "k1": BEND, "b": 0}}

SETTINGS = {
    "number_of_shards": 1,  # rarity is counted per shard, and one holds several hundred thousand services
    "auto_expand_replicas": "0-1",
    "refresh_interval": -1,
    "max_result_window": WINDOW,
    "max_inner_result_window": WINDOW,
    "similarity": SIMILARITY,
    "merge.policy.expunge_deletes_allowed": 0,
}

#: Fields that are met whole.
_WHAT = ("role", "label", "id", "name_key")
_CODES = (*_WHAT, "need", "kind", "level", "access", "cost", "delivery", "covers", "age")
#: Only this is kept to be read back: everything else can be made from the body.
_READ_BACK = ["id", "stamp", "body", "marks", "said.text", "said.kind", "said.code", "said.label"]


def _unseen() -> Keyword:
    """Kept in the document as it was sent, and found by nothing."""
    return Keyword(index=False, doc_values=False)


def _mapping() -> Mapping:
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", includes=_READ_BACK)
    mapping.meta(
        "_meta",
        format=FORMAT,
        weights=weights_print(),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    for name in _CODES:
        mapping.field(name, Keyword())
    mapping.field("stamp", Keyword(index=False))
    mapping.field("stems", Text(analyzer=_STEMS, similarity="steps", norms=False, index_options="freqs"))
    for name in ("age_start", "age_end"):
        mapping.field(name, Double())
    mapping.field("checked", Integer())
    for name in ("body", "marks"):
        mapping.field(name, _unseen())
    mapping.field("venues", _venues())
    mapping.field("said", _said())
    return mapping


def _venues() -> Nested:
    """Where a service is; also copied to the service, so that one thing asked of any venue needs no join."""
    return Nested(
        include_in_root=True,
        dynamic="strict",
        properties={
            "when": Keyword(),
            "feature": Keyword(),
            "lat": Double(),
            "lon": Double(),
            "sphere": GeoPoint(),
        },
    )


def _said() -> Object:
    """A line that is suggested while somebody types."""
    shown = {"text": _unseen(), "kind": _unseen(), "code": Keyword(index=False), "label": _unseen()}
    ranked = {"order": Keyword(index=False), "key": Keyword(), "merit": Integer()}
    met = {"first": Keyword(), "starts": Keyword(), "words": Keyword()}
    return Object(dynamic="strict", properties=shown | ranked | met)


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of one engine's indexes on a server that others may share."""

    prefix: str

    @property
    def reading(self) -> str:
        """The alias that questions are put to."""
        return f"{self.prefix}-read"

    @property
    def writing(self) -> str:
        """The alias that changes go to."""
        return f"{self.prefix}-write"

    def new(self) -> str:
        """A name no build ever had."""
        return f"{self.prefix}-{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid4().hex[:8]}"

    def builds(self, client: Elasticsearch) -> dict[str, bool]:
        """Every build on the server, and whether it is the one that answers."""
        ours = re.compile(rf"{re.escape(self.prefix)}-\d{{14}}-[0-9a-f]{{8}}")
        held = client.indices.get_alias(index=f"{self.prefix}-*", allow_no_indices=True)
        return {name: self.reading in one["aliases"] for name, one in held.items() if ours.fullmatch(name)}


def create(client: Elasticsearch, name: str) -> None:
    """An empty index to build in. Nothing finds it before it gets the aliases."""
    index = Index(name, using=client)
    index.mapping(_mapping())
    index.analyzer(_STEMS)
    index.settings(**SETTINGS)
    index.create()


def switch(client: Elasticsearch, names: Names, to: str) -> None:
    """Let a finished build answer, and drop all others, in one step of the cluster."""
    others = [name for name in names.builds(client) if name != to]
    actions: list[dict[str, object]] = [{"remove_index": {"index": name}} for name in others]
    actions += [{"add": {"index": to, "alias": names.reading}}]
    actions += [{"add": {"index": to, "alias": names.writing, "is_write_index": True}}]
    client.indices.update_aliases(actions=actions)


def drop(client: Elasticsearch, *names: str) -> None:
    """Remove builds that never answered. What can't be removed now is removed by the next build."""
    for name in names:
        with suppress(ApiError, TransportError):
            client.indices.delete(index=name)
