"""Questions the directory answers. Reading only; the docstrings say how many statements each takes."""

from directory.queries.affected import services_at_venue, services_of_organisation, services_with_term
from directory.queries.index import for_index
from directory.queries.page import OrganisationPage, ServicePage, also_from, for_page, organisation_page
from directory.queries.public import changed_since, is_public, public, stamps, still_public, terms

__all__ = [
    "OrganisationPage",
    "ServicePage",
    "also_from",
    "changed_since",
    "for_index",
    "for_page",
    "is_public",
    "organisation_page",
    "public",
    "services_at_venue",
    "services_of_organisation",
    "services_with_term",
    "stamps",
    "still_public",
    "terms",
]
