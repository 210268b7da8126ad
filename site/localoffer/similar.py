"""What is like a listing, for its page: joins the directory's facts to the search's answer."""

from dataclasses import dataclass

from directory.listing import Listing
from search.addresses import address
from search.alike import alike
from search.engine.base import SearchUnavailableError
from search.found import Question, Result
from search.terms import Facet, Near

FEW = 4
MILES = 20.0


@dataclass(frozen=True, slots=True)
class SimilarHelp:
    """A few like it, and the search that finds them all."""

    results: tuple[Result, ...]
    href: str


def similar_to(listing: Listing) -> SimilarHelp:
    """The same kind of help for the same needs, near its first venue or near the family. One engine call.

    A page about one service is whole without this: when the search rests the list is empty, its link stays.
    """
    service = listing.service
    filters = {
        facet: tuple(sorted(term.code for term in terms))
        for facet, terms in ((Facet.NEED, service.needs.all()), (Facet.KIND, service.kinds.all()))
        if terms
    }
    near, typed = _near(listing)
    question = Question(near=typed, within_miles=MILES, filters=filters, per_page=FEW + 1)
    try:
        found = alike(question, near=near) if filters else ()
    except SearchUnavailableError:
        found = ()
    others = tuple(result for result in found if result.document.id != str(service.pk))
    return SimilarHelp(others[:FEW], address(question))


def _near(listing: Listing) -> tuple[Near | None, str]:
    """The family's place if it is known, else where the service is."""
    if listing.place:
        place = listing.place
        return Near(place.lat, place.lon, place.label, place.area_codes), place.label
    for spot in listing.spots:
        if spot.lat is not None and spot.lon is not None:
            # A town is what a person would type; the point itself is for the engine alone.
            return Near(spot.lat, spot.lon, spot.venue.city), spot.venue.city
    return None, ""
