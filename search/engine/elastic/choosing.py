"""What a family chose, and where help must be to reach her, as filters with names."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from search.ages import AGE_NOT_STATED, child_span
from search.engine.elastic import sphere
from search.engine.elastic.analysis import FIELD_OF
from search.engine.elastic.clauses import (
    EVERYTHING,
    Clause,
    at_a_venue,
    between,
    but_not,
    each,
    some,
    term,
    terms,
)
from search.engine.elastic.scoring import serves
from search.terms import VENUE_FACETS, Asked, Facet, Group

#: Services that state no age.
AGELESS = term("age", AGE_NOT_STATED)
#: A circle of no size, or larger than the earth, is none to the server.
_LEAST_KM, _MOST_KM = 1e-6, 20_000.0


@dataclass(frozen=True)
class Choices:
    """The choices of one question. What holds for a venue must hold at one and the same venue."""

    asked: Asked

    @cached_property
    def of_services(self) -> dict[Facet, Clause]:
        """What was chosen of the whole service."""
        return {facet: having(facet, codes) for facet, codes in self._chosen if facet not in VENUE_FACETS}

    @cached_property
    def of_venues(self) -> dict[Facet | None, list[Clause]]:
        """What was chosen of a venue; under None, the piece of the map that must hold it."""
        chosen: dict[Facet | None, list[Clause]] = {
            facet: [having(facet, codes)] for facet, codes in self._chosen if facet in VENUE_FACETS
        }
        box = self.asked.box
        if box:
            # Exactly and with its edges, which the server's own boxes are not.
            across = between("venues.lat", gte=box.south, lte=box.north)
            chosen[None] = [across, between("venues.lon", gte=box.west, lte=box.east)]
        return chosen

    @property
    def _chosen(self) -> Iterable[tuple[Facet, tuple[str, ...]]]:
        return ((facet, codes) for facet, codes in self.asked.filters.items() if codes)

    @cached_property
    def age(self) -> list[Clause]:
        """Services for a child of the age asked about."""
        return [] if self.asked.age is None else [serves(*child_span(self.asked.age))]

    @cached_property
    def circle(self) -> Clause:
        """Venues within the radius."""
        near = self.asked.near
        if near is None:
            raise ValueError("No place was asked about.")
        km = min(max(sphere.kilometres(self.asked.within_km), _LEAST_KM), _MOST_KM)
        here = sphere.point(near.lat, near.lon)
        return {"geo_distance": {"distance": f"{km}km", "venues.sphere": here}}

    @cached_property
    def covers(self) -> Clause:
        """Services that come to where the family lives."""
        near = self.asked.near
        return terms("covers", near.area_codes if near else ())

    @cached_property
    def from_afar(self) -> Clause:
        """Services online or by phone."""
        return terms("delivery", ("online", "phone"))

    @cached_property
    def otherwise(self) -> Clause:
        """Services that reach the family though no venue is near."""
        return some(self.covers, self.from_afar)

    def venue(self, but: Facet | None = None) -> list[Clause]:
        """All that one venue must satisfy, one facet's own choice left out."""
        return [
            one for facet, some in self.of_venues.items() if facet is not but or facet is None for one in some
        ]

    @cached_property
    def near(self) -> Clause:
        """Services with a venue within the radius that satisfies what was chosen of venues."""
        return at_a_venue(*self.venue(), self.circle)

    def may_reach(self) -> list[Clause]:
        """Services that reach the family if nothing was chosen of venues."""
        if self.asked.near is None:
            return []
        return [some(self.circle, self.otherwise)]

    @cached_property
    def reaches(self) -> list[Clause]:
        """What must hold beside ``may_reach`` because something was chosen of venues."""
        if not self.of_venues:
            return []
        anywhere = at_a_venue(*self.venue())
        if self.asked.near is None:
            return [anywhere]
        return [some(self.near, each(self.otherwise, anywhere))]

    def services(self, but: Facet | None = None) -> list[Clause]:
        """What was chosen of services, one facet's own choice left out; the age asked about always holds."""
        return self.age + [one for facet, one in self.of_services.items() if facet is not but]

    def everything(self) -> list[Clause]:
        """All choices, beside ``may_reach``."""
        return self.services() + self.reaches

    @cached_property
    def groups(self) -> dict[Group, Clause]:
        """Each group's services among those found; the first that holds is a service's group."""
        if self.asked.near is None:
            return {Group.LISTED: EVERYTHING}
        return {
            Group.NEAR: self.near,
            Group.COVERS: but_not(self.near, having=(self.covers,)),
            Group.ONLINE: but_not(self.near, self.covers, having=(self.from_afar,)),
        }

    def ageless(self) -> list[Clause] | None:
        """Services left out only because they state no age; None when there can be none."""
        bands = self.asked.filters.get(Facet.AGE, ())
        if self.asked.age is None and (not bands or AGE_NOT_STATED in bands):
            return None
        rest = [one for facet, one in self.of_services.items() if facet is not Facet.AGE]
        return [*rest, *self.reaches, AGELESS]


def having(facet: Facet, codes: tuple[str, ...]) -> Clause:
    """Documents, or venues, with any of the codes."""
    return terms(FIELD_OF[facet], codes)
