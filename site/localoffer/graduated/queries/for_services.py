"""What school should also be doing: from a listing back to what to expect."""

from dataclasses import dataclass

from django.db.models import Count

from directory.listing import Listing
from directory.models import Service
from localoffer.graduated.addresses import page_address, tool_address
from localoffer.graduated.choices import Phase, Reader
from localoffer.graduated.models import BarrierPage

FEW = 4


@dataclass(frozen=True, slots=True)
class Expected:
    """Barriers that the listing's needs belong to: (name, address), those that fit best first."""

    barriers: tuple[tuple[str, str], ...]
    href: str  # the finder


def expected_for(listing: Listing) -> Expected | None:
    """For the needs of a listing, in the phase of its ages if it has one. One statement; none without needs.

    None when the tool says nothing of these needs: then a page offers nothing.
    """
    service = listing.service
    needs = [term.pk for term in service.needs.all()]
    if not needs:
        return None
    found = (
        BarrierPage.objects.live()
        .filter(needs__in=needs)
        .annotate(shared=Count("needs"))
        .order_by("-shared", "path")
        .values_list("title", "url_path")[:FEW]
    )
    ending = _ending(service)
    barriers = tuple((title, f"{page_address(path)}{ending}") for title, path in found)
    return Expected(barriers, tool_address()) if barriers else None


def _ending(service: Service) -> str:
    """The phase that holds all the ages, when exactly one does; otherwise the page's own choice."""
    if service.age_min is None or service.age_max is None:
        return ""
    youngest, oldest = float(service.age_min), float(service.age_max)
    holding = [phase for phase in Phase if phase.years[0] <= youngest and oldest < phase.years[1]]
    return f"{holding[0]}/{Reader.PARENT}/" if len(holding) == 1 else ""
