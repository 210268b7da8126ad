"""What of a search is kept for an alert: codes instead of words, a rough place instead of a postcode.

The exact age of a child becomes one of the four age groups, wishes that only order the results are dropped,
and so are the page, the order and the map's box.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from localoffer.newsletter.reading import Heard
from locations.place import Place, Precision
from search.addresses import plain
from search.ages import AGE_BANDS
from search.choices import FACETS, Names, label
from search.found import Question
from search.terms import Facet, Group, Sought
from search.understanding.everyday import GENERAL_KINDS
from search.wanted import MEANT, TOPICS

#: Decimals of a degree: about 1.1 km from north to south, and 0.7 km from west to east in England.
ROUNDED = 2


class Where(StrEnum):
    """What is kept of a place, from the least to the most."""

    NOTHING = "nothing"
    ROUGH = "rough"  # the first half of a postcode, or a town by its name
    CLOSE = "close"  # the point, rounded to about a mile


@dataclass(frozen=True, slots=True)
class Spot:
    """One way to keep a place: what the search is then asked with, and what the reader is told is kept."""

    near: str
    told: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """What could be kept of a search. ``words`` are those that no need or kind of help stands for."""

    question: Question  # without words and without a place
    words: str
    spots: Mapping[Where, Spot]

    @property
    def needs_words(self) -> bool:
        """Whether nothing would be left to look for without the words."""
        return bool(self.words) and not self.question.filters

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to look for: every new listing of the county would be told."""
        return not (self.words or self.question.filters)


def keeping(heard: Heard) -> Keeping:
    """What could be kept of what a family asked."""
    asked, filters, left = heard.question, dict(heard.question.filters), []
    bands = () if asked.age is None else _bands([asked.age])
    said = heard.understood.sought
    for sought in _telling(said):
        topics, ages = _topics(sought), [way.age for way in sought.ways if way.age is not None]
        for facet, code in topics:
            filters[facet] = tuple(dict.fromkeys((*filters.get(facet, ()), code)))
        if ages:
            bands = bands or _bands(ages)
        elif not topics:
            left.append(sought.text)
    left += [one.text for one in said if one not in _telling(said) and _names_a_thing(one)]
    if bands:
        filters[Facet.AGE] = tuple(dict.fromkeys((*filters.get(Facet.AGE, ()), *bands)))
    question = Question(
        within_miles=asked.within_miles,
        filters={facet: tuple(sorted(filters[facet])) for facet in Facet if filters.get(facet)},
        group=asked.group if asked.group in _GROUPS else None,
    )
    return Keeping(question, " ".join(dict.fromkeys(left)), _spots(heard.place, heard.outward))


def kept(keeping: Keeping, *, where: Where, words: bool) -> tuple[Question, str]:
    """What is kept as the reader chose, and what she is told is kept of her place ("" for nothing)."""
    spot = keeping.spots.get(where)
    question = replace(keeping.question, words=keeping.words if words else "", near=spot.near if spot else "")
    if spot is None:
        # A distance and a way to reach somebody mean nothing without a place.
        question = replace(question, within_miles=Question().within_miles, group=None)
    return question, spot.told if spot else ""


def in_words(question: Question, place: str, known: Names) -> tuple[str, ...]:
    """What is kept, in short lines for the reader: "Need: Autism", "Within 10 miles of TA6"."""
    lines = []
    if question.words:
        lines.append(_("Your words: “%(words)s”") % {"words": question.words})
    for facet in dict.fromkeys((Facet.NEED, Facet.KIND, *FACETS)):
        codes = question.filters.get(facet, ())
        if codes:
            chosen = _(" or ").join(label(facet, code, known) for code in codes)
            lines.append(f"{FACETS[facet]}: {chosen}")
    if question.near:
        miles = plain(question.within_miles)
        lines.append(_("Within %(miles)s miles of %(place)s") % {"miles": miles, "place": place})
    if question.group in _GROUPS:
        lines.append(str(_GROUPS[question.group]()))
    return tuple(lines)


_GROUPS = {
    Group.NEAR: lambda: _("Only places near you"),
    Group.COVERS: lambda: _("Only help that comes to you or covers your area"),
    Group.ONLINE: lambda: _("Only online or by phone"),
}


def _telling(sought: Iterable[Sought]) -> tuple[Sought, ...]:
    """What must be there; only when nothing must, everything that was said."""
    said = tuple(sought)
    return tuple(one for one in said if one.needed) or said


def _names_a_thing(sought: Sought) -> bool:
    """Whether what only orders the results is more than "group" or "club", and has no name of ours."""
    return sought.text.lower() not in GENERAL_KINDS and all(way.topic is None for way in sought.ways)


def _topics(sought: Sought) -> list[tuple[Facet, str]]:
    topics = [(way.topic, way.worth) for way in sought.ways if way.topic and way.topic[0] in TOPICS]
    best = max((worth for _topic, worth in topics), default=0.0)
    return [topic for topic, worth in topics if worth == best >= MEANT]


def _bands(ages: Iterable[float]) -> tuple[str, ...]:
    wanted = list(ages)
    return tuple(code for code, start, end in AGE_BANDS if any(start <= age < end for age in wanted))


def _spots(place: Place | None, outward: str) -> Mapping[Where, Spot]:
    if place is None:
        return {}
    if place.precision is Precision.PLACE:
        return {Where.ROUGH: Spot(place.label, place.label)}
    spots = {}
    if outward:
        spots[Where.ROUGH] = Spot(outward, outward)
    rounded = f"{place.lat:.{ROUNDED}f},{place.lon:.{ROUNDED}f}"
    told = _("a spot in %(outward)s, rounded to about a mile") % {"outward": outward}
    spots[Where.CLOSE] = Spot(rounded, told if outward else _("a spot on the map, rounded to about a mile"))
    return spots
