"""Why a result is here, in the words a page shows: "2.3 miles away", "for autism", "checked 12 days ago"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from locations.geometry import MILE_KM
from locations.place import Place, Precision
from search.choices import Names
from search.found import Why
from search.terms import Asked, Document, Facet, Group, Hit, VenueEntry
from search.words import STOP_WORDS, asked_words, stem, words_of

#: First words of terms that keep their capital in the middle of a sentence.
PROPER = frozenset({"Down", "Downs", "Down's", "Tourette", "Tourette's", "Asperger", "Asperger's", "British"})
#: What a result says of a need, and of a kind of help.
PHRASES = {Facet.NEED: "for {}", Facet.KIND: "listed under {}"}
TOPICS_SAID = 2
MONTH = 30.44
DAYS_SAID = 60
YEAR = 365


@dataclass(frozen=True, slots=True)
class Topics:
    """The needs and kinds that one question is about: (facet, code) to the words of the reason.

    ``whole`` were chosen, or said by one of their names in full; ``part`` share a word with the question.
    """

    whole: Mapping[tuple[Facet, str], str]
    part: Mapping[tuple[Facet, str], str]

    @classmethod
    def of(cls, known: Names, asked: Asked) -> Self:
        """Worked out once for a question, so that each result only looks it up."""
        spelled = _spelled(known)
        sought = {one for one, _ in asked_words(asked.words).terms}
        held = [(facet, code) for facet in PHRASES for code in asked.filters.get(facet, ())]
        whole = {topic: spelled.phrases[topic] for topic in held if topic in spelled.phrases}
        part: dict[tuple[Facet, str], str] = {}
        for topic, spelling in (found for one in sought for found in spelled.holding.get(one, ())):
            (whole if spelling <= sought else part)[topic] = spelled.phrases[topic]
        return cls(whole, part)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """What is said of each topic, and by each stem the topics' spellings that hold it."""

    phrases: Mapping[tuple[Facet, str], str]
    holding: Mapping[str, Sequence[tuple[tuple[Facet, str], frozenset[str]]]]


@lru_cache(maxsize=4)
def _spelled(known: Names) -> _Spelled:
    """Families' words turned round, so that a question looks at its own words only."""
    phrases: dict[tuple[Facet, str], str] = {}
    holding: dict[str, list[tuple[tuple[Facet, str], frozenset[str]]]] = {}
    for facet, phrase in PHRASES.items():
        for name in known.of(facet).values():
            phrases[facet, name.code] = phrase.format(in_a_sentence(name.name))
            for spelling in {stems(text) for text in (name.name, *name.other_words)}:
                for one in spelling:
                    holding.setdefault(one, []).append(((facet, name.code), spelling))
    return _Spelled(phrases, holding)


def why(hit: Hit, *, asked: Asked, place: Place | None, topics: Topics) -> tuple[Why, ...]:
    """Every reason, the one that matters most to a family first. A Why's name is the weight behind it."""
    venue = hit.document.venues[hit.venue] if hit.venue is not None else None
    return (
        *reach(hit, place),
        *border(venue, hit),
        *_topics(hit.document, topics),
        *_name(hit.document, asked, hit.matched),
        Why("checked", checked(hit.document.checked, asked.today)),
    )


def reach(hit: Hit, place: Place | None) -> list[Why]:
    """How it gets to the family: a distance, a visit, an area, a line."""
    document = hit.document
    if hit.distance_km is not None and hit.group in (Group.NEAR, Group.LISTED):
        return [Why("near", miles_away(hit.distance_km))]
    if hit.group is Group.COVERS:
        texts = []
        if "comes-to-you" in document.delivery:
            texts.append("comes to you")
        if place and set(place.area_codes) & set(document.covers):
            texts.append(covers(place))
        return [Why("covers", text) for text in texts]
    if hit.group is Group.ONLINE:
        said = {"online": "online", "phone": "by phone"}
        return [Why("online", said[code]) for code in said if code in document.delivery]
    return []


def miles_away(distance_km: float) -> str:
    """ "2.3 miles away", one decimal at most, as road signs don't say but families ask."""
    miles = round(distance_km / MILE_KM, 1)
    if miles < 0.1:
        return "less than 0.1 miles away"
    return "1 mile away" if miles == 1 else f"{miles:g} miles away"


def covers(place: Place) -> str:
    """ "covers Bridgwater" for a town somebody named, else "covers your area"."""
    return f"covers {place.label}" if place.precision is Precision.PLACE else "covers your area"


def border(venue: VenueEntry | None, hit: Hit) -> list[Why]:
    """Said only of a venue that the family would travel to."""
    if venue is None or not venue.outside or hit.group not in (Group.NEAR, Group.LISTED):
        return []
    where = "" if venue.outside.startswith("outside ") else f", in {venue.outside}"
    return [Why("border", f"over the county border{where}")]


def checked(day: date | None, today: date) -> str:
    """How long ago somebody last said that the listing is right."""
    if day is None:
        return "never checked"
    days = (today - day).days
    if days <= 0:
        return "checked today"
    if days == 1:
        return "checked yesterday"
    if days <= DAYS_SAID:
        return f"checked {days} days ago"
    if days <= YEAR:
        return f"checked {round(days / MONTH)} months ago"
    return "not checked for over a year"


def in_a_sentence(name: str) -> str:
    """A term's name as it stands inside a sentence: autism, ADHD, Down syndrome."""
    first = name.split(" ", 1)[0].split("-", 1)[0]
    keeps = first in PROPER or any(letter.isupper() for letter in first[1:])
    return name if keeps else name[:1].lower() + name[1:]


def stems(text: str) -> frozenset[str]:
    """The stems of the words that mean something, in any order."""
    return frozenset(stem(word) for word in words_of(text) if word not in STOP_WORDS)


def _topics(document: Document, topics: Topics) -> list[Why]:
    held = [(Facet.NEED, code) for code in document.needs] + [(Facet.KIND, code) for code in document.kinds]
    said = [topics.whole[one] for one in held if one in topics.whole]
    said = said or [topics.part[one] for one in held if one in topics.part]
    return [Why("topics", text) for text in said[:TOPICS_SAID]]


def _name(document: Document, asked: Asked, matched: tuple[str, ...]) -> list[Why]:
    if "name" not in matched:
        return []
    sought = {one for one, _ in asked_words(asked.words).terms}
    for word in words_of(document.name):
        if stem(word) in sought:
            return [Why("name", f"\u2018{word}\u2019 is in its name")]
    return []
