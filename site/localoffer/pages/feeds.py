"""News as a feed that other programs read."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page


class NewsFeed(Feed):
    """The newest items of one news page, as Atom (RFC 4287)."""

    feed_type = Atom1Feed

    def __init__(self, index: Page, items: Iterable[Any]) -> None:
        self._index = index
        self._items = items

    def title(self) -> str:
        """Whose news it is."""
        return f"{settings.AUTHORITY_NAME} {settings.WAGTAIL_SITE_NAME}: {self._index.title}"

    def link(self) -> str:
        """Where it is read by people."""
        return str(self._index.url)

    def subtitle(self) -> str:
        """What it is about."""
        return str(self._index.summary)

    def items(self) -> list[Any]:
        """What the page gives."""
        return list(self._items)

    def item_title(self, item: Page) -> str:
        """Its headline."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """Its sentence."""
        return str(item.summary)

    def item_link(self, item: Page) -> str:
        """Its page."""
        return str(item.url)

    def item_guid(self, item: Page) -> str:
        """The same for ever, wherever the page is moved to."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: Any) -> datetime:
        """The day it was news."""
        return timezone.make_aware(datetime.combine(item.date, time()))

    def item_updateddate(self, item: Page) -> datetime:
        """When its words were last published."""
        return item.last_published_at or self.item_pubdate(item)
