"""Count a dead end."""

from datetime import date

from django.db import transaction
from django.db.models import F

from localoffer.front_door.models import DeadEnd, Why

#: Nobody presses a button this often in a day but a machine; counting further would say nothing.
MOST_A_DAY = 10_000


@transaction.atomic
def count_dead_end(*, route: int, why: Why, question: str, answer: str, day: date) -> None:
    """Add one to the day's count of a button. Nothing of the visitor is kept, not even the time of day."""
    row, _new = DeadEnd.objects.get_or_create(
        route_id=route, day=day, why=why, question=question, answer=answer
    )
    DeadEnd.objects.filter(pk=row.pk, times__lt=MOST_A_DAY).update(times=F("times") + 1)
