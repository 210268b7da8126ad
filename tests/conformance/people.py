"""Services and questions for the sentences of this suite: plain documents, no database."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from geopy.distance import geodesic

from search.engine.base import Change, Engine, Vocabulary
from search.terms import Asked, Document, Facet, Hit, Near, Sought, VenueEntry, Way, Wish
from search.words import stem

TODAY = date(2026, 11, 21)
BRIDGWATER = Near(51.1279, -3.0036, "Bridgwater", ("E05-bridgwater", "E07-somerset"))
EXFORD = Near(51.1337, -3.6411, "Exford", ("E05-exmoor", "E07-somerset"))


def away(km: float, place: Near = BRIDGWATER, bearing: float = 90) -> tuple[float, float]:
    """The point so many kilometres from a place."""
    point = geodesic(kilometers=km).destination((place.lat, place.lon), bearing)
    return point.latitude, point.longitude


def venue(km: float | None = 0, place: Near = BRIDGWATER, bearing: float = 90, **parts: Any) -> VenueEntry:
    """A venue so many kilometres from a place; None: nobody knows where it is."""
    lat, lon = (None, None) if km is None else away(km, place, bearing)
    return VenueEntry(
        **{"id": f"v-{km}", "name": "Hall", "town": "", "postcode": "", "lat": lat, "lon": lon} | parts
    )


def service(name: str, km: float | None = None, place: Near = BRIDGWATER, **parts: Any) -> Document:
    """A service with an id made of its name; with ``km``, it has one venue at that distance."""
    if km is not None:
        parts.setdefault("venues", (venue(km, place),))
        parts.setdefault("delivery", ("venue",))
    service_id = name.lower().replace(" ", "-")
    document = Document(**{"id": service_id, "stamp": "", "name": name} | parts)
    fingerprint = parts.get("stamp") or str(hash(repr(document)))
    return Document(**{slot: getattr(document, slot) for slot in Document.__slots__} | {"stamp": fingerprint})


def index(engine: Engine, *documents: Document, entries: Iterable[tuple[str, str, str]] = ()) -> None:
    """Make these the whole index."""
    engine.rebuild(documents, Vocabulary(tuple(entries)))


def put(engine: Engine, *documents: Document) -> None:
    """Publish these."""
    assert engine.apply([Change(document.id, document) for document in documents]) == ()


def withdraw(engine: Engine, *ids: str) -> None:
    """Take these away."""
    assert engine.apply([Change(service_id, None) for service_id in ids]) == ()


def ask(words: str = "", near: Near | None = None, miles: float = 10, **parts: Any) -> Asked:
    """A question, as the site would put it."""
    filters: Mapping[Facet, tuple[str, ...]] = parts.pop("filters", {})
    return Asked(
        **{"words": words, "near": near, "within_km": miles * 1.609344, "filters": filters, "today": TODAY}
        | parts
    )


def way(*words: str, **parts: Any) -> Way:
    """A way of some words that must all be held, or of a topic or an age."""
    return Way(stems=tuple(stem(word) for word in words), **parts)


def sought(*ways: Way, **parts: Any) -> Sought:
    """One thing sought, in any of these ways."""
    return Sought(text="a thing", ways=ways, **parts)


def wish(*ways: Way, **parts: Any) -> Wish:
    """One wish, granted in any of these ways."""
    return Wish(**{"key": "wish", "text": "a wish", "ways": ways} | parts)


def names(hits: Iterable[Hit]) -> list[str]:
    """The names of hits, in their order."""
    return [hit.document.name for hit in hits]


def found(engine: Engine, words: str = "", near: Near | None = None, **parts: Any) -> list[str]:
    """The names of the services found, best first."""
    return names(engine.search(ask(words, near, **parts)).hits)


def counts(engine: Engine, facet: Facet, asked: Asked) -> dict[str, int]:
    """How many services each choice of a facet would leave."""
    return {line.code: line.count for line in engine.search(asked).facets[facet]}


def days_ago(days: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=days)
