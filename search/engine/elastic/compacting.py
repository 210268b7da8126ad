"""Rarity must be that of the documents held now: what was replaced or withdrawn leaves the counts.

Lucene counts a word in replaced documents until a merge drops them, and the server keeps them for half a
minute for copies that may need them. A small index, where one old document weighs, is built anew from what it
holds; a large one is told to drop them when they are more than a fiftieth.
"""

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan

from search.engine import wire
from search.engine.base import Vocabulary
from search.engine.elastic.analysis import DOCUMENTS, ENTRY
from search.engine.elastic.clauses import terms
from search.engine.elastic.index import Names
from search.engine.elastic.writing import rebuild
from search.terms import Document

#: Up to so many documents even one old document is too many; up to so many building anew is quick.
_EXACT = 200
_SMALL = 2_000
_MOST_PART = 0.02


def tidy(client: Elasticsearch, names: Names) -> None:
    """After changes: see above. What can't be dropped yet is dropped after a later change."""
    counted = client.indices.stats(index=names.writing, metric=["docs"])["_all"]["primaries"]["docs"]
    old = counted["deleted"] / max(counted["deleted"] + counted["count"], 1)
    documents = int(client.count(index=names.writing, query=terms("role", DOCUMENTS))["count"])
    if documents <= _EXACT or (old > _MOST_PART and documents <= _SMALL):
        entries = tuple((said["text"], said["kind"], said["code"]) for said in _entries(client, names))
        rebuild(client, names, _documents(client, names), Vocabulary(entries))
    elif old > _MOST_PART:
        client.indices.forcemerge(index=names.writing, only_expunge_deletes=True)


def _documents(client: Elasticsearch, names: Names) -> Iterator[Document]:
    for hit in scan(client, index=names.reading, query={"query": terms("role", DOCUMENTS)}, size=500):
        yield wire.from_text(hit["_source"]["body"])


def _entries(client: Elasticsearch, names: Names) -> Iterator[dict[str, Any]]:
    for hit in scan(client, index=names.reading, query={"query": {"term": {"role": ENTRY}}}, size=500):
        yield hit["_source"]["said"]
