"""One run: for each size the services go in and everybody is asked the same questions in turn."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from tqdm import tqdm

from bench import feed, generator, plan, truth
from bench.figures import Times
from bench.plan import Kind, Way
from bench.processes import BenchError, Contestant, metered
from bench.questions import Query
from scripts import postgres


@dataclass(slots=True)
class Size:
    """All that was measured at one number of services."""

    count: int
    busy: float = 0.0  # how many other processes wanted the processor when the questions began
    times: dict[str, dict[Way, Times]] = field(default_factory=dict)  # by kind of question
    totals: dict[str, float] = field(default_factory=dict)  # services found, on average, by kind
    imported: dict[str, float] = field(default_factory=dict)
    rebuilt: dict[str, float] = field(default_factory=dict)
    loaded: dict[str, dict[str, float]] = field(default_factory=dict)  # by process, step by step
    agreed: dict[Way, "Agreement"] = field(default_factory=dict)


@dataclass(slots=True)
class Agreement:
    """How a contestant's answers compare with the truth in its own way of reading words."""

    asked: int = 0
    same_total: int = 0
    shown: int = 0
    shown_right: int = 0
    furthest: float = 0.0  # the largest difference of a total, as a share of the truth


def measure(sizes: Sequence[int], kinds: Sequence[Kind], folder: Path) -> list[Size]:
    """Every size in turn. Raises BenchError or NoPostgresError with the reason."""
    with postgres_if_any() as postgres_url:
        template = folder / "template"
        prepare_template(template)
        return [measure_size(count, kinds, folder, template, postgres_url) for count in sizes]


@contextmanager
def postgres_if_any() -> Iterator[str | None]:
    """A server's address, or None on a machine without PostgreSQL: the others are measured all the same."""
    if postgres.find_binaries() is None:
        told(postgres.HOW_TO_GET_IT)
        yield None
        return
    with postgres.server(plan.POSTGRES) as server:
        yield server.url


def prepare_template(folder: Path) -> None:
    """A database with its tables, the project's own terms and the make-believe country, made once."""
    folder.mkdir(parents=True)
    told("tables, terms and places")
    postcodes, districts = feed.write_places(folder)
    environment = settings_of(folder)
    for command in (
        ["migrate", "--verbosity=0"],
        ["load_taxonomies", str(generator.TAXONOMIES)],
        [
            "load_places",
            f"--postcodes={postcodes}",
            f"--areas={districts}",
            "--kind=district",
            "--verbosity=0",
        ],
    ):
        metered(command, environment, folder / f"{command[0]}.log")


def measure_size(
    count: int, kinds: Sequence[Kind], folder: Path, template: Path, postgres_url: str | None
) -> Size:
    size = Size(count)
    home = folder / str(count)
    shutil.copytree(template, home)
    (home / "static").mkdir()
    load_ours(size, home)
    with ExitStack() as stack:
        contestants = {name: stack.enter_context(one) for name, one in start(count, home, postgres_url)}
        told(f"{count:,}: the Wagtail site's tables and indexes")
        size.loaded = {name: one.ready() for name, one in contestants.items()}
        warm(contestants)
        size.busy = others_at_work()
        for kind in kinds:
            size.times[kind.name] = ask_all(size, kind, contestants)
            told(f"{count:,}: {kind.name}: {in_short(size.times[kind.name])}")
        if count <= plan.CHECKED_UP_TO:
            told(f"{count:,}: answers against the plain truth")
            size.agreed = agreements(count, contestants)
    shutil.rmtree(home)
    return size


def load_ours(size: Size, home: Path) -> None:
    """The services through the project's own import, and its index, each with its cost."""
    told(f"{size.count:,}: import")
    services = home / "services.ndjson"
    feed.write_services(generator.listings(size.count), services)
    environment = settings_of(home)
    size.imported = metered(["import_services", str(services), "--publish"], environment, home / "import.log")
    told(f"{size.count:,}: import took {cost_in_short(size.imported)}; rebuild")
    size.rebuilt = metered(["search_rebuild"], environment, home / "rebuild.log")
    told(f"{size.count:,}: rebuild took {cost_in_short(size.rebuilt)}")


def settings_of(home: Path) -> dict[str, str]:
    """The environment of a site of its own, in this folder alone."""
    return {
        "DJANGO_SETTINGS_MODULE": "bench.signpost_settings",
        "DATABASE_URL": f"sqlite:///{home / 'signpost.sqlite3'}",
        "SEARCH_INDEX_DIR": str(home / "index"),
        "STATIC_ROOT": str(home / "static"),
        "MEDIA_ROOT": str(home / "media"),
    }


def start(count: int, home: Path, postgres_url: str | None) -> Iterator[tuple[str, Contestant]]:
    """The processes that answer; the two Wagtail sites load side by side."""
    theirs = {"sqlite": f"sqlite:///{home / 'wagtail.sqlite3'}"}
    if postgres_url:
        theirs["postgres"] = new_database(postgres_url, f"bench_{count}")
    for name, url in theirs.items():
        yield name, Contestant("wagtail", count, {"DATABASE_URL": url}, home / f"{name}.log")
    yield "signpost", Contestant("signpost", count, settings_of(home), home / "signpost.log")


def new_database(postgres_url: str, name: str) -> str:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres_url.rsplit('/', 1)[0]}/{name}"


def warm(contestants: dict[str, Contestant]) -> None:
    """Questions nobody counts, so that nobody pays for a first time; a slow one is let off early."""
    for way in taking_part(contestants):
        until = time.monotonic() + 5
        for query in plan.warm_up():
            contestants[way.process].ask(way.way, query)
            if time.monotonic() > until:
                break


def ask_all(size: Size, kind: Kind, contestants: dict[str, Contestant]) -> dict[Way, Times]:
    """Each question to everybody before the next one, beginning with another each time."""
    ways = taking_part(contestants)
    times = {way: Times() for way in ways}
    found: list[int] = []
    for number, query in enumerate(progress(kind.queries, f"{size.count:,}: {kind.name}")):
        first = number % len(ways)
        for way in (*ways[first:], *ways[:first]):
            if had_enough(times[way], kind):
                continue
            answer = contestants[way.process].ask(way.way, query)
            times[way].ms.append(answer["ms"])
            times[way].gave_up += answer["gave_up"]
            if way == plan.ENGINE:
                found.append(answer["total"])
    size.totals[kind.name] = sum(found) / len(found)
    return times


def taking_part(contestants: dict[str, Contestant]) -> list[Way]:
    return [way for way in plan.WAYS if way.process in contestants]


def had_enough(times: Times, kind: Kind) -> bool:
    return times.count >= kind.at_least and sum(times.ms) > kind.enough_s * 1000


def agreements(count: int, contestants: dict[str, Contestant]) -> dict[Way, Agreement]:
    """A sample of answers beside the truth. What gives up here was too slow to be checked."""
    queries = plan.NEAR.make(plan.CHECKED)
    return {
        way: agreement(
            way, contestants[way.process], queries, truth.read(generator.listings(count), reading), reading
        )
        for way, reading in (
            (plan.ENGINE, truth.stemmed),
            (plan.SQLITE_NEAREST, truth.as_written),
            (plan.POSTGRESQL, truth.stemmed),
        )
        if way.process in contestants
    }


def agreement(
    way: Way, contestant: Contestant, queries: list[Query], held: list[truth.Held], reading: truth.Reading
) -> Agreement:
    seen = Agreement()
    for query in queries:
        right = set().union(*truth.groups(query, held, reading).values())
        answer = contestant.ask(way.way, query)
        seen.asked += 1
        seen.same_total += answer["total"] == len(right)
        seen.shown += len(answer["ids"])
        seen.shown_right += len(right & set(answer["ids"]))
        seen.furthest = max(seen.furthest, abs(answer["total"] - len(right)) / max(1, len(right)))
    return seen


def progress(queries: list[Query], label: str) -> Iterator[Query]:
    yield from tqdm(queries, desc=label, unit="question", leave=False, dynamic_ncols=True)


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
