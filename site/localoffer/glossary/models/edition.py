"""Which edition of the glossary a process must know."""

from django.core.cache import cache
from django.db import models, transaction

from search.models.revision import another

#: Where a process keeps the number that it knows, in its cache.
EDITION = "glossary-edition"
#: The number while nobody has ever written a term.
NOBODY = -1


class GlossaryEdition(models.Model):
    """One row with one number: another one, in the same transaction, with every change of a term.

    Processes keep the terms in memory and read them again when the number has changed. It is drawn by lot,
    because a count that was rolled back would come again for other terms.
    """

    number = models.PositiveBigIntegerField(default=another)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def went_up(cls) -> None:
        """Say that the terms have changed. One statement, two the first time."""
        with transaction.atomic():
            if not cls.objects.filter(pk=1).update(number=another()):
                cls.objects.get_or_create(pk=1)
            cache.delete(EDITION)
            # Again at the end: until then another page may have read the number as it was, and kept it.
            transaction.on_commit(lambda: cache.delete(EDITION))
