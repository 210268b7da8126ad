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
WARM_UP = 8
#: A question that takes longer is given up and counted as having taken just this long.
GIVE_UP_S = 20.0

#: PostgreSQL as one would set it up for a machine like this; JIT makes short statements slower.
POSTGRES = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One contestant's one way of answering: its process, the name of the way there, and how to call it."""

    process: str
    way: str
    label: str


ENGINE = Way("signpost", "engine", "Signpost, the engine alone")
PAGE = Way("signpost", "page", "Signpost, the whole page")
SQLITE = Way("sqlite", "ranked", "Wagtail on SQLite")
SQLITE_NEAREST = Way("sqlite", "nearest", "Wagtail on SQLite, relevance off")
POSTGRESQL = Way("postgres", "ranked", "Wagtail on PostgreSQL")
POSTGRESQL_NEAREST = Way("postgres", "nearest", "Wagtail on PostgreSQL, relevance off")
WAYS = (ENGINE, PAGE, SQLITE, SQLITE_NEAREST, POSTGRESQL, POSTGRESQL_NEAREST)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question: how many at most, and when a slow contestant has been asked enough."""

    name: str
    label: str
    make: Callable[[int], list[Query]]
    count: int
    enough_s: float  # seconds of its own; then it is asked no more, once it had ``at_least`` questions
    at_least: int = 3

    @property
    def queries(self) -> list[Query]:
        return self.make(self.count)


NEAR = Kind("near", "Two words within 10 miles", questions.near_me, 200, 40)
BROAD = Kind("broad", "The commonest words within 60 km of the biggest city", questions.broadest, 30, 10, 2)
EVERYWHERE = Kind("everywhere", "The commonest words, no place", questions.everywhere, 20, 10, 2)
KINDS = (NEAR, BROAD, EVERYWHERE)


def quickly(kind: Kind) -> Kind:
    """The same kind of question, fewer times: to see that all works and roughly how fast."""
    return replace(kind, count=max(5, kind.count // 4), enough_s=kind.enough_s / 8, at_least=2)


def at_most(kind: Kind, count: int) -> Kind:
    """The same kind of question, no more than so many times."""
    return replace(kind, count=min(kind.count, count))


def warm_up() -> list[Query]:
    """Questions that nobody counts."""
    return questions.near_me(WARM_UP, seed=99)
