"""Which listings show a thing that has changed. Each answers with ids of public services, in their order."""

from uuid import UUID

from django.db.models import Q

from directory.models import Attribute, Service, ServiceAtVenue, ServiceFeature, TaxonomyTerm
from directory.queries.public import public

#: The lists of terms that a service holds itself.
TERM_LISTS = (Service.needs, Service.kinds, Service.access_routes)


def services_at_venue(venue_id: UUID) -> list[UUID]:
    """Public services that happen at this venue. One statement."""
    return _ids(Q(pk__in=ServiceAtVenue.objects.filter(venue=venue_id).values("service")))


def services_of_organisation(organisation_id: UUID) -> list[UUID]:
    """Public services that this organisation offers. One statement."""
    return _ids(Q(organisation=organisation_id))


def services_with_term(term_id: UUID) -> list[UUID]:
    """Public services that carry this term or a narrower one, themselves or through a venue."""
    inside = _with_narrower(term_id)
    carries = Q(pk__in=ServiceFeature.objects.filter(term__in=inside).values("service"))
    carries |= Q(pk__in=Attribute.objects.filter(term__in=inside).values("service"))
    carries |= Q(pk__in=ServiceAtVenue.objects.filter(venue__features__term__in=inside).values("service"))
    for terms in TERM_LISTS:
        held = terms.through.objects.filter(taxonomyterm__in=inside)
        carries |= Q(pk__in=held.values("service"))
    return _ids(carries)


def _ids(condition: Q) -> list[UUID]:
    return list(public().filter(condition).order_by("pk").values_list("pk", flat=True))


def _with_narrower(term_id: UUID) -> set[UUID]:
    inside, found = {term_id}, [term_id]
    while found:
        narrower = TaxonomyTerm.objects.filter(parent__in=found).values_list("pk", flat=True)
        found = [key for key in narrower if key not in inside]
        inside.update(found)
    return inside
