"""What is measured, how often, and how long anybody may take. Every number a run depends on is here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bench import questions
from bench.questions import Query

SIZES = (1_000, 10_000, 100_000)
QUICK_SIZES = (1_000, 5_000)
#: At this many services and below, answers are checked one by one against the plain truth.
CHECKED_UP_TO = 10_000
CHECKED = 20
#: Questions that nobody counts, and the seconds after which a slow contestant is let off the rest.
WARM_UP = 50
WARM_UP_S = 6.0
#: A question that takes longer is given up and counted as having taken just this long.
GIVE_UP_S = 10.0
#: Questions to be understood and nothing else, and beginnings of words to be completed.
UNDERSTOOD = 300
TYPED = 150
#: Documents made ready for the raw bulk load at most: making them takes longer than loading them.
READY_MADE = 20_000

#: PostgreSQL as one would set it up for a machine like this; JIT makes short statements slower.
POSTGRES = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
}

#: Our process on the embedded engine, ours on Elasticsearch, and Wagtail's on its two databases.
EMBEDDED, ELASTIC = "signpost", "elasticsearch"
WAGTAIL_SQLITE, WAGTAIL_POSTGRESQL = "wagtail-sqlite", "wagtail-postgresql"
#: Whom a run can do without.
OPTIONAL = (ELASTIC, WAGTAIL_SQLITE, WAGTAIL_POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Way:
    """One contestant's one way of answering: its process, the name of the way there, and how to call it."""

    process: str
    way: str
    label: str


ENGINE = Way(EMBEDDED, "engine", "Signpost, the engine alone")
FIND = Way(EMBEDDED, "find", "Signpost, find")
PAGE = Way(EMBEDDED, "page", "Signpost, the whole page")
RAW = Way(ELASTIC, "raw", "Elasticsearch, raw `_search` of the same body")
ES_ENGINE = Way(ELASTIC, "engine", "Signpost on Elasticsearch, the engine alone")
ES_FIND = Way(ELASTIC, "find", "Signpost on Elasticsearch, find")
ES_PAGE = Way(ELASTIC, "page", "Signpost on Elasticsearch, the whole page")
SQLITE = Way(WAGTAIL_SQLITE, "ranked", "Wagtail on SQLite")
SQLITE_NEAREST = Way(WAGTAIL_SQLITE, "nearest", "Wagtail on SQLite, relevance off")
POSTGRESQL = Way(WAGTAIL_POSTGRESQL, "ranked", "Wagtail on PostgreSQL")
POSTGRESQL_NEAREST = Way(WAGTAIL_POSTGRESQL, "nearest", "Wagtail on PostgreSQL, relevance off")
#: Without understanding: what finds the same services as Wagtail's any-word matching and as the plain truth.
AS_IT_STANDS = Way(EMBEDDED, "as-it-stands", "Signpost, every word as it stands, the engine alone")
ES_AS_IT_STANDS = Way(
    ELASTIC, "as-it-stands", "Signpost on Elasticsearch, every word as it stands, the engine alone"
)
OURS = (ENGINE, FIND, PAGE, RAW, ES_ENGINE, ES_FIND, ES_PAGE)
WAYS = (*OURS, AS_IT_STANDS, ES_AS_IT_STANDS, SQLITE, SQLITE_NEAREST, POSTGRESQL, POSTGRESQL_NEAREST)

#: Completing what is being typed, and the bare query beneath it.
SUGGEST = Way(EMBEDDED, "suggest", "Signpost, suggestions")
PREFIX = Way(EMBEDDED, "prefix", "SQLite, bare prefix query")
ES_SUGGEST = Way(ELASTIC, "suggest", "Signpost on Elasticsearch, suggestions")
ES_PREFIX = Way(ELASTIC, "prefix", "Elasticsearch, bare prefix query")
SUGGESTING = (SUGGEST, PREFIX, ES_SUGGEST, ES_PREFIX)

UNDERSTANDING = Way(EMBEDDED, "understanding", "Understanding alone")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question: who is asked, how often at most, and when a slow contestant has had enough."""

    name: str
    label: str
    make: Callable[[int], list[Query]]
    count: int
    enough_s: float  # seconds of its own; then it is asked no more, once it had ``at_least`` questions
    at_least: int = 2
    ways: tuple[Way, ...] = WAYS

    @property
    def queries(self) -> list[Query]:
        return self.make(self.count)


NEAR = Kind("near", "Two words within 10 miles", questions.near_me, 100, 12)
FAMILIES = Kind("families", "As families type them", questions.as_families_type, 100, 30, ways=OURS)
BROAD = Kind("broad", "The commonest words within 60 km of the biggest city", questions.broadest, 30, 8)
EVERYWHERE = Kind("everywhere", "The commonest words, no place", questions.everywhere, 20, 8)
KINDS = (NEAR, FAMILIES, BROAD, EVERYWHERE)


def quickly(kind: Kind) -> Kind:
    """The same kind of question, fewer times: to see that all works and roughly how fast."""
    return replace(kind, count=max(5, kind.count // 4), enough_s=kind.enough_s / 8)


def at_most(kind: Kind, count: int) -> Kind:
    """The same kind of question, no more than so many times."""
    return replace(kind, count=min(kind.count, count))


def warm_up(count: int = WARM_UP) -> list[Query]:
    """Questions that nobody counts: half of two words, half as families type them."""
    half = count // 2
    return [*questions.near_me(half, seed=99), *questions.as_families_type(count - half, seed=99)]
