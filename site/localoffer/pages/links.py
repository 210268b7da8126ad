"""Links inside the site: found all at once, and never dead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from localoffer.pages.queries import live_by_id

_TO_A_PAGE = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_ID = re.compile(r"\bid=\"(\d+)\"")

#: Pages that the blocks being shown link to, read already.
_known: ContextVar[Mapping[int, Page | None] | None] = ContextVar("pages_linked_to", default=None)


class LivePageLinkHandler(PageLinkHandler):
    """A link in rich text to a page that is gone, or that families may not see, is shown as plain words.

    Wagtail itself would link to a page that is not published.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tag of each link. One statement for all, none where they are known already."""
        pages = _read({int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdigit()})
        return [_opening(pages.get(int(attrs.get("id") or 0))) for attrs in attrs_list]


@contextmanager
def linked_from(stream: Any) -> Iterator[None]:
    """While the blocks of a stream are shown, know every page that their words link to: one statement."""
    wanted = set(linked_ids(block["value"] for block in stream.raw_data))
    found = live_by_id(wanted)
    token = _known.set({key: found.get(key) for key in wanted})
    try:
        yield
    finally:
        _known.reset(token)


def linked_ids(values: Iterable[Any]) -> Iterator[int]:
    """The ids of the pages that the rich text in raw values of blocks links to."""
    for value in values:
        if isinstance(value, str):
            for tag in _TO_A_PAGE.findall(value):
                yield from (int(number) for number in _ID.findall(tag))
        elif isinstance(value, Mapping):
            yield from linked_ids(value.values())
        elif isinstance(value, list):
            yield from linked_ids(value)


def _read(ids: set[int]) -> Mapping[int, Page | None]:
    known = _known.get() or {}
    missing = ids - set(known)
    return {**known, **live_by_id(missing)} if missing else known


def _opening(page: Page | None) -> str:
    # No href: a browser shows it as words and nobody can follow it.
    address = page.url if page else None
    return f'<a class="govuk-link" href="{escape(address)}">' if address else "<a>"
