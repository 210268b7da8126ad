"""What a family typed, and the whole answer that every page, map and table shows. Frozen values, pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.teams import Team
from locations.geometry import MILE_KM
from locations.place import Place
from search.terms import Box, Document, Facet, Group, Sort, VenueEntry
from search.understanding.values import Understood


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a result is here, as the page says it: "2.3 miles away", "for autism"."""

    name: str  # the named weight it comes from
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a family typed and chose, as an address holds it. ``near`` is still text."""

    words: str = ""
    near: str = ""
    within_miles: float = 10
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    age: float | None = None
    group: Group | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    per_page: int = 20
    box: Box | None = None
    as_typed: bool = False  # look for the words as they stand: no spelling put right
    ignore: tuple[str, ...] = ()  # keys of what was understood and taken away again: "place", "free"


@dataclass(frozen=True, slots=True)
class UrgentLine:
    """Somebody to turn to at once, as editors wrote it."""

    name: str  # "Childline"
    phone: str = ""
    text: str = ""  # when to use it, in a few plain words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One result as every page, map, table and download shows it."""

    document: Document
    group: Group
    venue: VenueEntry | None
    distance_km: float | None
    why: tuple[Why, ...]
    number: int = 0  # its place in the whole list, from 1: the list and the map say the same

    @property
    def miles(self) -> float | None:
        """Distance in miles, one decimal."""
        return None if self.distance_km is None else round(self.distance_km / MILE_KM, 1)


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One choice of a facet, ready to show."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet with its choices, most useful first."""

    facet: Facet
    label: str
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The whole answer to a question: the list, the map, the table and the API all show this object."""

    question: Question
    place: Place | None  # None: no place asked, or it could not be found (then place_problem says so)
    place_problem: str
    total: int  # of help
    groups: Mapping[Group, int]  # of help
    results: tuple[Result, ...]
    sections: Mapping[Group, tuple[Result, ...]]
    beyond: tuple[Result, ...]
    facets: tuple[FacetChoices, ...]
    pages: int
    guidance: tuple[Result, ...] = ()  # the first few of something to read, not numbered yet
    guidance_total: int = 0  # how much of it there is; in no other count
    age_not_stated: int = 0
    understood: Understood = field(default_factory=Understood)
    urgent: tuple[UrgentLine, ...] = ()  # shown before any result when the words sound like danger
    wanted: tuple[tuple[Facet, str], ...] = ()  # needs and kinds that the question is about
    places: str = ""  # the edition of places it was answered from
    teams: tuple[Team, ...] = ()  # who looks after the place

    @property
    def place_said(self) -> str:
        """The place as it was read from the words; nothing when it was typed in its own box or nowhere."""
        return "" if self.question.near.strip() else self.understood.place
