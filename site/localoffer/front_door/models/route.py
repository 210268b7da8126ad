"""The route as a whole: its first words, and whom anybody may talk to."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from modelcluster.models import ClusterableModel
from wagtail.models import Revision

from directory.models.drafted import Drafted
from search.models.revision import another


class Route(Drafted, ClusterableModel):
    """A few questions, one after the other. The first of its questions is asked first.

    ``edition`` is another number after every change that families see: processes keep the questions in memory
    for as long as it stays.
    """

    #: Tells a draft as its page. The models know no pages, so the admin puts its own function here.
    page_context: ClassVar[Callable[["Route"], dict[str, Any]]] = staticmethod(lambda draft: {})
    #: What is wrong with a route, a sentence each; the rules stand above the models.
    problems: ClassVar[Callable[["Route"], tuple[str, ...]]] = staticmethod(lambda draft: ())

    title = models.CharField(max_length=120, default="Not sure where to start?")
    intro = models.TextField(
        "first words",
        blank=True,
        max_length=400,
        help_text="Above the first question: one or two plain sentences.",
    )
    talk_to = models.ForeignKey(
        "directory.Service",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="service to talk to",
        help_text="Whom anybody can ring who is lost here, such as the advice service for parents.",
    )
    talk_words = models.TextField(
        "whom to talk to, in words",
        blank=True,
        max_length=400,
        help_text="When a person is there, what she can do. Shown at the end of every way.",
    )
    edition = models.PositiveBigIntegerField(default=another, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With another edition, unless only some other fields are saved."""
        self.edition = another()
        super().save(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Put a draft before families. ValidationError for one with a mistake in it, whoever asks."""
        wrong = type(self).problems(revision.as_object())
        if wrong:
            raise ValidationError(list(wrong))
        super().publish(revision, *args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its first question."""
        return reverse("front_door:start")

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The first question as a family would see it."""
        return "front_door/question.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What that page is given, told from the draft."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"is_preview": True} | type(self).page_context(self)
