"""The questions of one size: everybody is asked each of them in turn, and what they say is compared."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tqdm import tqdm

from bench import generator, plan, questions, truth
from bench.figures import Times
from bench.plan import Kind, Way
from bench.processes import Contestant
from bench.questions import Query

#: Ways that tell how many services they found; others find as many as one of these.
COUNTING = ("engine", "as-it-stands", "raw", "nearest")
Contestants = Mapping[str, Contestant]


@dataclass(slots=True)
class Agreement:
    """How a contestant's answers compare with the truth in its own way of reading words."""

    asked: int = 0
    same_total: int = 0
    shown: int = 0
    shown_right: int = 0
    furthest: float = 0.0  # the largest difference of a total, as a share of the truth


@dataclass(slots=True)
class Beside:
    """How often both engines say the same to one kind of question."""

    asked: int = 0
    same_total: int = 0
    same_page: int = 0  # the same services in the same order

    def add(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
        self.asked += 1
        self.same_total += one["total"] == other["total"]
        self.same_page += one["ids"] == other["ids"]


@dataclass(slots=True)
class Asked:
    """What one kind of question gave."""

    times: dict[Way, Times] = field(default_factory=dict)
    found: dict[Way, float] = field(default_factory=dict)  # services, on average
    beside: Beside = field(default_factory=Beside)
    unasked: int = 0  # understood to be about something else, and so left out for everybody


def warm(contestants: Contestants) -> None:
    """Questions nobody counts, so that nobody pays for a first time; a slow one is let off early."""
    for way in taking_part(plan.WAYS, contestants):
        until = time.monotonic() + plan.WARM_UP_S
        for query in plan.warm_up():
            contestants[way.process].ask(way.way, query)
            if time.monotonic() > until:
                break


def ask_all(kind: Kind, contestants: Contestants, label: str = "") -> Asked:
    """Each question to everybody before the next one, beginning with another each time."""
    ways = taking_part(kind.ways, contestants)
    asked = Asked({way: Times() for way in ways})
    totals: dict[Way, list[int]] = {}
    for number, query in enumerate(progress(kind.queries, label)):
        first = number % len(ways)
        turn = [way for way in (*ways[first:], *ways[:first]) if not had_enough(asked.times[way], kind)]
        answers = {way: contestants[way.process].ask(way.way, query) for way in turn}
        if any(answer["unasked"] for answer in answers.values()):
            asked.unasked += 1
            continue
        for way, answer in answers.items():
            asked.times[way].ms.append(answer["ms"])
            asked.times[way].gave_up += answer["gave_up"]
            if way.way in COUNTING and not answer["gave_up"]:
                totals.setdefault(way, []).append(answer["total"])
        if plan.ENGINE in answers and plan.ES_ENGINE in answers:
            asked.beside.add(answers[plan.ENGINE], answers[plan.ES_ENGINE])
    asked.found = {way: sum(some) / len(some) for way, some in totals.items()}
    return asked


def ask_each(ways: Sequence[Way], queries: list[Query], contestants: Contestants) -> dict[Way, Times]:
    """The same questions to each of these ways in turn, nobody excused."""
    taking = taking_part(ways, contestants)
    times = {way: Times() for way in taking}
    for number, query in enumerate(queries):
        first = number % max(1, len(taking))
        for way in (*taking[first:], *taking[:first]):
            times[way].ms.append(contestants[way.process].ask(way.way, query)["ms"])
    return times


def taking_part(ways: Sequence[Way], contestants: Contestants) -> list[Way]:
    return [way for way in ways if way.process in contestants]


def had_enough(times: Times, kind: Kind) -> bool:
    return times.count >= kind.at_least and sum(times.ms) > kind.enough_s * 1000


def agreements(count: int, contestants: Contestants) -> dict[Way, Agreement]:
    """A sample of answers beside the truth. What gives up here was too slow to be checked."""
    queries = questions.near_me(plan.CHECKED)
    return {
        way: agreement(
            way, contestants[way.process], queries, truth.read(generator.listings(count), reading), reading
        )
        for way, reading in (
            (plan.AS_IT_STANDS, truth.stemmed),
            (plan.ES_AS_IT_STANDS, truth.stemmed),
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
