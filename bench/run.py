"""One run: for each size the services go in and everybody is asked the same questions in turn."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import urllib3
from tqdm import tqdm

from bench import feed, generator, plan, questions
from bench.asking import Agreement, Asked, agreements, ask_all, ask_each, warm
from bench.figures import Times
from bench.plan import Kind, Way
from bench.processes import BenchError, Contestant, metered
from scripts import elasticsearch, postgres


@dataclass(slots=True)
class Size:
    """All that was measured at one number of services."""

    count: int
    busy: float = 0.0  # how many other processes wanted the processor when the questions began
    asked: dict[str, Asked] = field(default_factory=dict)  # by kind of question
    understood: Times = field(default_factory=Times)
    suggested: dict[Way, Times] = field(default_factory=dict)
    imported: dict[str, float] = field(default_factory=dict)
    rebuilt: dict[str, dict[str, float]] = field(default_factory=dict)  # by engine's process
    raw_load: dict[str, float] = field(default_factory=dict)
    loaded: dict[str, dict[str, float]] = field(default_factory=dict)  # by process, step by step
    agreed: dict[Way, Agreement] = field(default_factory=dict)

    def times(self, kind: str) -> dict[Way, Times]:
        """Of one kind of question; nothing when it wasn't asked."""
        return self.asked[kind].times if kind in self.asked else {}


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the databases are that need a server; None for one that is left out or missing."""

    postgres: str | None
    elasticsearch: str | None


def measure(sizes: Sequence[int], kinds: Sequence[Kind], folder: Path, without: Sequence[str]) -> list[Size]:
    """Every size in turn. Raises BenchError or NoServerError with the reason."""
    with ExitStack() as stack:
        servers = Servers(
            None if plan.WAGTAIL_POSTGRESQL in without else stack.enter_context(postgres_if_any()),
            None if plan.ELASTIC in without else stack.enter_context(elasticsearch_if_any()),
        )
        template = folder / "template"
        prepare_template(template)
        return [Measuring(Size(count), folder, servers, without).run(kinds, template) for count in sizes]


@contextmanager
def postgres_if_any() -> Iterator[str | None]:
    """A server's address, or None on a machine without PostgreSQL: the others are measured all the same."""
    if postgres.find_binaries() is None:
        told(postgres.HOW_TO_GET_IT)
        yield None
        return
    with postgres.server(plan.POSTGRES) as server:
        yield server.url


@contextmanager
def elasticsearch_if_any() -> Iterator[str | None]:
    """The server of ES_URL, or one of our own; None on a machine without Elasticsearch."""
    if os.environ.get("ES_URL"):
        yield os.environ["ES_URL"]
        return
    if elasticsearch.find() is None:
        told(elasticsearch.HOW_TO_GET_IT)
        yield None
        return
    with elasticsearch.server() as server:
        yield server.url


def prepare_template(folder: Path) -> None:
    """A database with its tables, the project's terms, thesaurus and make-believe country, made once."""
    folder.mkdir(parents=True)
    told("tables, terms, thesaurus and places")
    postcodes, names, districts = feed.write_places(folder)
    environment = settings_of(folder)
    for command in (
        ["migrate", "--verbosity=0"],
        ["load_taxonomies", str(generator.TAXONOMIES)],
        ["load_thesaurus"],
        [
            "load_places",
            f"--postcodes={postcodes}",
            f"--places={names}",
            f"--areas={districts}",
            "--kind=district",
            "--verbosity=0",
        ],
    ):
        metered(command, environment, folder / f"{command[0]}.log")


def settings_of(home: Path, elastic: str | None = None) -> dict[str, str]:
    """The environment of a site of its own, in this folder alone; on the Elasticsearch at this address."""
    made = {
        "DJANGO_SETTINGS_MODULE": "bench.signpost_settings",
        "DATABASE_URL": f"sqlite:///{home / 'signpost.sqlite3'}",
        "SEARCH_INDEX_DIR": str(home / "index"),
        "STATIC_ROOT": str(home / "static"),
        "MEDIA_ROOT": str(home / "media"),
        "SEARCH_ENGINE": "embedded",
    }
    if elastic:
        made |= {"SEARCH_ENGINE": "elastic", "ES_URL": elastic, "ES_INDEX_PREFIX": prefix_of(home)}
        # Slow answers are to be measured, not given up.
        made |= {"ES_TIMEOUT": str(plan.GIVE_UP_S)}
    return made


def prefix_of(home: Path) -> str:
    """Index names of our own on a server that others may share."""
    return f"{home.parent.name}-{home.name}".lower()


class Measuring:
    """One size from its empty folder to its figures."""

    def __init__(self, size: Size, folder: Path, servers: Servers, without: Sequence[str]) -> None:
        self.size, self.servers, self.without = size, servers, without
        self.home = folder / str(size.count)
        self.ours = settings_of(self.home)
        self.elastic = settings_of(self.home, servers.elasticsearch)

    def run(self, kinds: Sequence[Kind], template: Path) -> Size:
        shutil.copytree(template, self.home)
        (self.home / "static").mkdir()
        try:
            with ExitStack() as stack:
                theirs = {name: stack.enter_context(one) for name, one in self.start_theirs()}
                self.take_in()
                self.told("the Wagtail sites' tables and indexes")
                self.size.loaded = {name: one.ready() for name, one in theirs.items()}
                self.rebuild()
                ours = {name: stack.enter_context(one) for name, one in self.start_ours()}
                for one in ours.values():
                    one.ready()
                self.ask(kinds, ours | theirs)
        finally:
            if self.servers.elasticsearch:
                drop_indexes(self.servers.elasticsearch, prefix_of(self.home))
        shutil.rmtree(self.home)
        return self.size

    def take_in(self) -> None:
        """The services through the project's own import, while the Wagtail sites load theirs."""
        size = self.size
        self.told("import")
        services = self.home / "services.ndjson"
        feed.write_services(generator.listings(size.count), services)
        size.imported = self.metered("import_services", str(services), "--publish")
        self.told(f"import took {cost_in_short(size.imported)}")

    def rebuild(self) -> None:
        """Our indexes, and the raw load beside them, with the machine to themselves."""
        size = self.size
        self.told("rebuild of the embedded index")
        size.rebuilt[plan.EMBEDDED] = self.metered("search_rebuild", "--engine=embedded")
        self.told(f"rebuild took {cost_in_short(size.rebuilt[plan.EMBEDDED])}")
        if self.servers.elasticsearch:
            size.rebuilt[plan.ELASTIC] = self.metered("search_rebuild", "--engine=elastic")
            self.told(f"rebuild on Elasticsearch took {cost_in_short(size.rebuilt[plan.ELASTIC])}")
            most = min(size.count, plan.READY_MADE)
            size.raw_load = metered([str(most)], self.elastic, self.home / "bulk.log", "bench.bulk")
            self.told(f"raw bulk load of {most:,} took {size.raw_load['seconds']:.1f} s")

    def metered(self, *command: str) -> dict[str, float]:
        elastic = "--engine=elastic" in command
        return metered([*command], self.elastic if elastic else self.ours, self.home / f"{command[0]}.log")

    def start_theirs(self) -> Iterator[tuple[str, Contestant]]:
        """The Wagtail sites, which begin to load at once, side by side."""
        home, count = self.home, self.size.count
        theirs = {}
        if plan.WAGTAIL_SQLITE not in self.without:
            theirs[plan.WAGTAIL_SQLITE] = f"sqlite:///{home / 'wagtail.sqlite3'}"
        if self.servers.postgres:
            theirs[plan.WAGTAIL_POSTGRESQL] = new_database(self.servers.postgres, f"bench_{count}")
        for name, url in theirs.items():
            yield name, Contestant("wagtail", count, {"DATABASE_URL": url}, home / f"{name}.log")

    def start_ours(self) -> Iterator[tuple[str, Contestant]]:
        """Our processes, one for each engine."""
        home, count = self.home, self.size.count
        yield plan.EMBEDDED, Contestant("signpost", count, self.ours, home / "signpost.log")
        if self.servers.elasticsearch:
            yield plan.ELASTIC, Contestant("signpost", count, self.elastic, home / "elasticsearch.log")

    def ask(self, kinds: Sequence[Kind], contestants: dict[str, Contestant]) -> None:
        size = self.size
        warm(contestants)
        size.busy = others_at_work()
        understood = ask_each([plan.UNDERSTANDING], questions.to_understand(plan.UNDERSTOOD), contestants)
        size.understood = understood[plan.UNDERSTANDING]
        size.suggested = ask_each(plan.SUGGESTING, questions.half_typed(plan.TYPED), contestants)
        self.told(f"understanding and suggestions: {in_short(understood | size.suggested)}")
        for kind in kinds:
            size.asked[kind.name] = ask_all(kind, contestants, f"{size.count:,}: {kind.name}")
            self.told(f"{kind.name}: {in_short(size.times(kind.name))}")
        if size.count <= plan.CHECKED_UP_TO:
            self.told("answers against the plain truth")
            size.agreed = agreements(size.count, contestants)

    def told(self, words: str) -> None:
        told(f"{self.size.count:,}: {words}")


def new_database(postgres_url: str, name: str) -> str:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres_url.rsplit('/', 1)[0]}/{name}"


def drop_indexes(url: str, prefix: str) -> None:
    """Leave nothing behind on a server that outlives the run."""
    pool = urllib3.PoolManager(timeout=60)
    held = pool.request("GET", f"{url}/{prefix}-*/_alias").json()
    for name in held if "error" not in held else ():
        pool.request("DELETE", f"{url}/{name}")


def in_short(times: dict[Way, Times]) -> str:
    return ", ".join(
        f"{way.process} {way.way} {one.p50:,.1f}/{one.p95:,.1f} ms" for way, one in times.items()
    )


def cost_in_short(cost: dict[str, float]) -> str:
    return f"{cost['seconds']:.0f} s and {cost['peak_mb']:.0f} MB"


def others_at_work() -> float:
    """The processes that want the processor while ours wait: 0 on a machine with nothing else to do."""
    seen = 0.0
    for _ in range(10):
        wanting, _, _ = Path("/proc/loadavg").read_text(encoding="ascii").split()[3].partition("/")
        seen += int(wanting) - 1
        time.sleep(0.1)
    return seen / 10


def told(words: str) -> None:
    tqdm.write(f"{time.strftime('%H:%M:%S')}  {words}")


@contextmanager
def own_folder(parent: Path | None) -> Iterator[Path]:
    """A folder for the run's databases and indexes, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="signpost-bench-", dir=parent) as folder:
        yield Path(folder)


__all__ = ["Agreement", "BenchError", "Size", "measure", "own_folder"]
