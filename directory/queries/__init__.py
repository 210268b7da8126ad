"""Questions the directory answers. Reading only; the docstrings say how many statements each takes."""

from directory.queries.affected import services_at_venue, services_of_organisation, services_with_term
from directory.queries.index import for_index
from directory.queries.page import OrganisationPage, ServicePage, for_page, organisation_page
from directory.queries.public import is_public, public, still_public, terms
from directory.queries.rows import AreaRow, PriceRow, ScheduleRow, ServiceRow, TermRow, VenueRow
from directory.queries.teams import teams_at, teams_by_area, teams_for

__all__ = [
    "AreaRow",
    "OrganisationPage",
    "PriceRow",
    "ScheduleRow",
    "ServicePage",
    "ServiceRow",
    "TermRow",
    "VenueRow",
    "for_index",
    "for_page",
    "is_public",
    "organisation_page",
    "public",
    "services_at_venue",
    "services_of_organisation",
    "services_with_term",
    "still_public",
    "teams_at",
    "teams_by_area",
    "teams_for",
    "terms",
]
