"""Everything a page about one service or one organisation shows, in few statements."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from directory.models import Organisation, Service, ServiceAtVenue, TaxonomyTerm
from directory.queries.public import public
from directory.queries.whole import fill

#: Statements for a service page: the service with its organisation, and all its parts together.
STATEMENTS_FOR_A_SERVICE = 2
#: Statements for an organisation page: itself, its identifiers, its services, their kinds, their venues.
STATEMENTS_FOR_AN_ORGANISATION = 5


def for_page(service_id: UUID | str) -> Service | None:
    """A public service with every part at hand, or None. STATEMENTS_FOR_A_SERVICE statements.

    Nothing that its page reads (needs, kinds, access_routes, at_venues with venue and features, schedules,
    cost_options, funding, contacts, phones, languages, service_areas, features, attributes, external_ids)
    asks the database again. The object is for reading, as a draft in a preview is: don't save it.
    """
    service = public().select_related("organisation").filter(pk=service_id).first()
    if service is not None:
        fill(service)
    return service


def also_from(service: Service, limit: int = 5) -> list[Service]:
    """Other public services of the same organisation, by name. One statement."""
    others = public().filter(organisation=service.organisation_id).exclude(pk=service.pk)
    return list(others.order_by("name")[:limit])


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation, its identifiers at hand, and what it offers."""

    organisation: Organisation
    services: tuple[Service, ...]


def organisation_page(organisation_id: UUID | str) -> OrganisationPage | None:
    """An organisation and its public services by name, kinds and venues at hand; None when unknown.

    At most STATEMENTS_FOR_AN_ORGANISATION statements, however many services there are.
    """
    found = Organisation.objects.select_related("parent").prefetch_related("identifiers")
    organisation = found.filter(pk=organisation_id).first()
    if organisation is None:
        return None
    services = (
        public()
        .filter(organisation=organisation)
        .prefetch_related(
            Prefetch("kinds", queryset=TaxonomyTerm.objects.all()),
            Prefetch("at_venues", queryset=ServiceAtVenue.objects.select_related("venue")),
        )
        .order_by("name")
    )
    return OrganisationPage(organisation, tuple(services))
