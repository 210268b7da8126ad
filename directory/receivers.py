"""What happened in Wagtail and the database, said as one of the directory's two events; nothing else.

Every receiver runs inside the transaction of the change, so that what listeners write (the search's outbox)
is kept or lost together with it. Wagtail's plain Publish, its Unpublish and publish_scheduled send their
signals outside Wagtail's own atomic block: in the admin ATOMIC_REQUESTS puts one around them, and
publish_scheduled, which has none, is covered by the search's nightly sweep.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from directory import queries
from directory.events import service_changed, service_withdrawn
from directory.models import Organisation, Service, TaxonomyTerm, Venue, VenueFeature


@receiver(published, sender=Service)
def announce_published(instance: Service, **_: object) -> None:
    """A published listing is new or different, or it says that it has ended: then it is withdrawn."""
    event = service_changed if queries.is_public(instance.pk) else service_withdrawn
    event.send(Service, service_id=instance.pk)


@receiver(unpublished, sender=Service)
def announce_unpublished(instance: Service, **_: object) -> None:
    """Taken down by a person, or by publish_scheduled when it expired."""
    service_withdrawn.send(Service, service_id=instance.pk)


@receiver(post_delete, sender=Service)
def announce_deleted(instance: Service, **_: object) -> None:
    """A deleted listing was public, or nobody minds being told again."""
    service_withdrawn.send(Service, service_id=instance.pk)


@receiver(post_save, sender=Venue)
def announce_venue(instance: Venue, **_: object) -> None:
    """A moved or renamed venue changes every listing that happens there."""
    _changed(queries.services_at_venue(instance.pk))


@receiver([post_save, post_delete], sender=VenueFeature)
def announce_venue_feature(instance: VenueFeature, **_: object) -> None:
    """Features are written after their venue, so the venue's own news would come too early without this."""
    _changed(queries.services_at_venue(instance.venue_id))


@receiver(post_save, sender=Organisation)
def announce_organisation(instance: Organisation, **_: object) -> None:
    """A renamed organisation changes every listing it offers."""
    _changed(queries.services_of_organisation(instance.pk))


# Before and not after deleting: afterwards nobody knows which listings carried the term.
@receiver(post_save, sender=TaxonomyTerm)
@receiver(pre_delete, sender=TaxonomyTerm)
def announce_term(instance: TaxonomyTerm, **_: object) -> None:
    """A term that is renamed, moved or given other words changes every listing that carries it."""
    _changed(queries.services_with_term(instance.pk))


def _changed(service_ids: Iterable[UUID]) -> None:
    for service_id in service_ids:
        service_changed.send(Service, service_id=service_id)
