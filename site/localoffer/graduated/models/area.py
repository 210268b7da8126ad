"""A broad area of need (SEND Code of Practice 2015, paragraphs 6.28 to 6.35), with its barriers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel

from localoffer.graduated.addresses import STRATEGIES, page_address
from localoffer.graduated.models.barrier import BarrierPage
from localoffer.graduated.models.seeded import Seeded
from localoffer.pages.models import ContentPage


class AreaOfNeedPage(Seeded, ContentPage):
    """One of the four areas. Its page lists what a parent or teacher may notice."""

    label = "What to expect"

    code = models.SlugField(blank=True, db_index=True, help_text="How files name it. Leave empty if none do.")
    text = models.TextField(blank=True, help_text="What this area is, in plain words. A blank line parts.")

    content_panels = [*ContentPage.content_panels, FieldPanel("text")]
    exclude_fields_in_copy = ["code", "seeded"]
    parent_page_types = ["graduated.ToolPage"]
    subpage_types = ["graduated.BarrierPage"]
    template = "graduated/area.html"

    class Meta:
        verbose_name = "area of need"
        verbose_name_plural = "areas of need"

    @property
    def address(self) -> str:
        """Where anybody reads it."""
        return page_address(self.url_path)

    def clean(self) -> None:
        """Keep the address of strategies free."""
        super().clean()
        if self.slug == STRATEGIES:
            raise ValidationError({"slug": f"“{STRATEGIES}” is where strategies are. Choose another."})

    def searched_text(self) -> str:
        """What it is."""
        return self.text

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its barriers, in the editors' order. One statement more."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        barriers = BarrierPage.objects.child_of(self).live().order_by("path")
        return context | {"barriers": tuple(barriers)}
