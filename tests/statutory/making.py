"""Makers of items of the reference list, and of where they are covered."""

from datetime import date, timedelta
from typing import Any

from wagtail.models import Page, Site

from localoffer.statutory.models import Coverage, StatutoryItem, Theme

TODAY = date.today()


def item(code: str = "short-breaks", text: str = "", theme: int = 8, **fields: Any) -> StatutoryItem:
    """One thing that the law asks for."""
    holder, _ = Theme.objects.get_or_create(number=theme, defaults={"name": f"Theme {theme}"})
    return StatutoryItem.objects.create(
        code=code,
        text=text or f"Something about {code}.",
        theme=holder,
        **{"source": "The Regulations"} | fields,
    )


def covered(of: StatutoryItem, *, days_ago: int | None = 10, **target: Any) -> Coverage:
    """Where it is covered, and when somebody looked."""
    looked = None if days_ago is None else TODAY - timedelta(days=days_ago)
    made = Coverage(item=of, reviewed_on=looked, **target)
    made.full_clean()
    made.save()
    return made


def page(title: str = "Short breaks", **fields: Any) -> Page:
    """A page that families can read."""
    root = Site.objects.get(is_default_site=True).root_page
    made: Page = root.add_child(instance=Page(title=title, **fields))
    return made
