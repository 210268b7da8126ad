"""What understanding knows, read from the database once for every edition of the editors' words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from locations.queries import place_names
from search.choices import Names
from search.found import UrgentLine
from search.models import ThesaurusEntry, UrgentContact
from search.terms import Facet
from search.understanding.knowledge import Knowledge, Terms

#: The facets whose names mean help: families say "autism" and "respite" by them.
_TOPICS = (Facet.NEED, Facet.KIND)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the words mean, and whom to name when they sound like danger."""

    knowledge: Knowledge
    urgent: tuple[UrgentLine, ...]


def known(names: Names) -> Known:
    """The words of this edition: the same object, and no statement, while the edition stays the same.

    A new edition takes three statements, two when the places are the same. The last two editions are kept,
    for the requests that began before an edit.
    """
    return _known(names)


@lru_cache(maxsize=2)
def _known(names: Names) -> Known:
    words, places = names.revision
    return Known(
        knowledge=Knowledge(
            entries=tuple(row.entry() for row in ThesaurusEntry.objects.filter(in_use=True)),
            terms=Terms(_terms(names)),
            places=_places(places),
            version=int(words or 0),
        ),
        urgent=tuple(
            UrgentLine(name=row.name, phone=row.phone, text=row.text, url=row.url)
            for row in UrgentContact.objects.all()
        ),
    )


@lru_cache(maxsize=2)
def _places(edition: str) -> tuple[str, ...]:
    # A gazetteer of the whole country is read again only when another one is loaded.
    return place_names() if edition else ()


def _terms(names: Names) -> Mapping[tuple[Facet, str], tuple[str, ...]]:
    return {
        (facet, name.code): (name.name, *name.other_words)
        for facet in _TOPICS
        for name in names.of(facet).values()
    }
