"""A page that is reached through the tree: its whole way is read in one statement, not two a level.

Wagtail asks every page on the way, from the top, to route the rest of the address, and reads each in full.
Here the same pages are asked the same question in the same order, by their own ``route()``, but they are read
together and without the fields of their types (``specific_deferred``). Only the one that answers is read in
full. What isn't found in this way, or stands deeper, is left to Wagtail's own walk.
"""

from collections.abc import Iterator, Sequence

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

#: Levels below the front page that are read at once. An address may be long; a tree is not.
DEEPEST = 8


class Reached(models.Model):
    """A page that knows, when an address led to it, what was read on the way."""

    #: From the root of the tree down to the page itself. Empty when it came by another road than an address.
    way: tuple[Page, ...] = ()
    #: What stands next on the way to the address that is asked for.
    ahead: tuple[Page, ...] = ()

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Ask the page below, which is read already, as Wagtail would; Http404 where nothing answers."""
        if not (path_components and self.ahead):
            return super().route(request, path_components)  # type: ignore[misc, no-any-return]
        below, ahead, rest = self.ahead[0], self.ahead[1:], path_components[1:]
        if not ahead:
            return self._led_to(below.specific).route(request, rest)
        passing = self._led_to(below.specific_deferred, ahead)
        found: RouteResult = passing.route(request, rest)
        if found.page is not passing:
            return found
        # It answers for what is below it itself, so it is shown, and read in full.
        return self._led_to(below.specific, ahead).route(request, rest)

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """Who may see it, as Wagtail tells; no statement where the way was seen to be open to all."""
        open_to_all = self.way and not any(one.kept_private or one.alias_of_id for one in self.way)
        if open_to_all:
            nobody_kept_out: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
            return nobody_kept_out
        return super().get_view_restrictions()  # type: ignore[misc, no-any-return]

    def _led_to(self, page: Page, ahead: tuple[Page, ...] = ()) -> Page:
        if isinstance(page, Reached):
            page.way, page.ahead = (*self.way, self.ahead[0]), ahead
        return page


def set_out(top: Page, path_components: Sequence[str]) -> None:
    """Read the way from the top of a site to an address, and what is private on it. One statement."""
    slugs = list(path_components[:DEEPEST])
    above = Q(path__in=[top.path[:end] for end in range(Page.steplen, len(top.path) + 1, Page.steplen)])
    addresses = [f"{top.url_path}{'/'.join(slugs[: end + 1])}/" for end in range(len(slugs))]
    below = Q(slug__in=slugs, url_path__in=addresses)
    private = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    read = Page.objects.filter(above | below).order_by("path").annotate(kept_private=Exists(private))
    way = [page for page in read if page.depth <= top.depth]
    if way and way[-1].path == top.path and len(way) == top.depth:
        top.way = tuple(way)
        top.ahead = tuple(_unbroken(top, slugs, read))


def _unbroken(top: Page, slugs: Sequence[str], read: "QuerySet[Page]") -> Iterator[Page]:
    """Each page right under the one before, with the slug that the address has there."""
    by_place = {(page.depth, page.slug): page for page in read if page.depth > top.depth}
    path = top.path
    for depth, slug in enumerate(slugs, top.depth + 1):
        page = by_place.get((depth, slug))
        if page is None or page.path[: -Page.steplen] != path:
            return
        path = page.path
        yield page
