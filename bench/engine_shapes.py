# ruff: noqa: E501
"""Which shape should the embedded engine have? Measured side by side on the same made-up services.

    python bench/engine_shapes.py 20000 100000

One is ours (SQLite for keeping, numpy for counting); the other is SQLite alone: FTS5 and R*Tree in one
statement, with three facets counted where ours counts nine. The figures of docs/decisions/0002 come from here.
"""

import argparse
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from search.engine.base import Change
from search.engine.embedded.engine import EmbeddedEngine
from search.terms import Asked, Document, Near, VenueEntry

TODAY = date(2026, 11, 21)
NEEDS = [f"need-{number}" for number in range(30)]
KINDS = [f"kind-{number}" for number in range(21)]
FEATURES = [f"feature-{number}" for number in range(16)]
DAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "after-school",
    "holidays",
)
COMMON = ("support", "children", "family", "community", "group", "help", "young", "people")


class World:
    """Words and towns, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        letters = "bcdfghklmnprstvw"
        self.words = sorted(
            {
                "".join(
                    self.random.choice(letters) + self.random.choice("aeiou")
                    for _ in range(self.random.randint(2, 4))
                )
                for _ in range(6000)
            }
        )
        self.random.shuffle(self.words)
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]
        self.towns = [(self.random.uniform(50.6, 52.4), self.random.uniform(-4.2, -1.2)) for _ in range(400)]
        self.sizes = [1 / (rank + 2) for rank in range(len(self.towns))]

    def text(self, length: int) -> str:
        words = self.random.choices(self.words, self.weights, k=length)
        common = [word for word in COMMON if self.random.random() < 0.35]
        return " ".join(words + common)

    def point(self) -> tuple[float, float]:
        lat, lon = self.random.choices(self.towns, self.sizes)[0]
        return lat + self.random.gauss(0, 0.03), lon + self.random.gauss(0, 0.05)

    def services(self, count: int) -> Iterator[Document]:
        pick = self.random
        for number in range(count):
            venues = tuple(
                VenueEntry(
                    f"v{number}-{place}",
                    "Hall",
                    "Town",
                    "TA1 1AA",
                    *self.point(),
                    when=tuple(pick.sample(DAYS, 2)),
                    features=tuple(pick.sample(FEATURES, 3)),
                )
                for place in range(pick.choice((0, 1, 1, 1, 1, 1, 2, 3)))
            )
            yield Document(
                id=f"{pick.getrandbits(64):016x}",
                stamp=str(number),
                name=self.text(3),
                organisation=self.text(2),
                organisation_id=f"o{number % (count // 5 + 1)}",
                summary=self.text(10),
                description=self.text(38),
                topics=self.text(6),
                needs=tuple(pick.sample(NEEDS, 2)),
                kinds=(pick.choice(KINDS),),
                level=pick.choice(("universal", "targeted", "specialist")),
                access=(pick.choice(("self-referral", "gp", "school")),),
                delivery=("venue",) if venues else (pick.choice(("online", "phone", "comes-to-you")),),
                cost=pick.choice(("free", "paid", "")),
                age_min=pick.choice((None, 0, 5, 11)),
                age_max=pick.choice((None, 11, 18, 25)),
                covers=(f"area-{pick.randrange(60)}",) if pick.random() < 0.3 else (),
                venues=venues,
                checked=TODAY - timedelta(days=pick.randrange(900)),
            )

    def questions(self, count: int) -> list[Asked]:
        asked = []
        for _ in range(count):
            words = " ".join(self.random.choices(self.words[:1500], self.weights[:1500], k=2))
            near = Near(*self.point(), "", (f"area-{self.random.randrange(60)}",))
            asked.append(Asked(words=words, near=near, within_km=16.1, today=TODAY))
        return asked

    def broadest(self, count: int) -> list[Asked]:
        return [
            Asked(words="community support", near=Near(*self.point()), within_km=60, today=TODAY)
            for _ in range(count)
        ]


class Ours:
    """The engine as it is."""

    name = "SQLite + numpy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = EmbeddedEngine(folder)

    def build(self, documents: list[Document]) -> None:
        self.engine.rebuild(documents)

    def ask(self, asked: Asked) -> int:
        return self.engine.search(asked).total

    def update(self, document: Document) -> None:
        self.engine.apply([Change(document.id, document)])

    def size(self) -> int:
        return sum(file.stat().st_size for file in self.folder.iterdir())


class Statement:
    """SQLite alone: FTS5 for the words, R*Tree for the box, the haversine in SQL, facets by grouping."""

    name = "FTS5 + R*Tree"
    _ASK = """
        WITH matched AS (SELECT rowid AS row, bm25(texts, 5, 3.5, 1.6, 1.4, 1) AS rank FROM texts WHERE texts MATCH :words),
        near AS (SELECT p.row, min(12742 * asin(sqrt(pow(sin(radians(p.lat - :lat) / 2), 2)
            + cos(radians(:lat)) * cos(radians(p.lat)) * pow(sin(radians(p.lon - :lon) / 2), 2)))) AS km
            FROM boxes b JOIN places p ON p.place = b.place
            WHERE b.south >= :south AND b.north <= :north AND b.west >= :west AND b.east <= :east GROUP BY p.row),
        found AS MATERIALIZED (SELECT m.row, m.rank, n.km FROM matched m JOIN near n ON n.row = m.row WHERE n.km <= :km)
        SELECT * FROM (SELECT 'hit', d.body, f.km FROM found f JOIN docs d ON d.row = f.row ORDER BY f.rank LIMIT 20)
        UNION ALL SELECT 'total', '', count(*) FROM found
        UNION ALL SELECT 'need', c.code, count(*) FROM found f JOIN needs c ON c.row = f.row GROUP BY c.code
        UNION ALL SELECT 'kind', d.kind, count(*) FROM found f JOIN docs d ON d.row = f.row GROUP BY d.kind
        UNION ALL SELECT 'level', d.level, count(*) FROM found f JOIN docs d ON d.row = f.row GROUP BY d.level
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.file = folder / "alone.sqlite3"
        self.db = sqlite3.connect(self.file, isolation_level=None)
        self.db.executescript("""
            PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=2000000000;
            CREATE TABLE docs(row INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, level TEXT, body TEXT);
            CREATE TABLE needs(row INTEGER, code TEXT, PRIMARY KEY(row, code)) WITHOUT ROWID;
            CREATE TABLE places(place INTEGER PRIMARY KEY, row INTEGER, lat REAL, lon REAL);
            CREATE INDEX places_row ON places(row);
            CREATE VIRTUAL TABLE boxes USING rtree(place, south, north, west, east);
            CREATE VIRTUAL TABLE texts USING fts5(name, topics, summary, organisation, description,
                tokenize='porter unicode61 remove_diacritics 2');
        """)

    def build(self, documents: list[Document]) -> None:
        self.db.execute("BEGIN")
        for row, document in enumerate(documents):
            self._put(row, document)
        self.db.execute("COMMIT")
        self.db.executescript("ANALYZE;")

    def _put(self, row: int, one: Document) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO docs VALUES (?, ?, ?, ?, ?)",
            (row, one.id, one.kinds[0], one.level, repr(one)),
        )
        self.db.executemany("INSERT OR REPLACE INTO needs VALUES (?, ?)", [(row, code) for code in one.needs])
        self.db.execute(
            "INSERT OR REPLACE INTO texts(rowid, name, topics, summary, organisation, description) VALUES (?, ?, ?, ?, ?, ?)",
            (row, one.name, one.topics, one.summary, one.organisation, one.description),
        )
        for venue in one.venues:
            place = self.db.execute(
                "INSERT INTO places(row, lat, lon) VALUES (?, ?, ?)", (row, venue.lat, venue.lon)
            ).lastrowid
            self.db.execute(
                "INSERT INTO boxes VALUES (?, ?, ?, ?, ?)",
                (place, venue.lat, venue.lat, venue.lon, venue.lon),
            )

    def ask(self, asked: Asked) -> int:
        near, km = asked.near, asked.within_km
        up, across = km / 111, km / 68
        lines = self.db.execute(
            self._ASK,
            {
                "words": " OR ".join(f'"{word}"' for word in asked.words.split()),
                "lat": near.lat,
                "lon": near.lon,
                "km": km,
                "south": near.lat - up,
                "north": near.lat + up,
                "west": near.lon - across,
                "east": near.lon + across,
            },
        ).fetchall()
        return next(int(value) for kind, _, value in lines if kind == "total")

    def update(self, document: Document) -> None:
        (row,) = self.db.execute("SELECT row FROM docs WHERE id = ?", (document.id,)).fetchone()
        self.db.execute("BEGIN")
        self.db.execute("DELETE FROM boxes WHERE place IN (SELECT place FROM places WHERE row = ?)", (row,))
        self.db.execute("DELETE FROM places WHERE row = ?", (row,))
        self._put(row, document)
        self.db.execute("COMMIT")

    def size(self) -> int:
        return self.file.stat().st_size


SHAPES: dict[str, Callable[[Path], Ours | Statement]] = {"ours": Ours, "statement": Statement}


def times(ask: Callable[[Asked], object], questions: list[Asked]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds of processor time: other work on the machine is not counted."""
    for asked in questions[:5]:
        ask(asked)
    taken = []
    for asked in questions:
        start = time.process_time()
        ask(asked)
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def measure(shape: str, count: int) -> None:
    """One shape at one size, in a process of its own so that memory is its own."""
    world = World()
    documents = list(world.services(count))
    questions, broad = world.questions(200), world.broadest(30)
    before = _memory()
    with tempfile.TemporaryDirectory() as folder:
        made = SHAPES[shape](Path(folder) / "index")
        start = time.perf_counter()
        made.build(documents)
        built = time.perf_counter() - start
        usual, wide = times(made.ask, questions), times(made.ask, broad)
        changed = [
            Document(
                **{slot: getattr(one, slot) for slot in Document.__slots__}
                | {"summary": "changed", "stamp": "x"}
            )
            for one in documents[:100]
        ]
        updates = []
        for one in changed:
            start = time.perf_counter()
            made.update(one)
            made.ask(questions[0])
            updates.append((time.perf_counter() - start) * 1000)
        after = times(made.ask, questions)
        print(
            f"{made.name:15} {count:>7} {usual[0]:8.2f} {usual[1]:8.2f} {wide[0]:9.2f} {wide[1]:9.2f} {built:8.1f}"
            f" {made.size() / 1e6:8.1f} {statistics.median(updates):9.2f} {after[1]:9.2f} {_memory() - before:8.0f}"
            f"   {made.ask(broad[0])} found"
        )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Every shape at every size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sizes", nargs="*", type=int, default=[20_000])
    arguments.add_argument("--only", choices=sorted(SHAPES))
    arguments.add_argument("--here", action="store_true", help="measure in this process")
    chosen = arguments.parse_args()
    if chosen.here:
        measure(chosen.only, chosen.sizes[0])
        return
    print(
        "shape          services   p50 ms   p95 ms  wide p50  wide p95  build s  size MB  upd+ask ms  p95 after  mem MB"
    )
    for count in chosen.sizes:
        for shape in [chosen.only] if chosen.only else SHAPES:
            subprocess.run([sys.executable, __file__, str(count), "--only", shape, "--here"], check=True)


if __name__ == "__main__":
    main()
