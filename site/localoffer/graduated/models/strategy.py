"""One thing that helps: what it looks like, who does it, and what a family can expect of it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.fields import StreamField

from directory.models.choices import Level
from directory.models.drafted import Drafted
from localoffer.graduated.addresses import strategy_address
from localoffer.graduated.choices import Phase, Step
from localoffer.graduated.models.phased import Phased
from localoffer.graduated.models.seeded import Seeded
from localoffer.pages.models import Kept, Topical


class StrategyQuerySet(models.QuerySet["Strategy"]):
    """Strategies as readers may see them."""

    def public(self) -> "StrategyQuerySet":
        """Published, and not past its last day."""
        # Wagtail withdraws an expired one when publish_scheduled runs; readers must not wait for that.
        return self.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), live=True)

    def in_phase(self, phase: Phase | None) -> "StrategyQuerySet":
        """For this phase, and those that say none; for None, all."""
        if phase is None:
            return self
        nothing_said = Q(**dict.fromkeys((one.column for one in Phase), False))
        return self.filter(Q(**{phase.column: True}) | nothing_said)


class Strategy(
    Drafted,
    Seeded,
    Phased,
    Topical,
    Kept,
    ClusterableModel,
):
    """One strategy. It serves several barriers and phases without a copy. All texts are plain text.

    A blank line parts paragraphs; a line that begins with "- " is a point of a list.
    """

    #: Tells a draft as its page. The models know no pages, so the admin puts its own function here.
    page_context: ClassVar[Callable[["Strategy"], dict[str, Any]]] = staticmethod(lambda draft: {})

    code = models.SlugField(
        unique=True, max_length=80, help_text="Its address ends in this. Don't change it once published."
    )
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=12, choices=Level.choices)
    step = models.CharField(
        "step it belongs to",
        max_length=8,
        choices=Step.choices,
        blank=True,
        help_text="Of assess, plan, do, review. Empty: do.",
    )
    barriers = ParentalManyToManyField("graduated.BarrierPage", blank=True, related_name="strategies")
    looks_like = models.TextField("what it looks like", blank=True)
    who_does_it = models.TextField("who does it", blank=True)
    families_can_expect = models.TextField("what families can expect", blank=True)
    young_person_may_say = models.TextField("what the young person may say", blank=True)
    for_young_people = models.TextField("said to a young person", blank=True)
    evidence = StreamField(
        [
            (
                "source",
                StructBlock(
                    [("text", CharBlock(max_length=255)), ("url", URLBlock(required=False, label="Link"))]
                ),
            )
        ],
        blank=True,
        help_text="Why we think that it works, and what helps to do it.",
    )

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "strategies"
        indexes = [models.Index(fields=["live", "level"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where anybody reads it."""
        return strategy_address(self.code)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The evidence: (text, link or "")."""
        return tuple((block.value["text"], block.value.get("url") or "") for block in self.evidence)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The page that anybody would see, with the draft's words."""
        return "graduated/strategy.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What that page is given, told from the draft."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"is_preview": True} | type(self).page_context(self)
