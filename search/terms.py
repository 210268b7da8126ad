"""What a family asks, and what the search answers: plain frozen values, known to every engine.

Distances are kilometres on the WGS84 ellipsoid. Ages are years. Codes are those of taxonomy terms.
"""

from collections.abc import Mapping
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
SECTION_SIZES: Mapping[Group, int] = {Group.NEAR: 20, Group.COVERS: 5, Group.ONLINE: 5, Group.LISTED: 5}

#: Facets that must hold at the same venue as each other and as the distance.
VENUE_FACETS = frozenset({Facet.WHEN, Facet.FEATURE})


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
    or an age, its worth x the weight "listed".
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
    today: date = field(default_factory=date.today)


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
    """A service as the index knows it. Made once, from the database, for every engine."""

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


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, with its nearest matching venue (an index into its venues) and distance."""

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

    ``total`` counts every group; ``groups`` counts each. ``hits`` is the page asked for, best first, of the
    group asked for or of all. ``sections`` holds the first few hits of every group. ``beyond`` holds the
    nearest few outside the radius (with a place) that match all else; they are not in ``total``.
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
    kind: str  # "service", "need", "kind", "organisation", "place"
    code: str = ""
