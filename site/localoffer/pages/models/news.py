"""News, newest first."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from localoffer.pages.feeds import NewsFeed
from localoffer.pages.models.content import ContentPage
from localoffer.pages.models.varied import Varied
from localoffer.pages.models.written import WrittenPage
from localoffer.pages.queries import public_under

PER_PAGE = 20


def today() -> date:
    """The day, where the authority is."""
    return timezone.localdate()


class NewsIndexPage(RoutablePageMixin, ContentPage):
    """All news, newest first, with a feed."""

    label = "News"
    max_count_per_parent = 1
    subpage_types = ["pages.NewsPage"]
    content_panels = [*ContentPage.content_panels, *Varied.easy_read_panels]

    class Meta:
        verbose_name = "news index page"

    def news(self) -> "models.QuerySet[NewsPage]":
        """The public news, newest first."""
        return public_under(self, NewsPage).order_by("-date", "-pk")

    @path("")
    def listed(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self.render(request)  # type: ignore[no-any-return]

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest items as an Atom feed."""
        return NewsFeed(self, self.news()[:PER_PAGE])(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and twenty items."""
        pager = Paginator(self.news(), PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"pager": pager, "news": list(pager)}


class NewsPage(WrittenPage):
    """One piece of news."""

    label = "News"
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    date = models.DateField(default=today, help_text="The day it is news; the newest stands first.")

    content_panels = [*ContentPage.content_panels, FieldPanel("date"), *WrittenPage.content_panels[-2:]]

    class Meta:
        verbose_name = "news page"
