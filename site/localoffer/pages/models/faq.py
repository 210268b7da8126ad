"""Questions that many people ask, in groups, with their answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from localoffer.pages.blocks import words_of
from localoffer.pages.blocks.words import ParagraphBlock
from localoffer.pages.models.content import ContentPage
from localoffer.pages.models.varied import Varied


class QuestionBlock(StructBlock):
    """One question, as a parent would ask it, and the answer."""

    question = CharBlock(max_length=200)
    answer = ParagraphBlock()


class GroupBlock(StructBlock):
    """Questions about one thing."""

    title = CharBlock(max_length=120)
    questions = ListBlock(QuestionBlock())

    class Meta:
        icon = "help"


class GroupStream(StreamBlock):
    """The groups, in their order."""

    group = GroupBlock()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a reader sees it, with its own place on the page."""

    anchor: str
    question: str
    answer: Any  # RichText


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions under one heading."""

    anchor: str
    title: str
    questions: tuple[Question, ...]


class FaqPage(ContentPage):
    """All the questions about a subject on one page, each opening to its answer."""

    label = "Questions and answers"

    groups = StreamField(GroupStream(), blank=True)

    content_panels = [*ContentPage.content_panels, FieldPanel("groups"), *Varied.easy_read_panels]

    class Meta:
        verbose_name = "questions and answers page"

    def searched_text(self) -> str:
        """Every question and every answer."""
        return words_of(self.groups)

    def asked(self) -> Iterator[Group]:
        """The groups with an anchor for each question that no other on the page has."""
        taken: set[str] = set()
        for block in self.groups:
            title = block.value["title"]
            yield Group(
                anchor=_anchor(title, taken),
                title=title,
                questions=tuple(
                    Question(_anchor(one["question"], taken), one["question"], one["answer"])
                    for one in block.value["questions"]
                ),
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, its questions, and the same for search engines."""
        groups = list(self.asked())
        return super().get_context(request, *args, **kwargs) | {
            "groups": groups,
            "structured": structured(groups),
        }


def structured(groups: list[Group]) -> dict[str, Any]:
    """The questions in schema.org's words (https://schema.org/FAQPage)."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": one.question,
                "acceptedAnswer": {"@type": "Answer", "text": strip_tags(one.answer.source).strip()},
            }
            for group in groups
            for one in group.questions
        ],
    }


def _anchor(text: str, taken: set[str]) -> str:
    wanted = base = slugify(text)[:60].strip("-") or "question"
    number = 1
    while wanted in taken:
        number += 1
        wanted = f"{base}-{number}"
    taken.add(wanted)
    return wanted
