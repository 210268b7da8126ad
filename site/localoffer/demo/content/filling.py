"""What a row of a file says, put into a page."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from wagtail.models import Page

from localoffer.demo.content.reading import Row
from localoffer.pages.models import (
    CampaignPage,
    ContentPage,
    DocumentPage,
    FaqPage,
    GuidancePage,
    NewsIndexPage,
    NewsPage,
    StepByStepPage,
    TopicPage,
)

KINDS: Mapping[str, type[ContentPage]] = {
    "topic": TopicPage,
    "guidance": GuidancePage,
    "step-by-step": StepByStepPage,
    "faq": FaqPage,
    "news-index": NewsIndexPage,
    "news": NewsPage,
    "document": DocumentPage,
    "campaign": CampaignPage,
}
#: Gives the number of the picture of a name, for Easy Read.
Draw = Callable[[str], int | None]
_HREF = re.compile(r'href="page:([^"]*)"')


def begin(row: Row) -> ContentPage:
    """A page of the row's type, not public yet and without its words, so that others can link to it."""
    made = KINDS[row["type"]](title=row["title"], slug=row["slug"], live=False)
    made.show_in_menus = row.get("show_in_menus", False)
    return made


def fill(page: ContentPage, row: Row, *, ids: Mapping[str, int], draw: Draw, today: date) -> None:
    """Put the row's words and days into a page; links go to the pages whose ``ids`` are given by slug."""
    page.summary = row.get("summary", "")
    page.also_known_as = "\n".join(row.get("also_known_as", ()))
    page.kept_by = row.get("owner", "")
    if "review_in_days" in row:
        page.reviewed_on = today - timedelta(days=row.get("reviewed_days_ago", 0))
        page.review_by = today + timedelta(days=row["review_in_days"])
    for name in ("body", "steps", "groups"):
        if row.get(name):
            setattr(page, name, _stream(name, linked(row[name], ids)))
    if row.get("easy_read"):
        page.easy_read = [_line(said, draw) for said in row["easy_read"]]
    if isinstance(page, NewsPage):
        page.date = today - timedelta(days=row.get("days_ago", 0))
    if isinstance(page, CampaignPage):
        _fill_campaign(page, row, ids, today)


def linked(value: Any, ids: Mapping[str, int]) -> Any:
    """The value with every ``page:slug`` turned into the link that Wagtail keeps."""
    if isinstance(value, str):
        return _HREF.sub(lambda found: f'linktype="page" id="{ids[found[1]]}"', value)
    if isinstance(value, Mapping):
        return {
            name: ids[inside] if name == "page" and inside else linked(inside, ids)
            for name, inside in value.items()
        }
    if isinstance(value, Sequence):
        return [linked(inside, ids) for inside in value]
    return value


def ways_in(rows: Sequence[Row], pages: Mapping[str, Page]) -> list[dict[str, Any]]:
    """The front page's ways in, as Wagtail keeps them."""
    return [
        {
            "type": "way",
            "value": {
                "text": pages[row["page"]].title,
                "hint": row.get("hint", ""),
                "page": pages[row["page"]].pk,
                "url": "",
            },
        }
        for row in rows
    ]


def _stream(name: str, blocks: Sequence[Any]) -> Any:
    """Blocks of a body say their type; steps and groups are of one."""
    if name == "body":
        return list(blocks)
    return [
        {"type": name.removesuffix("s"), "value": {"links": [], **one} if name == "steps" else one}
        for one in blocks
    ]


def _line(said: Row, draw: Draw) -> dict[str, Any]:
    value = {"image": draw(said["picture"]), "alt": said["alt"], "text": said["text"]}
    return {"type": "line", "value": value}


def _fill_campaign(page: CampaignPage, row: Row, ids: Mapping[str, int], today: date) -> None:
    page.start = today - timedelta(days=row.get("starts_days_ago", 0))
    if "ends_in_days" in row:
        page.end = today + timedelta(days=row["ends_in_days"])
    if asked := row.get("call_to_action"):
        page.call_to_action = [{"type": "link", "value": linked({"url": "", "page": None, **asked}, ids)}]
