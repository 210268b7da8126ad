"""A strategy that is published, withdrawn or deleted becomes a task for the index; nothing else."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from localoffer.graduated.indexing import SOURCE
from localoffer.graduated.models import Strategy
from search import actions
from search.sources import key_of


@receiver(published, sender=Strategy, dispatch_uid="graduated.published")
@receiver(unpublished, sender=Strategy, dispatch_uid="graduated.unpublished")
@receiver(post_delete, sender=Strategy, dispatch_uid="graduated.deleted")
def remember(instance: Strategy, **_: object) -> None:
    """One row in the transaction of whoever changed it, so that both hold or neither does."""
    actions.queue([key_of(SOURCE, instance.pk)])
