"""The action plan: what is promised about a gap, and what became of it."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from directory.models.drafted import Drafted
from localoffer.commissioning.models.run import GapRun
from localoffer.commissioning.models.scenario import Scenario


class Progress(models.TextChoices):
    """How far a promise is."""

    PLANNED = "planned", "Planned"
    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class ActionItem(Drafted, ClusterableModel):
    """One promise to act on a gap, with the run and the scores that justified it.

    ``areas`` is frozen when the item is made: [{"code", "name", "score", "nearest_km", "children"}] of the
    run then, so that each later run shows whether it helped. No draft can change ``run``, ``scenario`` or
    ``areas``. ``owner`` is a team, never a person.
    """

    #: What the promise was made on. Never part of an edit.
    FROZEN: ClassVar[tuple[str, ...]] = ("run_id", "scenario_id", "areas", "made_at")
    #: Tells a draft as its page. The models know no pages, so the admin puts its own function here.
    page_context: ClassVar[Callable[["ActionItem"], dict[str, Any]]] = staticmethod(lambda draft: {})

    title = models.CharField(max_length=160)
    promise = models.TextField("what will be done")
    because = models.TextField("what families said", blank=True, help_text="From comments; nobody's name.")
    owner = models.CharField("team", max_length=160, help_text="The team that answers for it, not a person.")
    due = models.DateField(null=True, blank=True)
    progress = models.CharField(max_length=10, choices=Progress.choices, default=Progress.PLANNED)
    run = models.ForeignKey(
        GapRun, null=True, blank=True, on_delete=models.PROTECT, related_name="action_items"
    )
    scenario = models.ForeignKey(
        Scenario, null=True, blank=True, on_delete=models.SET_NULL, related_name="action_items"
    )
    areas = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["progress", "due", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where anybody reads it."""
        return reverse("plan:item", args=[self.pk])

    def overdue(self, today: date) -> bool:
        """Whether it should have been done before today and is neither done nor stopped."""
        open_still = self.progress in (Progress.PLANNED, Progress.UNDER_WAY)
        return self.due is not None and self.due < today and open_still

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A revision as an object: what was frozen comes from the item itself, whatever the revision says."""
        draft: Self = super().with_content_json(content)
        for field in self.FROZEN:
            setattr(draft, field, getattr(self, field))
        return draft

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The page that a family would see, with the draft's words."""
        return "commissioning/plan_item.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What that page is given, told from the draft."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"is_preview": True} | type(self).page_context(self)


class ActionUpdate(models.Model):
    """What happened since, on a day."""

    item = ParentalKey(ActionItem, on_delete=models.CASCADE, related_name="updates")
    on = models.DateField()
    text = models.TextField()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:40]}"
