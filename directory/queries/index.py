"""Services with all that the index needs, a chunk at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from directory.models import Attribute, ServiceAtVenue, ServiceFeature, TaxonomyTerm, VenueFeature
from directory.models.service import Service
from directory.queries.public import public

#: Statements that one chunk takes: the services and ten relations.
STATEMENTS_PER_CHUNK = 11


def for_index(ids: Iterable[UUID | str] | None = None, chunk: int = 500) -> Iterator[Service]:
    """Public services with everything an index document is made of, in the order of ids.

    ``ids`` narrows to those services (None: all); the ones families may not see are left out. At most
    STATEMENTS_PER_CHUNK statements for each ``chunk`` services; one chunk is in memory at a time.
    """
    if ids is None:
        yield from _all(chunk)
        return
    wanted = iter(sorted({UUID(str(key)) for key in ids}))
    while batch := list(islice(wanted, chunk)):
        yield from _whole(public().filter(pk__in=batch))


def _all(chunk: int) -> Iterator[Service]:
    # By key and not by offset: a listing published meanwhile can't make another one be skipped.
    rows = public()
    while batch := list(_whole(rows)[:chunk]):
        rows, last = public().filter(pk__gt=batch[-1].pk), len(batch) < chunk
        yield from batch
        if last:
            return
        batch.clear()  # before the next one is read, so that two are never held


def _whole(services: QuerySet[Service]) -> QuerySet[Service]:
    broader = TaxonomyTerm.objects.select_related("parent__parent")
    return (
        services.order_by("pk")
        .select_related("organisation")
        .prefetch_related(
            Prefetch("needs", queryset=broader),
            Prefetch("kinds", queryset=broader),
            Prefetch("access_routes", queryset=TaxonomyTerm.objects.all()),
            Prefetch("at_venues", queryset=ServiceAtVenue.objects.select_related("venue")),
            Prefetch("at_venues__venue__features", queryset=VenueFeature.objects.select_related("term")),
            Prefetch("features", queryset=ServiceFeature.objects.select_related("term")),
            "schedules",
            "cost_options",
            "service_areas",
            Prefetch("attributes", queryset=Attribute.objects.select_related("term")),
        )
    )
