"""How well a listing answers a question that an editor tried."""

from django.db import models
from django.utils import timezone


class Judgment(models.Model):
    """One editor's word on one result of her own trial question. Nothing a family typed is ever here."""

    class Grade(models.IntegerChoices):
        WRONG = 0, "Wrong"
        RELATED = 1, "Related"
        GOOD = 2, "Good"
        BEST = 3, "Just right"

    question = models.CharField(max_length=200)
    near = models.CharField(max_length=80, blank=True)
    service_id = models.UUIDField()
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    judged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question", "near", "-grade", "service_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "near", "service_id"], name="one_judgment_of_a_result"
            ),
            models.CheckConstraint(name="grade_from_0_to_3", condition=models.Q(grade__range=(0, 3))),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_grade_display()}"
