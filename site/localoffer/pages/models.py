"""Pages that editors write in Wagtail. Today: the front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from search.forms import FindForm


class HomePage(Page):
    """The front door: one search box, and the ways round it. Editors own its words."""

    lead = models.CharField(
        max_length=255,
        default="Help for children and young people with special educational needs and disabilities",
        help_text="One sentence under the title: whom this site is for.",
    )
    news = RichTextField(
        blank=True,
        features=["bold", "link", "ul"],
        help_text="Shown under the search. Leave empty if nothing.",
    )

    # In the page's own row, so that the front page needs no further statement for them.
    popular = StreamField(
        [("words", CharBlock(max_length=80))],
        blank=True,
        max_num=8,
        help_text="Searches that many families make, as they would say them, for example: speech therapy.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("popular"),
        FieldPanel("news"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: list[str] = []
    max_count = 1
    template = "pages/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The search box, empty, and the searches that many families make."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"form": FindForm(), "popular": [block.value for block in self.popular]}
