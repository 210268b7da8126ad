"""A page that brings pages together."""

from typing import Any

from django.http import HttpRequest

from localoffer.pages.models.written import WrittenPage
from localoffer.pages.queries import listed_under


class TopicPage(WrittenPage):
    """A subject, a few words about it, and the pages under it."""

    label = "Topic"

    class Meta:
        verbose_name = "topic page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, and the public pages under it."""
        return super().get_context(request, *args, **kwargs) | {"listed": listed_under(self)}
