"""The front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from localoffer.pages.blocks.way_in import WayInBlock
from localoffer.pages.front import front
from localoffer.pages.models.reached import Reached, set_out
from search.forms import FindForm


class HomePage(Reached, Page):  # type: ignore[django-manager-missing]
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
    what_to_expect = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="“What to expect” leads to",
        help_text="The page on which families choose what they notice.",
    )
    ways_in = StreamField(
        [("way", WayInBlock())],
        blank=True,
        max_num=6,
        help_text="For parents and carers, for young people, for schools and professionals.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("popular"),
        MultiFieldPanel([FieldPanel("what_to_expect"), FieldPanel("ways_in")], heading="Ways in"),
        FieldPanel("news", heading="A word to everybody"),
        HelpPanel(content="The latest news and a campaign that runs are shown by themselves."),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "pages/home.html"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page that an address leads to. One statement for the way, whatever its length."""
        set_out(self, path_components)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The search box, empty; the ways in; what is new and what runs."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shown = front(self.what_to_expect_id, self.ways_in, fresh=getattr(request, "is_preview", False))
        return context | {
            "form": FindForm(),
            "popular": [block.value for block in self.popular],
            "front": shown,
        }
