"""What waits to reach an index."""

from django.db import models
from django.utils import timezone


class IndexTask(models.Model):
    """One listing, or page of guidance, that an index must look at again.

    It says which one, never what changed: the truth is read when the task is done, so that order and
    repeats don't matter and an engine may be away for a day. A task with a reason in ``set_aside`` is one
    that the engine would not take; it waits for an editor to mend what it names, which queues it anew.
    """

    engine = models.CharField(max_length=40)
    key = models.UUIDField(help_text="A service's id, or a key of search.sources.")
    queued_at = models.DateTimeField(default=timezone.now)
    set_aside = models.TextField(blank=True, help_text="Why the search could not take this.")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["engine", "id"], condition=models.Q(set_aside=""), name="waiting_in_order"),
            models.Index(fields=["engine", "key"], name="tasks_of_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.engine}: {self.key}"
