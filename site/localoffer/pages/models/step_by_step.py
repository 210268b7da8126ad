"""A way from start to end, in numbered steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from localoffer.pages.blocks import LinkBlock, words_of
from localoffer.pages.blocks.words import ParagraphBlock
from localoffer.pages.models.varied import Varied
from localoffer.pages.models.written import WrittenPage


class StepBlock(StructBlock):
    """One step. Joined by "and" or "or" it shares the number of the step before it."""

    joined = ChoiceBlock(
        choices=[("and", "and: do it as well"), ("or", "or: do it instead")],
        required=False,
        help_text="Leave empty for a step with a number of its own.",
    )
    title = CharBlock(max_length=120)
    text = ParagraphBlock(required=False)
    links = ListBlock(LinkBlock(), default=[])

    class Meta:
        icon = "list-ol"


class StepStream(StreamBlock):
    """The steps, in their order."""

    step = StepBlock()


@dataclass(frozen=True, slots=True)
class Step:
    """A step as a reader sees it. ``number`` is None where it shares the one before."""

    number: int | None
    joined: str
    value: Any

    @property
    def anchor(self) -> str:
        """Its own place on the page."""
        return f"step-{self.number}" if self.number else ""


class StepByStepPage(WrittenPage):
    """How to get from here to there: asking for an assessment, moving to secondary school."""

    label = "Step by step"

    steps = StreamField(StepStream(), blank=True)

    content_panels = [
        *WrittenPage.content_panels[:-2],
        FieldPanel("body", heading="Before the steps"),
        FieldPanel("steps"),
        *Varied.easy_read_panels,
    ]

    class Meta:
        verbose_name = "step by step page"

    def searched_text(self) -> str:
        """What comes before the steps, and the steps."""
        return f"{words_of(self.body)}\n{words_of(self.steps)}"

    def numbered(self) -> Iterator[Step]:
        """The steps with their numbers; the first one always has its own."""
        number = 0
        for block in self.steps:
            joined = (block.value.get("joined") or "") if number else ""
            number += not joined
            yield Step(None if joined else number, joined, block.value)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and its numbered steps."""
        return super().get_context(request, *args, **kwargs) | {"steps": list(self.numbered())}
