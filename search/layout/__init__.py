"""An answer laid out for a page: headings, links and sections, made of Found and of nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext

from locations.geometry import MILE_KM
from search.addresses import View, address, box_text, choosing, query_string
from search.found import FacetChoices, Found, Question, Result, UrgentLine
from search.layout.distance import miles
from search.layout.heading import heading, subject
from search.layout.links import (
    columns,
    distances,
    groups,
    kept,
    looser,
    one_list,
    pager,
    sorts,
    views,
    widen,
)
from search.layout.parts import Choice, Counted, Filter, Link, Pager, Section, Shelf
from search.layout.sections import sections
from search.layout.understood import chips, meant, place_read, spelled, urgent, wishes
from search.terms import Facet, Group

__all__ = ["Page", "lay_out", "map_data", "shelves"]

#: Groups whose results a family travels to; the office of a service that comes to them is no pin.
PLACED = (Group.NEAR, Group.LISTED, Group.GUIDANCE)
#: Words named as unknown on a page that holds nothing; more would be a wall of her own words.
UNKNOWN_SAID = 3


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page of results shows beside what Found says itself."""

    found: Found
    view: View
    heading: str
    subject: str
    urgent: tuple[UrgentLine, ...]
    chips: tuple[Link, ...]
    wishes: tuple[Link, ...]
    place_read: Link | None
    groups: tuple[Link, ...]
    sections: tuple[Section, ...]
    pager: Pager | None
    views: tuple[Link, ...]
    filters: tuple[Filter, ...]
    filters_chosen: int
    within_choices: tuple[Choice, ...]
    sort_choices: tuple[Choice, ...]
    columns: tuple[Link, ...]
    kept: tuple[tuple[str, str], ...]
    widen: tuple[Link, ...]
    place_choices: tuple[Link, ...]
    spelled: Link | None
    meant: str
    unknown: tuple[str, ...]
    looser: tuple[Link, ...]
    nothing_near: bool
    within: str
    here: str
    carry: str
    every_group: str
    every_age: str
    unfiltered: str

    @property
    def can_alert(self) -> bool:
        """Whether there is something to be told of when it is new: more than a place, and no danger."""
        said, asked = self.found.understood, self.found.question
        return bool(said.sought or asked.filters) and not said.danger and not said.nothing

    @property
    def query(self) -> str:
        """The question alone, as an address holds it, for pages that take it further."""
        return query_string(self.found.question)

    @property
    def shown(self) -> tuple[Result, ...]:
        """Every result on this page, in its order."""
        return tuple(result for section in self.sections for result in section.results)

    @property
    def guidance(self) -> Section | None:
        """Something to read, where this page shows it."""
        return next((section for section in self.sections if section.id == Group.GUIDANCE), None)


def lay_out(found: Found, view: View) -> Page:
    """The page of one answer."""
    asked = found.question
    first = replace(asked, page=1)
    return Page(
        found=found,
        view=view,
        heading=heading(found),
        subject=subject(found),
        urgent=urgent(found),
        chips=tuple(chips(found, view)),
        wishes=tuple(wishes(found, view)),
        place_read=place_read(found, view),
        groups=tuple(groups(found, view)),
        sections=tuple(sections(found, view)),
        pager=pager(found, view) if one_list(found, view) else None,
        views=tuple(views(first, view)),
        filters=tuple(_useful(found.facets)),
        filters_chosen=sum(len(codes) for codes in asked.filters.values()) + (asked.age is not None),
        within_choices=tuple(distances(asked)),
        sort_choices=tuple(Choice(sort.value, text, sort == asked.sort) for sort, text in sorts(found)),
        columns=tuple(columns(found, view)),
        kept=tuple(kept(found, view)),
        widen=tuple(widen(found, view)),
        place_choices=tuple(
            Link(label, address(replace(asked, near=text, page=1), view))
            for text, label in (found.place.choices if found.place else ())
        ),
        spelled=spelled(found, view),
        meant=meant(found),
        unknown=found.understood.unknown[:UNKNOWN_SAID],
        looser=tuple(looser(found, view)),
        nothing_near=_nothing_near(found),
        within=miles(asked.within_miles),
        here=address(asked, view),
        carry="?" + urlencode({"near": asked.near or found.place_said}) if found.place else "",
        every_group=address(replace(first, group=None), view),
        every_age=address(replace(choosing(first, Facet.AGE, ()), age=None), view),
        unfiltered=address(replace(first, filters={}, age=None), view),
    )


def shelves(found: Found) -> tuple[Shelf, ...]:
    """What there is to browse, by need and by kind of help, each with how many listings it holds."""
    held = {choices.facet: choices for choices in found.facets}
    return tuple(
        Shelf(facet, title, tuple(_browsable(held[facet])))
        for facet, title in ((Facet.NEED, gettext("By need")), (Facet.KIND, gettext("By kind of help")))
        if facet in held
    )


def _browsable(choices: FacetChoices) -> Iterator[Counted]:
    for option in choices.options:
        if option.count:
            yield Counted(
                option.label, address(choosing(Question(), choices.facet, [option.code])), option.count
            )


def map_data(page: Page, *, base: str, tiles: str, attribution: str) -> dict[str, Any]:
    """What the map draws: the results of this very page, by their numbers, and where the family is."""
    place = page.found.place
    anywhere = replace(page.found.question, box=None, page=1)
    return {
        "pins": [
            {
                "number": result.number,
                "name": result.document.name,
                "venue": result.venue.name,
                "lat": result.venue.lat,
                "lon": result.venue.lon,
            }
            for result in page.shown
            if result.group in PLACED and result.venue and result.venue.lat is not None
        ],
        "place": place and {"lat": place.lat, "lon": place.lon, "label": place.label},
        "km": page.found.question.within_miles * MILE_KM,
        "box": page.found.question.box and box_text(page.found.question.box),
        "here": address(anywhere, page.view),
        "base": base,
        "tiles": tiles,
        "attribution": attribution,
    }


def _nothing_near(found: Found) -> bool:
    if not found.place or found.understood.nothing or found.question.group not in (None, Group.NEAR):
        return False
    return not found.groups.get(Group.NEAR)


def _useful(facets: Iterable[FacetChoices]) -> Iterator[Filter]:
    """The facets with only the choices that lead somewhere, or were made."""
    for held in facets:
        options = tuple(option for option in held.options if option.count or option.chosen)
        if options:
            yield Filter(held.facet, held.label, options, sum(option.chosen for option in options))
