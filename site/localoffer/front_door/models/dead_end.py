"""How often a way led nowhere. Nothing of who went it."""

from django.db import models

from localoffer.front_door.models.route import Route

#: Fewer than this many are never told as a number.
FEWEST_SHOWN = 5


class Why(models.TextChoices):
    """Which button was pressed."""

    NONE = "none", "None of these"
    UNHELPFUL = "unhelpful", "This did not help"


class DeadEnd(models.Model):
    """On one day, how often a button was pressed at a question, or at the end behind an answer.

    ``question`` and ``answer`` are their codes: what was counted stays when the question is gone. ``answer``
    is "" for a question that none of its answers fits.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="dead_ends")
    day = models.DateField()
    why = models.CharField(max_length=10, choices=Why.choices)
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=40, blank=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "question", "answer"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "day", "why", "question", "answer"], name="one_count_of_a_dead_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.question} {self.answer}".strip()
