"""A page that goes leaves a way on: its address leads to the nearest page above it that is still there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

#: What an address of a page that is gone brings to the page it leads to, so that this one can say so.
GONE = "gone"
_LONGEST = Redirect._meta.get_field("old_path").max_length


@dataclass(frozen=True, slots=True)
class Address:
    """A path of one site, as redirects spell it."""

    site_id: int | None
    path: str


def addresses(page: Page) -> list[Address]:
    """Every address that the page itself answers at, in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = page.get_url_parts()
    if parts is None or not parts[2]:
        return []
    site_id, _root, path = parts
    routes = (Redirect.normalise_page_route_path(route) for route in page.get_route_paths())
    told = (Redirect.normalise_path(path.rstrip("/") + (route or "/")) for route in routes)
    return [Address(site_id, one) for one in dict.fromkeys(told)]


def leading_to(page: Page) -> list[Address]:
    """The addresses that lead to the page from where it, or a page that is gone, once was."""
    rows = Redirect.objects.filter(redirect_page=page).values_list("site_id", "old_path")
    return [Address(site_id, path) for site_id, path in rows]


@transaction.atomic
def lead_up(page: Page, left: Iterable[Address]) -> None:
    """Lead these addresses to the nearest live page above ``page``, while nothing else answers there.

    A page may come back, so the way is a temporary one (HTTP 302). An editor's own redirect stays as it is.
    """
    above = _nearest_live_above(page)
    wanted = [one for one in left if len(one.path) <= (_LONGEST or 255)]
    if above is None or not wanted:
        return
    there = Redirect.objects.filter(old_path__in=[one.path for one in wanted])
    own = set(there.filter(automatically_created=False).values_list("old_path", flat=True))
    there.filter(automatically_created=True).delete()
    Redirect.objects.bulk_create(
        [
            Redirect(
                old_path=one.path,
                site_id=one.site_id,
                redirect_page=above,
                is_permanent=False,
                automatically_created=True,
            )
            for one in dict.fromkeys(wanted)
            if one.path not in own
        ],
        ignore_conflicts=True,
    )


def answers_again(page: Page) -> None:
    """Forget the ways on from the addresses of a page that is there again."""
    paths = [one.path for one in addresses(page)]
    Redirect.objects.filter(old_path__in=paths, automatically_created=True, is_permanent=False).delete()


def _nearest_live_above(page: Page) -> Page | None:
    paths = [page.path[:length] for length in range(Page.steplen, len(page.path), Page.steplen)]
    return Page.objects.filter(path__in=paths, depth__gt=1, live=True).order_by("-depth").first()
