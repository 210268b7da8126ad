"""The pages that editors put into the menu. Kept a minute, so that no page pays a statement for it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

_KEY = "menu"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page of the menu: its title and its address in the default language."""

    text: str
    path: str


def menu() -> tuple[MenuItem, ...]:
    """The live, public pages under the front page that are shown in menus, in the editors' order."""
    held: tuple[MenuItem, ...] | None = cache.get(_KEY)
    return remember(_read()) if held is None else held


def remember(items: tuple[MenuItem, ...]) -> tuple[MenuItem, ...]:
    """Keep the menu as it was just read."""
    cache.set(_KEY, items, _SECONDS)
    return items


@receiver([page_published, page_unpublished, post_page_move])
@receiver(post_delete, sender=Page)
def forget(**_: object) -> None:
    """An edit shows at once in this process, and within a minute in the others."""
    cache.delete(_KEY)


def _read() -> tuple[MenuItem, ...]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return ()
    top = site.root_page.url_path
    pages = Page.objects.child_of(site.root_page).live().public().in_menu()
    return tuple(MenuItem(page.title, "/" + page.url_path.removeprefix(top)) for page in pages)
