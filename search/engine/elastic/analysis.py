"""A document as Elasticsearch holds it. All reading of text is done by the analysis every engine shares."""

import math
from collections.abc import Mapping
from typing import Any

from search.ages import age_bands, service_span
from search.engine import wire
from search.engine.analysis import Analysed, analyse
from search.engine.elastic import sphere
from search.ranking import FIELDS, matched_fields
from search.terms import Document, Facet, Shelf, VenueEntry
from search.words import fold

Source = dict[str, Any]

#: What each line of the index is: a service, guidance, a name of either to suggest, another word to suggest.
SERVICE, GUIDANCE, NAME, ENTRY = "service", "guidance", "name", "entry"
#: The lines that are documents, by their shelves.
ROLE_OF: Mapping[Shelf, str] = {Shelf.SERVICE: SERVICE, Shelf.GUIDANCE: GUIDANCE}
DOCUMENTS = tuple(ROLE_OF.values())
#: Field names of facets. Those of venues lie inside ``venues``.
FIELD_OF: Mapping[Facet, str] = {facet: facet.value for facet in Facet} | {
    Facet.WHEN: "venues.when",
    Facet.FEATURE: "venues.feature",
}
#: Longer names are cut where they are only compared.
_LONGEST_KEY = 500
#: Stands for infinity, which JSON can't say.
_EVER = 1e300
_CODED = "0x"


def token(stem: str) -> str:
    """A stem as a token that the server's standard tokenizer neither splits nor alters."""
    if stem.isascii() and stem.isalnum() and not stem.startswith(_CODED):
        return stem
    return _CODED + stem.encode("utf-8", "surrogatepass").hex()


def line_id(key: str) -> str:
    """The server's id of a document: apart from those of the names to suggest."""
    return f"s:{key}"


def source(document: Document, body: str) -> Source:
    """The fields of one document; ``body`` is its stored text (search.engine.wire)."""
    analysed = analyse(document)
    made: Source = {
        "role": ROLE_OF[document.shelf],
        "label": document.label if document.shelf is Shelf.GUIDANCE else None,
        "id": document.id,
        "stamp": document.stamp,
        "name_key": fold(document.name)[:_LONGEST_KEY],
        "stems": _repeated(analysed),
        "marks": _marks(analysed),
        "body": body,
        "need": document.needs,
        "kind": document.kinds,
        "level": document.level or None,
        "access": document.access,
        "cost": document.cost or None,
        "delivery": document.delivery,
        "covers": document.covers,
        "age": age_bands(document.age_min, document.age_max),
        "venues": [_venue(venue) for venue in document.venues],
    }
    span = service_span(document.age_min, document.age_max)
    if span:
        made["age_start"], made["age_end"] = (_finite(age) for age in span)
    if document.checked:
        made["checked"] = document.checked.toordinal()
    return {name: value for name, value in made.items() if value not in (None, (), [])}


def fields_holding(marks: list[str], stems: frozenset[str]) -> tuple[str, ...]:
    """The names of the fields that hold any of the stems, best first, from a hit's marks."""
    mask = 0
    for line in marks:
        bits, *held = line.split(" ")
        if not stems.isdisjoint(held):
            mask |= int(bits)
    return matched_fields(mask & (1 << len(FIELDS)) - 1)


def _repeated(analysed: Analysed) -> str:
    """Each token as often as it has steps."""
    said = [f" {token(stem)}" * steps for stem, steps in zip(analysed.terms, analysed.steps, strict=True)]
    # Every service has this one, so that one without a word still counts when rarity is worked out.
    return _CODED + "".join(said)


def _marks(analysed: Analysed) -> list[str]:
    lines: dict[int, list[str]] = {}
    for stem, bits in zip(analysed.terms, analysed.fields, strict=True):
        lines.setdefault(bits, []).append(stem)
    return [" ".join((str(bits), *stems)) for bits, stems in lines.items()]


def _venue(venue: VenueEntry) -> Source:
    made: Source = {"when": venue.when, "feature": venue.features}
    if venue.lat is not None and venue.lon is not None:
        made |= {"lat": venue.lat, "lon": venue.lon, "sphere": sphere.point(venue.lat, venue.lon)}
    return made


def _finite(age: float) -> float:
    return math.copysign(_EVER, age) if math.isinf(age) else age


def accepted(document: Document, key: str) -> Source:
    """The fields of a document that can be held; wire.RefusedError for any other."""
    if document.id != key:
        raise wire.RefusedError("The document is another service's.")
    return source(document, wire.stored_text(document))
