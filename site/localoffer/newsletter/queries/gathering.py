"""All that goes into an issue, gathered once."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from directory import queries as directory
from localoffer.newsletter.content import Content, Item
from localoffer.newsletter.queries.events import events
from localoffer.newsletter.queries.news import news
from localoffer.newsletter.queries.services import fresh, items
from localoffer.pages.queries import live_by_id


def gather(since: datetime, until: datetime, now: datetime) -> Content:
    """News and services published in that time, and events to come. About 30 statements in all."""
    services = fresh(since, until)
    told = items(services)
    # Newest first, so that what is cut off in a long mail is the older.
    listed = [one for one in reversed(services) if str(one.pk) in told]
    return Content(
        news=news(since, until),
        events=events(now),
        new=tuple(told[str(one.pk)] for one in listed if one.new_since(since)),
        changed=tuple(told[str(one.pk)] for one in listed if not one.new_since(since)),
    )


def still_there(content: Content) -> Content:
    """The items that families may still see: one may have been withdrawn since the issue was made.

    Two statements, whatever the number of items.
    """
    services = directory.still_public(UUID(key) for key in _ids(content.items, "service"))
    pages = live_by_id(int(key) for key in _ids(content.items, "page"))
    there = {f"service:{key}" for key in services} | {f"page:{key}" for key in pages}
    return content.only(lambda _section, item: item.key in there)


def _ids(items: Iterable[Item], kind: str) -> list[str]:
    return [item.key.partition(":")[2] for item in items if item.key.startswith(f"{kind}:")]
