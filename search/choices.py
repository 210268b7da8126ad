"""The choices beside the results, with their names and counts, most useful first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.models import Cost, Level, TaxonomyTerm
from search.ages import AGE_BANDS, AGE_NOT_STATED
from search.found import FacetChoices, FacetOption
from search.terms import Facet, FacetCount

#: In the order of the page, with what a page calls each.
FACETS = {
    Facet.AGE: "Age",
    Facet.NEED: "Need",
    Facet.KIND: "Kind of help",
    Facet.WHEN: "When",
    Facet.COST: "Cost",
    Facet.ACCESS: "How to get it",
    Facet.FEATURE: "Access and sensory",
    Facet.DELIVERY: "How it reaches you",
    Facet.LEVEL: "Level of support",
}
#: Facets whose names editors keep, by the slug of their taxonomy.
TAXONOMIES = {"need": Facet.NEED, "kind": Facet.KIND, "access": Facet.ACCESS, "feature": Facet.FEATURE}
#: Facets with a natural order: by it, and not by count.
FIXED: Mapping[Facet, Mapping[str, str]] = {
    Facet.AGE: {code: code.replace("-", " to ") for code, _, _ in AGE_BANDS} | {AGE_NOT_STATED: "Not stated"},
    Facet.WHEN: {
        "after-school": "After school",
        "weekend": "Weekends",
        "holidays": "School holidays",
        "monday": "Mondays",
        "tuesday": "Tuesdays",
        "wednesday": "Wednesdays",
        "thursday": "Thursdays",
        "friday": "Fridays",
        "saturday": "Saturdays",
        "sunday": "Sundays",
    },
    Facet.COST: {str(cost.value): str(cost.label) for cost in Cost},
    Facet.DELIVERY: {
        "venue": "At a place you go to",
        "comes-to-you": "Comes to you",
        "online": "Online",
        "phone": "By phone",
    },
    Facet.LEVEL: {str(level.value): str(level.label) for level in Level},
}


@dataclass(frozen=True, slots=True)
class Name:
    """What a term is called, and what else families call it."""

    code: str
    name: str
    other_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The terms of each facet that editors keep. The same object as long as the words stay the same."""

    held: Mapping[Facet, Mapping[str, Name]]

    def of(self, facet: Facet) -> Mapping[str, Name]:
        """A facet's terms by code, in the editors' order."""
        return self.held.get(facet, {})


def names() -> Names:
    """What every need, kind, way in and feature is called. One statement."""
    rows = (
        TaxonomyTerm.objects.filter(taxonomy__slug__in=TAXONOMIES)
        .order_by("order", "name")
        .values_list("taxonomy__slug", "code", "name", "alternate_names")
    )
    return _names(tuple(rows))


@lru_cache(maxsize=4)
def _names(rows: tuple[tuple[str, str, str, str], ...]) -> Names:
    held: dict[Facet, dict[str, Name]] = {facet: {} for facet in TAXONOMIES.values()}
    for slug, code, name, others in rows:
        words = tuple(word.strip() for word in others.splitlines() if word.strip())
        held[TAXONOMIES[slug]][code] = Name(code, name, words)
    return Names(held)


def choices(
    counted: Mapping[Facet, Sequence[FacetCount]], chosen: Mapping[Facet, tuple[str, ...]], known: Names
) -> tuple[FacetChoices, ...]:
    """Every facet that has something to choose. A choice made is shown even when it leaves nothing."""
    made = []
    for facet, label in FACETS.items():
        options = _options(facet, counted.get(facet, ()), chosen.get(facet, ()), known)
        if options:
            made.append(FacetChoices(facet=facet, label=label, options=tuple(options)))
    return tuple(made)


def label(facet: Facet, code: str, known: Names) -> str:
    """What a code is called; a code nobody knows is shown as it is."""
    if facet in FIXED:
        return FIXED[facet].get(code, code)
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
