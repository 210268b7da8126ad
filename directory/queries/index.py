"""Services with all that the index needs, a chunk at a time, as plain rows: models are slow to make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast

from directory.models import (
    CostOption,
    Schedule,
    ServiceArea,
    ServiceAtVenue,
    ServiceFeature,
    TaxonomyTerm,
    VenueFeature,
)
from directory.models.service import Service
from directory.queries.public import public
from directory.queries.rows import AreaRow, PriceRow, ScheduleRow, ServiceRow, TermRow, VenueRow

#: Statements that one chunk takes: the services, nine of their parts, and the terms.
STATEMENTS_PER_CHUNK = 11

Row = tuple[Any, ...]
#: Rows by the service, or the venue, that they are part of.
Parts = Mapping[str, list[Row]]

_SERVICE = tuple(
    "organisation__name" if name == "organisation" else name
    for name in ServiceRow._fields[: ServiceRow._fields.index("needs")]
)
_VENUE = ("venue_id", *(f"venue__{name}" for name in VenueRow._fields[1:-1]))


def for_index(ids: Iterable[UUID | str] | None = None, chunk: int = 500) -> Iterator[ServiceRow]:
    """Public services with everything an index document is made of, in the order of ids.

    ``ids`` narrows to those services (None: all); the ones families may not see are left out. At most
    STATEMENTS_PER_CHUNK statements for each ``chunk`` services; one chunk is in memory at a time.
    """
    if ids is None:
        yield from _all(chunk)
        return
    wanted = iter(sorted({UUID(str(key)) for key in ids}))
    while batch := list(islice(wanted, chunk)):
        yield from _whole(list(_plain(public().filter(pk__in=batch))))


def _all(chunk: int) -> Iterator[ServiceRow]:
    # By key and not by offset: a listing published meanwhile can't make another one be skipped.
    services = public()
    while batch := list(_plain(services)[:chunk]):
        services, last = public().filter(pk__gt=batch[-1][1]), len(batch) < chunk
        yield from _whole(batch)
        if last:
            return
        batch.clear()  # before the next one is read, so that two are never held


def _plain(services: QuerySet[Service]) -> QuerySet[Service, Row]:
    return services.order_by("pk").values_list(_key("pk"), *_SERVICE)


def _key(column: str) -> Cast:
    """A key that is only compared, as text: making a UUID of it takes longer than reading the whole row."""
    return Cast(column, CharField())


def _whole(services: Sequence[Row]) -> Iterator[ServiceRow]:
    """The services with their parts."""
    keys = [row[1] for row in services]
    if not keys:
        return
    links = [
        _parts(through, keys, _key("taxonomyterm_id"))
        for through in (Service.needs.through, Service.kinds.through, Service.access_routes.through)
    ]
    at_venues = _parts(ServiceAtVenue, keys, _key("venue_id"), *_VENUE)
    venues = list({row[1] for rows in at_venues.values() for row in rows})
    there = _parts(VenueFeature, venues, "term__code", "state", of="venue")
    own = _parts(ServiceFeature, keys, "term__code", "state")
    schedules = _parts(Schedule, keys, *ScheduleRow._fields)
    prices = _parts(CostOption, keys, *PriceRow._fields)
    areas = _parts(ServiceArea, keys, *AreaRow._fields)
    # Last, so that every term that a part names is among them, or has gone since.
    terms = _terms()
    for key, *service in services:
        parts = (
            *(tuple(terms[term] for (term,) in link[key] if term in terms) for link in links),
            tuple(VenueRow._make((*venue, tuple(there[place]))) for place, *venue in at_venues[key]),
            tuple(own[key]),
            tuple(map(ScheduleRow._make, schedules[key])),
            tuple(map(PriceRow._make, prices[key])),
            tuple(map(AreaRow._make, areas[key])),
        )
        yield ServiceRow._make((*service, *parts))


def _parts(model: type[Model], keys: Sequence[UUID], *fields: str | Cast, of: str = "service") -> Parts:
    """These fields of every row of these services, or of these venues, by its service or venue."""
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    rows = model._default_manager.filter(**{f"{of}__in": keys}).order_by()
    for row in rows.values_list(_key(f"{of}_id"), *fields):
        parts[row[0]].append(row[1:])
    return parts


def _terms() -> dict[str, TermRow]:
    """Every term with the broader ones above it: there are far fewer terms than services."""
    rows = TaxonomyTerm.objects.order_by().values_list(_key("pk"), _key("parent_id"), "code", "name", "order")
    held = {key: (TermRow(*term), parent) for key, parent, *term in rows}

    def above(parent: str | None) -> Iterator[TermRow]:
        passed: set[str] = set()
        while parent and parent in held and parent not in passed:
            passed.add(parent)
            term, parent = held[parent]
            yield term

    return {key: term._replace(broader=tuple(above(parent))) for key, (term, parent) in held.items()}
