"""A term that changes goes with a new edition, and with its entry in the thesaurus, in one transaction."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from localoffer.glossary import feeding
from localoffer.glossary.models import GlossaryEdition, GlossaryTerm
from localoffer.glossary.queries import live_terms


@receiver(post_save, sender=GlossaryTerm, dispatch_uid="glossary.saved")
def saved(instance: GlossaryTerm, **_: Any) -> None:
    """Told from the row: an instance may hold the words of a draft."""
    row = live_terms().filter(pk=instance.pk).values("slug", "term", "expansion", "also").first()
    if row is None:
        feeding.take_from_the_search(instance.slug)
    else:
        feeding.tell_the_search(**row)
    GlossaryEdition.went_up()


@receiver(post_delete, sender=GlossaryTerm, dispatch_uid="glossary.deleted")
def deleted(instance: GlossaryTerm, **_: Any) -> None:
    """The search forgets it with the glossary."""
    feeding.take_from_the_search(instance.slug)
    GlossaryEdition.went_up()
