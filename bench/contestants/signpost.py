"""This project on the engine that SEARCH_ENGINE names, on the services its own import took in.

Understanding is switched on in all of it but ``as_it_stands``, which finds what the plain truth finds.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from django.conf import settings
from django.test import Client

from bench.contestants import bare
from bench.contestants.answering import Told, Way
from bench.questions import Query
from locations.geometry import MILE_KM
from search import knowledge, queries
from search.addresses import address
from search.choices import names
from search.engine import ELASTIC, engine, lexicon
from search.engine.base import Engine
from search.engine.standby import Standby, Turn
from search.found import Question
from search.terms import Answer, Asked, Facet, Near
from search.understanding import understand
from search.understanding.knowledge import Knowledge
from search.understanding.values import Understood

#: A service's address on the page.
SERVICE = re.compile(r'href="[^"]*/([0-9a-f]{8}-[0-9a-f-]{27})/')


def prepare(_count: int) -> dict[str, float]:
    """The services and the index are there already, made by the commands whose speed is measured."""
    health = port().health()
    if not health.ok:
        raise SystemExit(f"The engine can't answer: {health.detail}")
    return {"documents": health.documents}


def ways() -> dict[str, Way]:
    """From the words alone to a visitor's whole request, and the bare queries they are held against."""
    made = {
        "understanding": Way(from_understanding),
        "engine": Way(from_engine),
        "find": Way(from_find, question),
        "page": Way(from_page, lambda query: address(question(query))),
        "as-it-stands": Way(as_it_stands),
        "suggest": Way(from_suggest),
    }
    if settings.SEARCH_ENGINE == ELASTIC:
        raw = bare.Elasticsearch(settings.ES_URL, settings.ES_INDEX_PREFIX)
        made["raw"] = Way(raw.ask, lambda query: raw.body(asked(query)))
        made["prefix"] = Way(raw.ask, lambda query: raw.prefix(query.text))
    else:
        site = settings.DATABASES["default"]["NAME"]
        made["prefix"] = Way(bare.Sqlite(settings.SEARCH_INDEX_DIR, site).prefix)
    return made


@cache
def port() -> Engine:
    return engine(settings.SEARCH_ENGINE)


def from_understanding(query: Query) -> Callable[[], Told]:
    meant = understood(query)
    return lambda: Told(unasked=meant.nothing)


def from_engine(query: Query) -> Callable[[], Told]:
    """The words understood, and one call of the engine: what Wagtail is given and what it gives back."""
    wanted = asked(query)
    if wanted is None:
        return lambda: Told(unasked=True)
    answer = port().search(wanted)
    return lambda: told(answer)


def as_it_stands(query: Query) -> Callable[[], Told]:
    """The engine, looking for every word as it stands."""
    answer = port().search(meaning(query, None))
    return lambda: told(answer)


def from_find(wanted: Question) -> Callable[[], Told]:
    """What a view calls: the names of terms, the place, the words, the engine, what is still public."""
    found = queries.find(wanted)
    hearing()
    ids = tuple(result.document.id for result in found.results)
    return lambda: Told(found.total, {group.value: some for group, some in found.groups.items()}, ids)


def from_page(at: str) -> Callable[[], Told]:
    """A visitor's whole request: address read, place looked up, answer found, checked and shown."""
    response = visitor().get(at)
    if response.status_code != 200:
        raise SystemExit(f"The page answered {response.status_code}.")
    page = response.content.decode()
    hearing()
    return lambda: Told(ids=tuple(dict.fromkeys(SERVICE.findall(page))))


@cache
def visitor() -> Client:
    """One for the whole run: a server sets up its middleware once, not for every page."""
    return Client()


def from_suggest(query: Query) -> Callable[[], Told]:
    lines = queries.suggest(query.text)
    hearing()
    return lambda: Told(total=len(lines))


def hearing() -> None:
    """SystemExit when the engine that stands by has answered in the other's stead: that is no measurement."""
    answering = engine()
    if isinstance(answering, Standby) and answering.breaker.turn() is not Turn.FIRST:
        raise SystemExit("Elasticsearch was away and the embedded engine answered.")


def told(answer: Answer) -> Told:
    groups = {group.value: count for group, count in answer.groups.items()}
    return Told(answer.total, groups, tuple(hit.document.id for hit in answer.hits))


def understood(query: Query) -> Understood:
    """What the words mean, with the real thesaurus, the country's places and these services' words."""
    return understand(query.text, edition(), lexicon(), place_known=bool(query.postcode))


@cache
def edition() -> Knowledge:
    """What is known of words. Nothing edits it while we measure, so its one statement is left to ``find``."""
    return knowledge.known(names()).knowledge


def asked(query: Query) -> Asked | None:
    """The question as the port takes it, understood and placed; None when it is about something else."""
    meant = understood(query)
    return None if meant.nothing else meaning(query, meant)


def meaning(query: Query, meant: Understood | None) -> Asked:
    near = None if query.lat is None else Near(query.lat, query.lon, query.label, query.areas)
    return Asked(
        words=meant.text if meant else query.text,
        sought=meant.sought if meant else (),
        wishes=meant.wishes if meant else (),
        near=near,
        within_km=query.within_km,
        filters=filters(query),
        age=query.age,
        today=date.today(),
    )


def question(query: Query) -> Question:
    """The question as a visitor's address holds it: the place a postcode still, or among the words."""
    return Question(
        words=query.text,
        near=query.postcode,
        within_miles=round(query.within_km / MILE_KM, 2),
        filters=filters(query),
        age=query.age,
    )


def filters(query: Query) -> dict[Facet, tuple[str, ...]]:
    return {Facet(name): chosen for name, chosen in query.filters.items()}
