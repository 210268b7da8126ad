"""Everything a page about one service or one organisation shows, in few statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch

from directory.models import LocalTeam, Organisation, Service, ServiceAtVenue, TaxonomyTerm
from directory.queries.public import public
from directory.queries.whole import whole
from directory.teams import Team

#: Statements for a service page: the service, its organisation, all its parts and the features together.
STATEMENTS_FOR_A_SERVICE = 1
#: Statements for an organisation page: itself with its numbers, its services, their kinds, their venues.
STATEMENTS_FOR_AN_ORGANISATION = 4


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A service with every part at hand, the features that any service may state, and the teams asked for."""

    service: Service
    feature_terms: tuple[TaxonomyTerm, ...]
    teams: tuple[Team, ...] = ()


def for_page(service_id: UUID | str, area_codes: Iterable[str] = ()) -> ServicePage | None:
    """A public service as its page shows it, or None. STATEMENTS_FOR_A_SERVICE statement.

    ``teams`` are those of ``area_codes``, the areas that hold the family's place.

    Nothing that its page reads (organisation, needs, kinds, access_routes, at_venues with venue and features,
    schedules, cost_options, funding, contacts, phones, languages, service_areas, features, attributes,
    external_ids) asks the database again. The object is for reading, as a preview's is: don't save it.
    """
    local = LocalTeam.objects.filter(area_code__in=set(area_codes))
    service, terms, teams = whole(public().filter(pk=service_id), local)
    if service is None:
        return None
    return ServicePage(service, tuple(terms), tuple(team.as_read for team in teams))


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation, the numbers others know it by as (type, number), and what it offers."""

    organisation: Organisation
    numbers: tuple[tuple[str, str], ...]
    services: tuple[Service, ...]


def organisation_page(organisation_id: UUID | str) -> OrganisationPage | None:
    """An organisation and its public services by name, kinds and venues at hand; None when unknown.

    At most STATEMENTS_FOR_AN_ORGANISATION statements, however many services there are.
    """
    # A line for each number it has, or one line when it has none: one statement for both.
    joined = Organisation.objects.filter(pk=organisation_id).select_related("parent")
    lines = joined.annotate(type=F("identifiers__identifier_type"), number=F("identifiers__identifier"))
    found = list(lines.order_by("identifiers__scheme", "identifiers__identifier"))
    if not found:
        return None
    organisation = found[0]
    services = (
        public()
        .filter(organisation=organisation)
        .prefetch_related(
            Prefetch("kinds", queryset=TaxonomyTerm.objects.all()),
            Prefetch("at_venues", queryset=ServiceAtVenue.objects.select_related("venue")),
        )
        .order_by("name")
    )
    numbers = tuple((line.type, line.number) for line in found if line.number)
    return OrganisationPage(organisation, numbers, tuple(services))
