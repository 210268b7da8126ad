"""Pages that editors write in Wagtail. Today: the front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

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

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        InlinePanel("popular", label="popular search", max_num=8),
        FieldPanel("news"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: list[str] = []
    max_count = 1
    template = "pages/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The search box, empty, and the searches that many families make."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"form": FindForm(), "popular": list(self.popular.all())}


class PopularSearch(Orderable):
    """A search that many families make, as a link."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="popular")
    words = models.CharField(
        max_length=80, help_text="As a family would say it, for example: speech therapy."
    )

    panels = [FieldPanel("words")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "words"], name="one_popular_search_per_words")]

    def __str__(self) -> str:
        return self.words
