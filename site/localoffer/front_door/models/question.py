"""One question of the route."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from localoffer.front_door.models.route import Route


class Question(Orderable, ClusterableModel):
    """A question in a family's words. ``code`` is what answers call it by."""

    route = ParentalKey(Route, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField(
        "short name", max_length=40, help_text="Answers say by it which question comes next: school-help."
    )
    text = models.CharField("question", max_length=160)
    help = models.TextField(
        blank=True, max_length=400, help_text="A sentence below the question, if it needs one."
    )

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text
