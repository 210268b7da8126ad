"""What families see differently from now on, announced."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db.models import Model

from directory import queries
from directory.actions.importing.holders import Held
from directory.actions.importing.pending import Writing
from directory.events import service_changed, service_withdrawn
from directory.models import Service


def announce(writings: Sequence[Writing], organisations: Held, venues: Held) -> None:
    """One piece of news for each listing that families see differently from now on."""
    live = [one.key for one in writings if one.goes_live]
    public = set(queries.public().filter(pk__in=live).values_list("pk", flat=True).order_by())
    for key in live:
        event = service_changed if key in public else service_withdrawn
        event.send(Service, service_id=key)
    for key in _also(venues.changed, queries.services_at_venue, live):
        service_changed.send(Service, service_id=key)
    for key in _also(organisations.changed, queries.services_of_organisation, live):
        service_changed.send(Service, service_id=key)


def _also(changed: Iterable[Model], ask: Callable[[UUID], Iterable[UUID]], told: Iterable[UUID]) -> set[UUID]:
    return {key for one in changed for key in ask(one.pk)} - set(told)
