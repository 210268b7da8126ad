"""What editors say of words goes with a new edition, in the transaction of the change; nothing else."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from directory.models import LocalTeam
from search.models import ThesaurusEntry, UrgentContact, WordsRevision


@receiver([post_save, post_delete], sender=ThesaurusEntry, dispatch_uid="search.words.thesaurus")
@receiver([post_save, post_delete], sender=UrgentContact, dispatch_uid="search.words.urgent")
@receiver([post_save, post_delete], sender=LocalTeam, dispatch_uid="search.words.teams")
def another_edition(**_: Any) -> None:
    """Every process reads the words again before it answers the next question.

    Names of terms need no edition: ``search.choices.names`` reads them for every question.
    """
    WordsRevision.went_up()
