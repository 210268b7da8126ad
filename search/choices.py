"""The choices beside the results, with their names and counts, most useful first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy, gettext_noop

from directory.models import Cost, Level, TaxonomyTerm
from locations.models import Generation
from locations.prepared import Prepared
from search.ages import AGE_BANDS, AGE_NOT_STATED
from search.found import FacetChoices, FacetOption
from search.models import WordsRevision
from search.saying import gettext
from search.terms import Facet, FacetCount

#: In the order of the page, with what a page calls each.
FACETS = {
    Facet.AGE: gettext_lazy("Age"),
    Facet.NEED: gettext_lazy("Need"),
    Facet.KIND: gettext_lazy("Kind of help"),
    Facet.WHEN: gettext_lazy("When"),
    Facet.COST: gettext_lazy("Cost"),
    Facet.ACCESS: gettext_lazy("How to get it"),
    Facet.FEATURE: gettext_lazy("Access and sensory"),
    Facet.DELIVERY: gettext_lazy("How it reaches you"),
    Facet.LEVEL: gettext_lazy("Level of support"),
}
#: Facets whose names editors keep, by the slug of their taxonomy.
TAXONOMIES = {"need": Facet.NEED, "kind": Facet.KIND, "access": Facet.ACCESS, "feature": Facet.FEATURE}
#: Facets with a natural order: by it, and not by count. Their names are English here; label() translates.
FIXED: Mapping[Facet, Mapping[str, str]] = {
    Facet.AGE: {code: code.replace("-", " to ") for code, _, _ in AGE_BANDS}
    | {AGE_NOT_STATED: gettext_noop("Not stated")},
    Facet.WHEN: {
        "after-school": gettext_noop("After school"),
        "weekend": gettext_noop("Weekends"),
        "holidays": gettext_noop("School holidays"),
        "monday": gettext_noop("Mondays"),
        "tuesday": gettext_noop("Tuesdays"),
        "wednesday": gettext_noop("Wednesdays"),
        "thursday": gettext_noop("Thursdays"),
        "friday": gettext_noop("Fridays"),
        "saturday": gettext_noop("Saturdays"),
        "sunday": gettext_noop("Sundays"),
    },
    Facet.COST: {str(cost.value): str(cost.label) for cost in Cost},
    Facet.DELIVERY: {
        "venue": gettext_noop("At a place you go to"),
        "comes-to-you": gettext_noop("Comes to you"),
        "online": gettext_noop("Online"),
        "phone": gettext_noop("By phone"),
    },
    Facet.LEVEL: {str(level.value): str(level.label) for level in Level},
}

_BANDS = frozenset(code for code, _, _ in AGE_BANDS)

Row = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Name:
    """What a term is called, and what else families call it."""

    code: str
    name: str
    other_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The terms of each facet that editors keep. The same object as long as the words stay the same.

    ``revision`` says which edition of the thesaurus, and which generation of places, hold with them: ("" for
    none yet).
    """

    held: Mapping[Facet, Mapping[str, Name]]
    revision: tuple[str, str] = ("", "")

    def of(self, facet: Facet) -> Mapping[str, Name]:
        """A facet's terms by code, in the editors' order."""
        return self.held.get(facet, {})


def names() -> Names:
    """What every need, kind, way in and feature is called, and which edition holds. One statement."""
    return _names(tuple(_prepared().rows()))


@lru_cache(maxsize=1)
def _prepared() -> Prepared:
    return Prepared.of(_terms().union(_edition_of_words(), _edition_of_places(), all=True).order_by(*_ORDER))


# The editions come as rows beside the terms, so that they are there even when no term is.
_ORDER = ("of", "place", "name", "code")
_COLUMNS = ("of", "code", "name", "others", "place")
_WORDS, _PLACES = "edition-of-words", "edition-of-places"


def _terms() -> QuerySet[TaxonomyTerm, Row]:
    return (
        TaxonomyTerm.objects.filter(taxonomy__slug__in=TAXONOMIES)
        .order_by()
        .annotate(of=F("taxonomy__slug"), others=F("alternate_names"), place=F("order"))
        .values_list(*_COLUMNS)
    )


def _edition_of_words() -> QuerySet[WordsRevision, Row]:
    return _edition(WordsRevision.objects.filter(pk=1), _WORDS, _text("number"))


def _edition_of_places() -> QuerySet[Generation, Row]:
    live = Generation.objects.filter(status=Generation.Status.LIVE)
    return _edition(
        live, _PLACES, Concat(_text("pk"), Value(" "), _text("made_at"), output_field=TextField())
    )


def _edition(one: QuerySet[Any], of: str, number: Combinable) -> QuerySet[Any, Row]:
    empty = Value("", output_field=TextField())
    kind = Value(of, output_field=TextField())
    first = Value(0, output_field=IntegerField())
    row: QuerySet[Any, Row] = (
        one.order_by()
        .annotate(of=kind, code=empty, name=number, others=empty, place=first)
        .values_list(*_COLUMNS)
    )
    return row


def _text(field: str) -> Cast:
    return Cast(field, output_field=TextField())


@lru_cache(maxsize=4)
def _names(rows: tuple[Row, ...]) -> Names:
    held: dict[Facet, dict[str, Name]] = {facet: {} for facet in TAXONOMIES.values()}
    editions: dict[str, str] = {}
    for slug, code, name, others, _ in rows:
        if slug in (_WORDS, _PLACES):
            editions[slug] = name
            continue
        words = tuple(word.strip() for word in others.splitlines() if word.strip())
        held[TAXONOMIES[slug]][code] = Name(code, name, words)
    return Names(held, (editions.get(_WORDS, ""), editions.get(_PLACES, "")))


def choices(
    counted: Mapping[Facet, Sequence[FacetCount]], chosen: Mapping[Facet, tuple[str, ...]], known: Names
) -> tuple[FacetChoices, ...]:
    """Every facet that has something to choose. A choice made is shown even when it leaves nothing."""
    made = []
    for facet, label in FACETS.items():
        options = _options(facet, counted.get(facet, ()), chosen.get(facet, ()), known)
        if options:
            made.append(FacetChoices(facet=facet, label=str(label), options=tuple(options)))
    return tuple(made)


def label(facet: Facet, code: str, known: Names) -> str:
    """What a code is called; a code nobody knows is shown as it is."""
    if facet is Facet.AGE and code in _BANDS:
        return gettext("{} to {}").format(*code.split("-"))
    if facet in FIXED:
        text = FIXED[facet].get(code)
        return gettext(text) if text else code
    named = known.of(facet).get(code)
    return named.name if named else code.replace("-", " ").capitalize()


def _options(
    facet: Facet, counted: Iterable[FacetCount], chosen: Sequence[str], known: Names
) -> list[FacetOption]:
    counts = {one.code: one.count for one in counted if one.count}
    codes = dict.fromkeys([*counts, *chosen])
    options = [
        FacetOption(code, label(facet, code, known), counts.get(code, 0), code in chosen) for code in codes
    ]
    if facet in FIXED:
        order = {code: place for place, code in enumerate(FIXED[facet])}
        return sorted(options, key=lambda option: (order.get(option.code, len(order)), option.code))
    return sorted(options, key=lambda option: (-option.count, option.label))


def code_of(facet: Facet, text: str, known: Names) -> str | None:
    """The code that a person means by a code, a name or another word for it; None when nobody knows it."""
    asked = " ".join(text.lower().split())
    named = known.of(facet)
    if asked in named:
        return asked
    for one in named.values():
        if asked in (one.name.lower(), *(word.lower() for word in one.other_words)):
            return one.code
    return None
