"""How right a service is for a question: by rule, from its facts, never from its text.

3 is what was asked for, 2 is good, 1 has something to do with it, 0 is wrong. A rule names needs, kinds, an
age, services or an organisation; the place is the question's. Nothing here looks at names or descriptions
but for questions that ask for a service by its name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geopy.distance import geodesic

from directory import queries as directory
from directory.models import Service
from locations.geometry import MILE_KM
from search.document import make, surroundings
from search.terms import Document

RIGHT = 2  # from here on an answer is a right one
NEAR_MILES, FAR_MILES = 10.0, 20.0
FROM_AFAR = {"online", "phone"}


@dataclass(frozen=True)
class Facts:
    """What is known of a service beside its text."""

    id: str
    name: str
    organisation: str
    needs: frozenset[str]
    kinds: frozenset[str]
    ages: tuple[float | None, float | None]
    delivery: frozenset[str]
    covers: frozenset[str]
    points: tuple[tuple[float, float], ...]


def all_facts() -> list[Facts]:
    """The facts of every public service."""
    around = surroundings()
    return [_facts(service, make(service, around)) for service in directory.for_index()]


def _facts(service: Service, document: Document) -> Facts:
    return Facts(
        id=document.id,
        name=document.name,
        organisation=document.organisation,
        needs=frozenset(document.needs),
        kinds=frozenset(document.kinds),
        ages=(document.age_min, document.age_max),
        delivery=frozenset(document.delivery),
        covers=frozenset(document.covers),
        points=tuple((one.lat, one.lon) for one in document.venues if one.lat is not None),
    )


@dataclass(frozen=True)
class Here:
    """Where a question is asked from."""

    point: tuple[float, float]
    areas: frozenset[str]


def grade(rule: Mapping[str, Any], facts: Facts, here: Here | None) -> int:
    """0 to 3."""
    topical = _topical(rule, facts)
    if not topical or not _serves(rule.get("age"), facts.ages):
        return 0
    return max(0, topical - _too_far(facts, here))


def grades(rule: Mapping[str, Any], everything: Iterable[Facts], here: Here | None) -> dict[str, int]:
    """The services that are not wrong."""
    graded = {facts.id: grade(rule, facts, here) for facts in everything}
    return {key: value for key, value in graded.items() if value}


def _topical(rule: Mapping[str, Any], facts: Facts) -> int:
    if facts.name in rule.get("names", ()) or facts.organisation == rule.get("org"):
        return 3
    needs, kinds = set(rule.get("needs", ())), set(rule.get("kinds", ()))
    if needs and kinds:
        return 3 if needs & facts.needs and kinds & facts.kinds else 1 if needs & facts.needs else 0
    return 3 if needs & facts.needs or kinds & facts.kinds else 0


def _serves(age: float | None, ages: tuple[float | None, float | None]) -> bool:
    youngest, oldest = ages
    return age is None or ((youngest is None or youngest <= age) and (oldest is None or age < oldest + 1))


def _too_far(facts: Facts, here: Here | None) -> int:
    if here is None or here.areas & facts.covers:
        return 0
    miles = min((geodesic(here.point, point).km / MILE_KM for point in facts.points), default=None)
    if miles is not None and miles <= NEAR_MILES:
        return 0
    if facts.delivery & FROM_AFAR or (miles is not None and miles <= FAR_MILES):
        return 1
    return 0 if "comes-to-you" in facts.delivery and not facts.covers else 3
