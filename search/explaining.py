"""Why a result ranks where it does: its score taken apart by the names of the weights. Pure.

The score is worked out again here from the document, the question and the weights, and not read from an
engine, so that the explanation is the same for both and shows where an engine would differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search import ranking
from search.ages import age_bands, child_span, service_span, spans_meet
from search.engine.analysis import analyse
from search.engine.reading import sought_on, subject_of
from search.terms import Asked, Document, Facet, Group, Hit, Shelf, Sought, Way, Wish
from search.words import stem, words_of

#: The weight that speaks for the distance, by group; what is near has its own distance.
DISTANCES = {Group.COVERS: "comes-to-you", Group.ONLINE: "online"}


@dataclass(frozen=True, slots=True)
class Went:
    """The best way a result went for one thing sought or wished, and what that is worth."""

    text: str  # the thing, as a family reads it
    way: str = ""  # how the result has it; "" when it doesn't
    worth: float = 0.0  # how surely the way means the thing
    value: float = 0.0  # what it adds to the score, or what it multiplies it by
    also: tuple[str, ...] = ()  # its other ways, which add a little: the weight "also"
    also_value: float = 0.0  # what they add, within ``value``

    @property
    def has(self) -> bool:
        """Whether the result has it at all."""
        return bool(self.way)


@dataclass(frozen=True, slots=True)
class Explained:
    """A score and its parts: the sum of what was sought x coverage x nearness x freshness x each wish."""

    sought: tuple[Went, ...]
    wishes: tuple[Went, ...]
    coverage: float
    nearness: float
    distance_km: float | None  # what nearness was worked out from; None without a place
    freshness: float
    days: int | None  # since the last check; None when nobody ever checked

    @property
    def words(self) -> float:
        """What the result says; 1 when nothing was sought."""
        return sum(one.value for one in self.sought) if self.sought else 1.0

    @property
    def score(self) -> float:
        """All of it multiplied."""
        score = self.words * self.coverage * self.nearness * self.freshness
        for wish in self.wishes:
            score *= wish.value if wish.has else 1.0
        return score


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as ways look at it."""

    document: Document
    steps: Mapping[str, int]
    fields: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str]
    codes: Mapping[Facet, frozenset[str]]

    @classmethod
    def of(cls, document: Document) -> "_Read":
        found = analyse(document)
        return cls(
            document,
            dict(zip(found.terms, found.steps, strict=True)),
            {
                term: ranking.matched_fields(mask)
                for term, mask in zip(found.terms, found.fields, strict=True)
            },
            spellings(getattr(document, field) for field in ranking.FIELDS),
            codes_of(document),
        )


def explain(hit: Hit, asked: Asked, rarity: Mapping[str, float]) -> Explained:
    """Take the score of a hit apart. ``rarity`` holds the rarity of every stem of ``stems_shared``."""
    read, shelf = _Read.of(hit.document), hit.document.shelf
    sought = sought_on(shelf, asked)
    went = tuple(_sought(one, read, rarity) for one in sought)
    km = _distance(hit)
    checked = hit.document.checked
    days = None if checked is None else max(0, (asked.today - checked).days)
    return Explained(
        sought=went,
        wishes=tuple(_wish(one, read, rarity) for one in asked.wishes),
        coverage=ranking.coverage(float(sum(one.has for one in went)), len(went), shelf) if went else 1.0,
        nearness=1.0 if km is None else ranking.nearness(km),
        distance_km=km,
        freshness=_freshness(days, shelf),
        days=days,
    )


def stems_shared(hits: Sequence[Hit], asked: Asked) -> tuple[str, ...]:
    """The stems of the question that some of the hits hold: those whose rarity an explanation needs."""
    shelves = dict.fromkeys(hit.document.shelf for hit in hits)
    ways = [way for shelf in shelves for one in sought_on(shelf, asked) for way in one.ways]
    stems = dict.fromkeys(stem for way in ways for stem in way.stems)
    held: set[str] = set()
    for hit in hits:
        held.update(analyse(hit.document).terms)
    return tuple(one for one in stems if one in held)


def spellings(texts: Iterable[str]) -> dict[str, str]:
    """The stems of texts, each with the first word that has it."""
    spelled: dict[str, str] = {}
    for text in texts:
        for word in words_of(text):
            spelled.setdefault(stem(word), word)
    return spelled


def codes_of(document: Document) -> Mapping[Facet, frozenset[str]]:
    """What the document is listed under, by facet; of its venues' facets, what holds at any of them."""
    return {
        Facet.NEED: frozenset(document.needs),
        Facet.KIND: frozenset(document.kinds),
        Facet.LEVEL: frozenset({document.level}),
        Facet.AGE: frozenset(age_bands(document.age_min, document.age_max)),
        Facet.ACCESS: frozenset(document.access),
        Facet.COST: frozenset({document.cost}),
        Facet.WHEN: frozenset(code for venue in document.venues for code in venue.when),
        Facet.FEATURE: frozenset(code for venue in document.venues for code in venue.features),
        Facet.DELIVERY: frozenset(document.delivery),
    }


def _sought(one: Sought, read: _Read, rarity: Mapping[str, float]) -> Went:
    ways = [(_value(way, read, rarity), way) for way in one.ways if _goes(way, read)]
    if not ways:
        return Went(one.text)
    (best, way), *others = sorted(ways, key=lambda found: -found[0])
    also = one.weight * ranking.weight("also") * sum(value for value, _ in others)
    return Went(
        text=one.text,
        way=_went(way, read),
        worth=way.worth,
        value=one.weight * best + also,
        also=tuple(_went(other, read) for _, other in others),
        also_value=also,
    )


def _wish(one: Wish, read: _Read, rarity: Mapping[str, float]) -> Went:
    granting = next((way for way in one.ways if _goes(way, read)), None)
    if granting is None:
        return Went(one.text, value=1.0)
    return Went(one.text, _went(granting, read), granting.worth, one.factor)


def _goes(way: Way, read: _Read) -> bool:
    if way.stems:
        return all(stem in read.steps for stem in way.stems)
    if way.topic:
        facet, code = way.topic
        return code in read.codes[facet]
    span = service_span(read.document.age_min, read.document.age_max)
    return way.age is not None and span is not None and spans_meet(child_span(way.age), span)


def _value(way: Way, read: _Read, rarity: Mapping[str, float]) -> float:
    if not way.stems:
        return way.worth * ranking.weight("listed")
    values = [ranking.worth_of(float(read.steps[stem])) * rarity[stem] for stem in way.stems]
    return way.worth * sum(values) / len(values)


def said(way: Way, spelled: Mapping[str, str]) -> str:
    """A way as an editor reads it: words (``spelled`` has them by stem), what lists it, or an age."""
    if way.topic:
        facet, code = way.topic
        return f"listed under {facet.value} “{code}”"
    if about := subject_of(way):
        return f"about {about[0]} “{about[1]}”"
    if way.stems:
        return f"“{' '.join(spelled.get(stem, stem) for stem in way.stems)}”"
    return f"for a child of {way.age:g}"


def _went(way: Way, read: _Read) -> str:
    """How the result goes this way: the words as it spells them and the fields that hold them."""
    if not way.stems or subject_of(way):
        return said(way, {})
    fields = [field for field in ranking.FIELDS if any(field in read.fields[one] for one in way.stems)]
    return f"{said(way, read.spelled)} in its {_and(fields)}"


def _freshness(days: int | None, shelf: Shelf) -> float:
    if days is None:
        return ranking.weight(ranking.NEVER_CHECKED[shelf])
    return ranking.freshness(float(days), shelf)


def _distance(hit: Hit) -> float | None:
    if hit.group in (Group.LISTED, Group.GUIDANCE):
        return None
    if hit.group in DISTANCES:
        return ranking.weight(DISTANCES[hit.group])
    return hit.distance_km


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
