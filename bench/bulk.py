"""The raw bulk load that a rebuild on Elasticsearch is held against: the same lines, ready made, and no more.

    python -m bench.bulk 20000

Every line that our engine would send for the first so many services, and the same index to send them to. They
are made and written to files before the clock starts; then they are posted as they lie, in chunks of the same
size by as many senders. Prints one line of JSON: services, seconds, megabytes.
"""

import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import django
import urllib3

from bench.contestants.answering import own_line, say

HEADERS = {"Content-Type": "application/x-ndjson"}
SENDERS = 2
PATIENCE_S = 120.0


def main(most: int) -> None:
    out = own_line()
    django.setup()
    # What needs the settings may be imported only now.
    from django.conf import settings
    from elasticsearch import Elasticsearch

    from search.engine.elastic import index

    client = Elasticsearch(settings.ES_URL, request_timeout=PATIENCE_S)
    name = f"{settings.ES_INDEX_PREFIX}-raw"
    index.create(client, name)
    try:
        with tempfile.TemporaryDirectory(prefix="signpost-bulk-") as folder:
            services, chunks = made_ready(most, name, Path(folder))
            size = sum(chunk.stat().st_size for chunk in chunks)
            started = time.perf_counter()
            send(f"{settings.ES_URL}/{name}", chunks)
            client.indices.refresh(index=name)
            seconds = time.perf_counter() - started
    finally:
        client.indices.delete(index=name, ignore_unavailable=True)
    say(out, {"services": services, "seconds": seconds, "sent_mb": size / 2**20})


def made_ready(most: int, name: str, folder: Path) -> tuple[int, list[Path]]:
    """How many services there are, and the files of their lines."""
    from search.actions.documents import Reading
    from search.engine.elastic import sending, writing

    reading = Reading()
    build = writing._Build(None, name)  # type: ignore[arg-type]  # only its lines are wanted
    chunks: list[Path] = []
    for chunk in sending.chunks(build.lines(islice(reading, most))):
        chunks.append(folder / f"{len(chunks):06}.ndjson")
        chunks[-1].write_bytes(b"".join(chunk))
    return len(build.ids), chunks


def send(url: str, chunks: list[Path]) -> None:
    pool = urllib3.PoolManager(maxsize=SENDERS, timeout=PATIENCE_S)

    def post(chunk: Path) -> None:
        answer = json.loads(
            pool.request("POST", f"{url}/_bulk", body=chunk.read_bytes(), headers=HEADERS).data
        )
        if answer.get("errors", True):
            raise SystemExit(f"Elasticsearch refused a chunk: {str(answer)[:500]}")

    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(post, chunks))


if __name__ == "__main__":
    main(int(sys.argv[1]))
