"""Which pages families may see."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

P = TypeVar("P", bound=Page)


def public(pages: "QuerySet[P]") -> "QuerySet[P]":
    """Of these, those that are live, not past their end, and not kept private. One statement more."""
    over = Q(expire_at__lte=timezone.now())
    shown: QuerySet[P] = pages.filter(live=True).exclude(over).public()  # type: ignore[attr-defined]
    return shown


def public_under(parent: Page, kind: type[P]) -> "QuerySet[P]":
    """The public pages of a type right under a page."""
    return public(kind.objects.child_of(parent))


def listed_under(parent: Page) -> list[Page]:
    """The public pages right under a page, as they stand in the tree. A statement for each type there."""
    below = public(Page.objects.child_of(parent)).order_by("path")
    return list(below.defer_streamfields().specific())  # type: ignore[attr-defined]


def live_by_id(ids: Iterable[int]) -> Mapping[int, Page]:
    """Of the pages with these ids, the live ones. One statement, or none for no ids."""
    wanted = set(ids)
    return Page.objects.live().in_bulk(wanted) if wanted else {}


def running(campaigns: "QuerySet[P]", today: date) -> "QuerySet[P]":
    """The campaigns that run on a day: the one that ends soonest first, those without an end last."""
    on = campaigns.filter(Q(end__isnull=True) | Q(end__gte=today), start__lte=today)
    return on.order_by(F("end").asc(nulls_last=True), "-start")
