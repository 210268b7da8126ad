"""This project: its engine alone, and its whole page, on the services its own import took in."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from django.test import Client

from bench.contestants.answering import Told, Way
from bench.questions import Query
from locations.geometry import MILE_KM
from search.addresses import address
from search.engine import engine
from search.engine.base import Engine
from search.found import Question
from search.terms import Answer, Asked, Facet, Near

#: A service's address on the page.
SERVICE = re.compile(r'href="[^"]*/([0-9a-f]{8}-[0-9a-f-]{27})/')


def prepare(_count: int) -> dict[str, float]:
    """The services and the index are there already, made by the commands whose speed is measured."""
    health = port().health()
    if not health.ok:
        raise SystemExit(f"The engine can't answer: {health.detail}")
    return {"documents": health.documents}


def ways() -> dict[str, Way]:
    """The engine through its port, and a visitor's whole request."""
    return {"engine": from_engine, "page": from_page}


@cache
def port() -> Engine:
    return engine("embedded")


def from_engine(query: Query) -> Callable[[], Told]:
    answer = port().search(asked(query))
    return lambda: told(answer)


def from_page(query: Query) -> Callable[[], Told]:
    """A visitor's whole request: address read, place looked up, answer found, checked and shown."""
    response = Client().get(address(question(query)))
    if response.status_code != 200:
        raise SystemExit(f"The page answered {response.status_code}.")
    page = response.content.decode()
    return lambda: Told(ids=tuple(dict.fromkeys(SERVICE.findall(page))))


def told(answer: Answer) -> Told:
    groups = {group.value: count for group, count in answer.groups.items()}
    return Told(answer.total, groups, tuple(hit.document.id for hit in answer.hits))


def asked(query: Query) -> Asked:
    """The question as the port takes it: the place already resolved."""
    near = None if query.lat is None else Near(query.lat, query.lon, query.postcode, query.areas)
    return Asked(
        words=query.text,
        near=near,
        within_km=query.within_km,
        filters=filters(query),
        age=query.age,
        today=date.today(),
    )


def question(query: Query) -> Question:
    """The question as a visitor's address holds it: the place a postcode still."""
    return Question(
        words=query.text,
        near=query.postcode,
        within_miles=round(query.within_km / MILE_KM, 2),
        filters=filters(query),
        age=query.age,
    )


def filters(query: Query) -> dict[Facet, tuple[str, ...]]:
    return {Facet(name): chosen for name, chosen in query.filters.items()}
