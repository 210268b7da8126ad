"""What the front page shows of other pages. Kept a minute, so that no visitor pays statements for it."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from localoffer.pages.models.campaign import CampaignPage
from localoffer.pages.models.news import NewsPage
from localoffer.pages.queries import live_by_id, public, running

LATEST = 3
_KEY = "front-page"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Door:
    """A way into the site."""

    text: str
    href: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news, or a campaign."""

    title: str
    url: str
    summary: str
    date: date | None  # of a campaign: its last day


@dataclass(frozen=True, slots=True)
class Front:
    """Everything on the front page that stands on other pages."""

    what_to_expect: str  # an address, or empty
    doors: tuple[Door, ...]
    latest: tuple[Item, ...]
    all_news: str
    campaign: Item | None


def front(what_to_expect: int | None, ways_in: Any, *, fresh: bool = False) -> Front:
    """What to show for a page to lead to (its id) and ways in (a stream of WayInBlock).

    ``fresh``: read it now, for an editor who looks at a draft.
    """
    ways = [block["value"] for block in ways_in.raw_data]
    if fresh:
        return _read(what_to_expect, ways)
    # What an editor chose is part of the key, so that her change shows at once.
    chosen = repr((get_language(), timezone.localdate(), what_to_expect, ways)).encode()
    key = f"{_KEY}:{_edition()}:{blake2b(chosen, digest_size=16).hexdigest()}"
    held: Front | None = cache.get(key)
    if held is None:
        held = _read(what_to_expect, ways)
        cache.set(key, held, _SECONDS)
    return held


def forget() -> None:
    """A page has changed: it shows at once in this process, and within a minute in the others."""
    cache.delete(_KEY)


def _edition() -> str:
    return str(cache.get_or_set(_KEY, lambda: uuid4().hex, None))


def _read(what_to_expect: int | None, ways: list[dict[str, Any]]) -> Front:
    chosen = [way["page"] for way in ways if way.get("page")]
    pages = live_by_id([*chosen, *([what_to_expect] if what_to_expect else [])])
    latest = list(public(NewsPage.objects.all()).order_by("-date", "-pk")[:LATEST])
    campaign = running(public(CampaignPage.objects.all()), timezone.localdate()).first()
    return Front(
        what_to_expect=_address(pages.get(what_to_expect or 0)),
        doors=tuple(_doors(ways, pages)),
        latest=tuple(Item(one.title, one.url, one.summary, one.date) for one in latest),
        all_news=_address(latest[0].get_parent()) if latest else "",
        campaign=Item(campaign.title, campaign.url, campaign.summary, campaign.end) if campaign else None,
    )


def _doors(ways: list[dict[str, Any]], pages: Any) -> list[Door]:
    doors = []
    for way in ways:
        href = _address(pages.get(way["page"])) if way.get("page") else way.get("url") or ""
        if href:
            doors.append(Door(way["text"], href, way.get("hint") or ""))
    return doors


def _address(page: Page | None) -> str:
    return str(page.url or "") if page else ""
