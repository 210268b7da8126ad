"""A process that writes an index and can be killed: ``python writer.py FOLDER WHAT``. Tests start it.

It prints a line where it stops to be killed, or writes on and on until it is.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from search.engine.base import Change
from search.engine.embedded import store
from search.engine.embedded.engine import EmbeddedEngine
from search.terms import Document


def stop_here() -> None:
    """Say so, and wait for the end."""
    print("here", flush=True)  # noqa: T201
    sys.stdin.read()


def pair(version: int) -> list[Document]:
    """Two services that must always be of the same version."""
    return [Document(f"s{one}", f"v{version}", f"Chess version{version}") for one in range(40)]


def rebuild_halfway(engine: EmbeddedEngine) -> None:
    def documents() -> Iterator[Document]:
        yield from pair(2)[:20]
        stop_here()

    engine.rebuild(documents())


def rebuild_before_the_switch(engine: EmbeddedEngine) -> None:
    def switch(folder: store.Folder, to: Path) -> None:
        stop_here()

    store.Folder.switch = switch  # type: ignore[method-assign]
    engine.rebuild(pair(2))


def rebuild_after_the_switch(engine: EmbeddedEngine) -> None:
    clear = store.Folder.clear

    def stopping(folder: store.Folder, keep: Path | None) -> None:
        if (
            keep is not None
            and folder.current() == keep
            and len(list(folder.path.glob("index-*.sqlite3"))) > 1
        ):
            stop_here()
        clear(folder, keep)

    store.Folder.clear = stopping  # type: ignore[method-assign]
    engine.rebuild(pair(2))


def apply_halfway(engine: EmbeddedEngine) -> None:
    def changes() -> Iterator[Change]:
        for document in pair(2)[:20]:
            yield Change(document.id, document)
        stop_here()

    engine.apply(changes())


def apply_on_and_on(engine: EmbeddedEngine) -> None:
    print("here", flush=True)  # noqa: T201
    version = 2
    while True:
        engine.apply([Change(document.id, document) for document in pair(version)])
        version += 1


def rebuild_on_and_on(engine: EmbeddedEngine) -> None:
    print("here", flush=True)  # noqa: T201
    version = 2
    while True:
        engine.rebuild(pair(version))
        version += 1


if __name__ == "__main__":
    globals()[sys.argv[2]](EmbeddedEngine(Path(sys.argv[1]), most_changes=10**9))
