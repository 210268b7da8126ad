"""What families may see."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from directory.models import Service, Status, TaxonomyTerm

#: A service that is closed for now stays findable and says so; one that has ended does not.
SHOWN = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)


def public() -> QuerySet[Service]:
    """Services that families may see: published, open or closed for now, and not expired."""
    # Wagtail withdraws an expired listing when publish_scheduled runs; families must not wait for that.
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
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
    return {str(key) for key in public().filter(pk__in=asked).order_by().values_list("pk", flat=True)}


def terms(taxonomy_slug: str) -> list[TaxonomyTerm]:
    """The terms of one taxonomy in their order, parents at hand. One statement."""
    return list(TaxonomyTerm.objects.filter(taxonomy__slug=taxonomy_slug).select_related("parent"))


def stamps(chunk: int = 2000) -> Iterator[tuple[str, datetime]]:
    """(id, when last published or changed) of every public service, in the order of ids.

    One statement; memory stays flat because the rows are read ``chunk`` at a time.
    """
    rows = (
        public()
        .order_by("pk")
        .annotate(stamp=Greatest("last_modified", Coalesce("last_published_at", "last_modified")))
        .values_list("pk", "stamp")
    )
    for key, stamp in rows.iterator(chunk_size=chunk):
        yield str(key), stamp


def changed_since(moment: datetime, chunk: int = 2000) -> Iterator[str]:
    """Ids of services, public or not, that changed at this moment or later, in the order of ids."""
    changed = Q(last_modified__gte=moment) | Q(last_published_at__gte=moment) | Q(expire_at__gte=moment)
    rows = Service.objects.filter(changed).order_by("pk").values_list("pk", flat=True)
    for key in rows.iterator(chunk_size=chunk):
        yield str(key)
