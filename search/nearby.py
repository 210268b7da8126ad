"""Help for what a page is about, near a place that a visitor gives. One engine call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from locations.geometry import MILE_KM
from locations.place import Place, PlaceNotFoundError
from locations.queries import locate
from search.addresses import address
from search.alike import results_of
from search.engine import engine
from search.engine.base import SearchUnavailableError
from search.found import Question, Result
from search.terms import Asked, Facet, Near, Sought, Way

LONGEST_PLACE = 100
FEW = 5
MILES = 20.0


@dataclass(frozen=True, slots=True)
class Nearby:
    """A few services, best first, and the place they are near to."""

    near: str = ""  # as it was typed
    place: Place | None = None
    problem: str = ""  # why the place could not be found, and what to type instead
    resting: bool = False  # the search can't answer now
    results: tuple[Result, ...] = ()
    total: int = 0
    href: str = ""  # the search that finds them all


def nearby(*, needs: Sequence[str] = (), kinds: Sequence[str] = (), near: str = "", few: int = FEW) -> Nearby:
    """Services for any of these needs or kinds (codes), those for both first, near ``near`` if it is given.

    Without codes there is nothing to look for, and nothing is asked. Never raises: a page of guidance is
    whole without this, so a place that nobody knows and a search at rest are said in what is returned.
    """
    typed = near.strip()[:LONGEST_PLACE]
    place, problem = placed(typed)
    filters = {facet: tuple(codes) for facet, codes in ((Facet.NEED, needs), (Facet.KIND, kinds)) if codes}
    # One facet alone: both together would leave out what the list shows for either.
    first = dict(list(filters.items())[:1])
    href = address(Question(near=typed, within_miles=MILES, filters=first))
    made = Nearby(near=typed, place=place, problem=problem, href=href)
    if not filters:
        return made
    asked = Asked(
        sought=tuple(_sought(filters)),
        near=Near(place.lat, place.lon, place.label, place.area_codes) if place else None,
        within_km=MILES * MILE_KM,
        per_page=few,
    )
    try:
        answer = engine().search(asked)
    except SearchUnavailableError:
        return replace(made, resting=True)
    return replace(made, results=results_of(answer.hits), total=answer.total)


def placed(typed: str) -> tuple[Place | None, str]:
    """Where a visitor says she is; None if she says nothing, or with why nobody knows it, in plain words."""
    if not typed:
        return None, ""
    try:
        return locate(typed), ""
    except PlaceNotFoundError as unknown:
        return None, str(unknown)


def _sought(filters: Mapping[Facet, Sequence[str]]) -> list[Sought]:
    return [
        Sought(text=str(facet), ways=tuple(Way(topic=(facet, code)) for code in codes))
        for facet, codes in filters.items()
    ]
