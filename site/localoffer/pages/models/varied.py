"""The same page for other readers: in large print, and in Easy Read."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from localoffer.pages.blocks import EasyRead
from localoffer.pages.models.reached import Reached

EASY_READ = "easy-read"
SIZE, LARGE = "size", "large"


class Varied(models.Model):
    """A page with a large-print form (``?size=large``) and, where it is written, an Easy Read one.

    Nothing is remembered about the reader: the form is part of the address.
    """

    easy_read = StreamField(
        EasyRead(),
        blank=True,
        verbose_name="Easy Read",
        help_text="The page once more in short sentences with pictures. It gets an address of its own.",
    )

    easy_read_panels = [FieldPanel("easy_read")]

    #: Whether this answer is the Easy Read form; of the instance that the address led to.
    in_easy_read = False

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page's own address, its Easy Read address, or a page under it."""
        if path_components == [EASY_READ] and self.easy_read and self.live:  # type: ignore[attr-defined]
            self.in_easy_read = True
            return RouteResult(self)
        return super().route(request, path_components)  # type: ignore[misc, no-any-return]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The template of this form of the page."""
        if self.in_easy_read:
            return "pages/easy_read.html"
        return str(super().get_template(request, *args, **kwargs))  # type: ignore[misc]

    def get_route_paths(self) -> list[str]:
        """Every address of the page, so that each leads on when the page is moved."""
        paths: list[str] = super().get_route_paths()  # type: ignore[misc]
        return [*paths, f"/{EASY_READ}/"] if self.easy_read else paths

    def forms_of_it(self, request: HttpRequest) -> dict[str, Any]:
        """For a template: which form this is, and where the others are."""
        address = str(self.get_url(request) or "")  # type: ignore[attr-defined]
        here = f"{address}{EASY_READ}/" if self.in_easy_read else address
        large = request.GET.get(SIZE) == LARGE
        return {
            "large": large,
            "easy_read": self.in_easy_read,
            "variant": large or self.in_easy_read,
            "page_address": address,
            "canonical": request.build_absolute_uri(address) if address else "",
            "large_address": f"{here}?{SIZE}={LARGE}",
            "usual_size_address": here,
            "easy_read_address": f"{address}{EASY_READ}/" if self.easy_read else "",
        }


def trail(page: Page) -> list[Page]:
    """The public pages above this one, from the top, without the front page.

    One statement, or none for a page that an address led to.
    """
    way = page.way[:-1] if isinstance(page, Reached) else ()
    above = way or page.get_ancestors().order_by("depth")
    return [one for one in above if one.live and one.depth > 2]
