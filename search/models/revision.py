"""Which edition of the editors' words a process must know."""

import secrets
from typing import Any

from django.db import models, transaction

BITS = 62


def another() -> int:
    """A number that no other edition has, not even one that was taken back with its transaction."""
    return secrets.randbits(BITS)


class WordsRevision(models.Model):
    """One row with one number: another one, in the same transaction, with every edit of what words mean.

    Processes keep the words in memory and read them again when the number has changed. It is drawn by lot and
    not counted, because a count that was rolled back would come again for other words.
    """

    number = models.PositiveBigIntegerField(default=another)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def went_up(cls) -> None:
        """Say that the words have changed. One statement, two the first time."""
        with transaction.atomic():
            if not cls.objects.filter(pk=1).update(number=another()):
                cls.objects.get_or_create(pk=1)


class Words(models.Model):
    """Something that editors say for the search; what they save is true for the very next question.

    ``seeded`` is the fingerprint of what a seed file last wrote here: while the row still says that, the file
    may bring it up to date; once an editor has changed it, the file leaves it alone. Empty: an editor's own.
    """

    seeded = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the row and its news (search.words_receivers) together, or neither."""
        super().save(*args, **kwargs)
