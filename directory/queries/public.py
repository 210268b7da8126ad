"""What families may see."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import DateTimeField, Q, QuerySet
from django.utils import timezone

from directory.models import Service, Status, TaxonomyTerm
from locations.prepared import Gap, Prepared

#: A service that is closed for now stays findable and says so; one that has ended does not.
SHOWN = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)


def public(now: datetime | Gap | None = None) -> QuerySet[Service]:
    """Services that families may see: published, open or closed for now, and not expired."""
    # Wagtail withdraws an expired listing when publish_scheduled runs; families must not wait for that.
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now())
    services: QuerySet[Service] = Service.objects.filter(unexpired, live=True, status__in=SHOWN)
    return services


def is_public(service_id: UUID | str) -> bool:
    """Whether families may see this service now. One statement."""
    return public().filter(pk=service_id).exists()


def still_public(ids: Iterable[UUID | str]) -> set[str]:
    """Which of these services families may still see. One statement, none for no ids."""
    asked = list(ids)
    if not asked:
        return set()
    return {str(UUID(str(key))) for (key,) in _still_public(len(asked)).rows(timezone.now(), *asked)}


@lru_cache(maxsize=100)
def _still_public(count: int) -> Prepared:
    ids = [Gap(number, Service._meta.pk) for number in range(1, count + 1)]
    asked = public(now=Gap(0, DateTimeField())).filter(pk__in=ids)
    return Prepared.of(asked.order_by().values_list("pk"))


def terms(taxonomy_slug: str) -> list[TaxonomyTerm]:
    """The terms of one taxonomy in their order, parents at hand. One statement."""
    return list(TaxonomyTerm.objects.filter(taxonomy__slug=taxonomy_slug).select_related("parent"))
