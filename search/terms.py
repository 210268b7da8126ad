"""What a family asks, and what the search answers: plain frozen values, known to every engine.

Distances are kilometres on the WGS84 ellipsoid. Ages are years. Codes are those of taxonomy terms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from locations.geometry import MILE_KM


class Group(StrEnum):
    """How help reaches a family. A result is in the first one that holds."""

    NEAR = "near"  # a venue lies within the radius
    COVERS = "covers"  # it comes to the family, or covers the area they live in
    ONLINE = "online"  # online or by phone
    LISTED = "listed"  # no place was asked about
    GUIDANCE = "guidance"  # not help itself but something to read: never counted with the help


class Shelf(StrEnum):
    """What sort of thing a document is: a page names the shelves apart."""

    SERVICE = "service"  # a listing of the directory
    GUIDANCE = "guidance"  # something to read: what to expect, guidance, news, an event


class Sort(StrEnum):
    """The order of results."""

    BEST = "best"
    NEAREST = "nearest"
    CHECKED = "checked"  # most recently checked first
    NAME = "name"


class Facet(StrEnum):
    """What results can be narrowed by: OR inside a facet, AND between facets."""

    NEED = "need"
    KIND = "kind"
    LEVEL = "level"
    AGE = "age"  # bands: see AGE_BANDS
    ACCESS = "access"
    COST = "cost"
    WHEN = "when"  # of a venue: monday ... sunday, weekend, after-school, holidays
    FEATURE = "feature"  # of a venue: only what is stated as yes
    DELIVERY = "delivery"  # venue, comes-to-you, online, phone


#: How many of each group lead its section: all of a first page of what is near, a taste of the rest.
SECTION_SIZES: Mapping[Group, int] = {
    Group.NEAR: 20,
    Group.COVERS: 5,
    Group.ONLINE: 5,
    Group.LISTED: 5,
    Group.GUIDANCE: 4,
}

#: Facets that must hold at the same venue as each other and as the distance.
VENUE_FACETS = frozenset({Facet.WHEN, Facet.FEATURE})

#: What guidance can be about: no other choice says anything of something to read.
GUIDANCE_FACETS = frozenset({Facet.NEED, Facet.KIND})


@dataclass(frozen=True, slots=True)
class Near:
    """A place resolved to a point (WGS84 degrees) and the codes of the areas that hold it."""

    lat: float
    lon: float
    label: str = ""
    area_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """What a map shows, in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say a thing. Exactly one of ``stems``, ``topic`` and ``age`` is given.

    A service goes this way when it holds every stem (in any of its fields), when its ``topic`` facet has the
    code (of a venue's facet: at any of its venues), or when it serves a child of this age.
    """

    stems: tuple[str, ...] = ()
    topic: tuple[Facet, str] | None = None
    age: float | None = None
    worth: float = 1.0  # 0 to 1: how surely this way means the thing


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing asked for, with every way to say it. The best way that a service goes is what counts.

    With ``needed``, a service that has this and nothing else of the question is found; without, this only
    orders what is found by something else.
    """

    text: str  # as a family reads it
    ways: tuple[Way, ...]
    weight: float = 1.0
    needed: bool = True

    @property
    def says_a_need(self) -> bool:
        """Whether one of the ways is a need that editors keep."""
        return any(way.topic is not None and way.topic[0] is Facet.NEED for way in self.ways)


def deciding(sought: Sequence[Sought], shelf: Shelf = Shelf.SERVICE) -> tuple[Sought, ...]:
    """The things sought of which a document of this shelf must have one: those needed, or all where none is.

    Guidance is about needs and not about kinds of help: "autism club" needs a club, but what to read about
    autism fits it too. So of guidance a thing that says a need is always enough.
    """
    if not any(one.needed for one in sought):
        return tuple(sought)
    reading = shelf is Shelf.GUIDANCE
    return tuple(one for one in sought if one.needed or (reading and one.says_a_need))


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that makes a service fit better and never leaves one out: free, on Saturdays, for dads."""

    key: str  # for an address: "free"
    text: str  # as a family reads it
    ways: tuple[Way, ...]  # any of them grants the wish
    factor: float = 1.3  # what the score is multiplied by when the wish is granted


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. Everything the answer depends on is here, so that an address can hold it.

    Without ``sought`` the engine looks for ``words`` as they stand (``search.words.sought_as_typed``). The
    score of a service is the sum over the things sought of weight x value of its ways, x the part of the
    things sought that it has (more than in proportion), x nearness x freshness x the factor of each wish
    granted. Of its ways to one thing the best counts whole, and the others by the weight "also". A way's
    value is its worth x the mean over its stems of rarity x worth of the stem in the document; for a topic
    or an age, its worth x the weight "listed". How rare a stem is, is counted over both shelves.

    Guidance is found by what is sought (see ``deciding``) and by the needs and kinds chosen, wherever it is:
    a need or kind sought is worth the more, the fewer a page has; the words as they were said count beside
    what they mean; freshness only decides between equals (``search.engine.reading``). Its
    nearness is 1, and an age, a box or any other choice says nothing of it. It is looked for when something
    is sought, a need or a kind is chosen, or its own group is asked for.
    """

    words: str = ""
    sought: tuple[Sought, ...] = ()
    wishes: tuple[Wish, ...] = ()
    near: Near | None = None
    within_km: float = 10 * MILE_KM
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    age: float | None = None
    group: Group | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    per_page: int = 20
    box: Box | None = None
    labels: tuple[str, ...] = ()  # of guidance: only what has one of these labels
    today: date = field(default_factory=date.today)

    @property
    def about(self) -> Mapping[Facet, tuple[str, ...]]:
        """What was chosen that can be said of guidance too."""
        return {facet: codes for facet, codes in self.filters.items() if codes and facet in GUIDANCE_FACETS}

    def wants_guidance(self, sought: tuple[Sought, ...]) -> bool:
        """Whether guidance is looked for, when this is what is sought (the words as they stand included)."""
        return bool(sought or self.about or self.group is Group.GUIDANCE)


@dataclass(frozen=True, slots=True)
class VenueEntry:
    """One venue of a document, with what holds there (the service's own included)."""

    id: str
    name: str
    town: str
    postcode: str
    lat: float | None
    lon: float | None
    when: tuple[str, ...] = ()
    features: tuple[str, ...] = ()  # stated as yes
    outside: str = ""  # "" inside the authority; otherwise where, e.g. "Devon" or "outside Somerset"
    lacking: str = ""  # codes of features stated as no, a space between


@dataclass(frozen=True, slots=True)
class Document:
    """A service, or a page of guidance, as the index knows it. Made once, from the database, for all engines.

    A page of guidance uses the fields that it has and leaves the others as they are; only an event has
    venues.
    """

    id: str
    stamp: str  # a fingerprint of everything below: the nightly sweep compares it
    name: str
    organisation: str = ""
    organisation_id: str = ""
    url: str = ""  # the path of its page
    summary: str = ""
    description: str = ""
    needs: tuple[str, ...] = ()  # codes, broader ones included
    kinds: tuple[str, ...] = ()
    topics: str = ""  # the names and other words of needs and kinds, to be searched
    level: str = ""
    access: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    cost: str = ""
    age_min: float | None = None
    age_max: float | None = None  # the oldest age itself: "to 11" holds a child of 11.9
    covers: tuple[str, ...] = ()  # area codes
    venues: tuple[VenueEntry, ...] = ()
    checked: date | None = None
    checked_by: str = ""
    status: str = "active"
    ages_text: str = ""  # lines a card shows, made once so that every page says the same
    when_text: str = ""
    cost_text: str = ""
    access_text: str = ""
    feature_states: tuple[tuple[str, str], ...] = ()  # (name, yes|no|not stated) for a card
    shelf: Shelf = Shelf.SERVICE
    label: str = ""  # of guidance: what it is, as a family reads it: "What to expect", "Event"
    standing: float = 1.0  # of guidance: what its words are worth beside those of a page to begin with


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, with its nearest matching venue (an index into its venues) and distance.

    Every venue of guidance matches.
    """

    document: Document
    group: Group
    score: float
    venue: int | None = None
    distance_km: float | None = None
    matched: tuple[
        str, ...
    ] = ()  # which of "name", "topics", "organisation", "summary", "description" hold a word


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many services a further choice would leave, the facet's own choice left out."""

    code: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """All an engine says to one question, in one call.

    ``total`` counts every group of help; ``groups`` counts each. ``hits`` is the page asked for, best first,
    of the group asked for or of all help. ``sections`` holds the first few hits of every group. ``beyond``
    holds the nearest few outside the radius (with a place) that match all else; they are not in ``total``.

    Guidance stands beside all this: it is in ``groups`` and ``sections`` under its own group where it was
    looked for, in ``hits`` when that group was asked for, and in no other count.
    """

    total: int
    groups: Mapping[Group, int]
    hits: tuple[Hit, ...]
    sections: Mapping[Group, tuple[Hit, ...]]
    beyond: tuple[Hit, ...] = ()
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    age_not_stated: int = 0  # left out only because they state no age


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the search box while typing."""

    text: str
    kind: str  # "service", "page", "need", "kind", "organisation", "place"
    code: str = ""
    label: str = ""  # of a page: what it is, as a family reads it
