"""The directory's news becomes a task for the index; nothing else."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from directory.events import service_changed, service_withdrawn
from search import actions


@receiver(service_changed, dispatch_uid="search.changed")
@receiver(service_withdrawn, dispatch_uid="search.withdrawn")
def remember(service_id: UUID, **_: Any) -> None:
    """Write one row in the transaction of whoever announced it, so that both hold or neither does."""
    actions.queue([service_id])
