"""Which engines a site keeps, and which one answers families: what the settings say."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engine.base import Engine
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.standby import Standby
from search.understanding.knowledge import Lexicon

EMBEDDED = "embedded"
ELASTIC = "elastic"
NAMES = (EMBEDDED, ELASTIC)


def engine(name: str | None = None) -> Engine:
    """The engine of this name, for writing and for comparing; without a name, what answers families.

    That is the one in SEARCH_ENGINE; behind Elasticsearch the embedded one stands by. The same object every
    time in a process. ImproperlyConfigured when there is no such engine.
    """
    if name is None and settings.SEARCH_ENGINE == ELASTIC:
        return _standby(_elasticsearch(), Path(settings.SEARCH_INDEX_DIR))
    name = name or settings.SEARCH_ENGINE
    if name == EMBEDDED:
        return _embedded(Path(settings.SEARCH_INDEX_DIR))
    if name == ELASTIC:
        return _elastic(_elasticsearch())
    raise ImproperlyConfigured(
        f"There is no search engine called '{name}'. Set SEARCH_ENGINE to one of: {', '.join(NAMES)}."
    )


def kept() -> tuple[str, ...]:
    """The engines whose indexes follow what is published: the embedded one always, and SEARCH_ENGINE."""
    return tuple(dict.fromkeys((EMBEDDED, settings.SEARCH_ENGINE)))


def lexicon() -> Lexicon:
    """The words that listings use, as the embedded index spells them; it is kept beside any other engine.

    Without an index that can be read there are no words, and nobody's spelling is put right.
    """
    return _embedded(Path(settings.SEARCH_INDEX_DIR)).lexicon()


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


class _Elasticsearch(NamedTuple):
    """Where it is, and who we are there."""

    url: str
    prefix: str
    timeout: float
    api_key: str
    user: str
    password: str
    ca: str

    def options(self) -> dict[str, Any]:
        """What the client is told besides the address."""
        told: dict[str, Any] = {}
        if self.api_key:
            told["api_key"] = self.api_key
        elif self.user:
            told["basic_auth"] = (self.user, self.password)
        if self.ca:
            told["ca_certs"] = self.ca
        return told


def _elasticsearch() -> _Elasticsearch:
    if not settings.ES_URL:
        raise ImproperlyConfigured("Set ES_URL to Elasticsearch's address, or SEARCH_ENGINE to embedded.")
    return _Elasticsearch(
        url=settings.ES_URL,
        prefix=settings.ES_INDEX_PREFIX,
        timeout=settings.ES_TIMEOUT,
        api_key=settings.ES_API_KEY,
        user=settings.ES_USER,
        password=settings.ES_PASSWORD,
        ca=settings.ES_CA,
    )


@cache
def _elastic(given: _Elasticsearch) -> Engine:
    # A site without Elasticsearch needn't hold its client in memory.
    from search.engine.elastic.engine import ElasticEngine

    return ElasticEngine(given.url, prefix=given.prefix, timeout=given.timeout, **given.options())


@cache
def _standby(given: _Elasticsearch, folder: Path) -> Standby:
    return Standby(_elastic(given), _embedded(folder))
