"""A handbook or another document, with the same to read on the page."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StreamBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string

from localoffer.pages.models.content import ContentPage
from localoffer.pages.models.varied import Varied
from localoffer.pages.models.written import WrittenPage


class FileBlock(StructBlock):
    """A file to take away."""

    title = CharBlock(max_length=120, help_text="For example: The whole handbook, or: Checklist to print.")
    document = DocumentChooserBlock()

    class Meta:
        icon = "doc-full"
        template = "pages/blocks/file.html"


class FileStream(StreamBlock):
    """The files, the most useful first."""

    file = FileBlock()


class DocumentPage(WrittenPage):
    """A handbook: what it is for, when it is looked at again, and its words or why they aren't there."""

    label = "Handbook"

    cover = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A picture of its first page, for decoration.",
    )
    files = StreamField(FileStream(), blank=True)
    why_no_html = models.TextField(
        "why it can't be read here",
        blank=True,
        help_text="Only if the page has no words of its own: why not, and how to get it another way.",
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("cover"),
        FieldPanel("files"),
        FieldPanel("body", heading="The document as a page"),
        FieldPanel("why_no_html"),
        *Varied.easy_read_panels,
    ]

    class Meta:
        verbose_name = "document page"

    def unready(self, values: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Besides every page's rules: a review date, and its words or the reason why there are none."""
        problems = super().unready(values)
        if not values.get("review_by"):
            problems["review_by"] = ValidationError(
                _("A document needs the date of its next review (under Promote) to be published.")
            )
        if "body" in values and not values.get("body") and not (values.get("why_no_html") or "").strip():
            problems["why_no_html"] = ValidationError(
                _(
                    "Many people can't use a file. Put the words of the document on the page, or say here "
                    "why that can't be done and how to get them another way."
                )
            )
        return problems
