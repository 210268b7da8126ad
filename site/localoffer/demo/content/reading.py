"""The files of pages, read and checked whole before anything is written.

Each ``*.json`` of a folder holds {"pages": [...], "ways_in": [{"page": slug, "hint"}]}. A page has a slug
that no other has, the slug of its parent (empty: the front page), its type, title and summary, and what that
type is made of: body, steps, groups and easy_read, much as Wagtail keeps them. A link to a page of the files
is ``page:slug`` in an ``href``, and the slug in a ``page``. Days are counted from the day of loading.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
#: The file of what the pictures of Easy Read are drawn of; it holds no pages.
PICTURES = "pictures.json"
TYPES = (
    *("topic", "guidance", "step-by-step", "faq"),
    *("news-index", "news", "document", "campaign"),
)
MEND = "Mend the file and load it again; nothing was changed."

_TEXTS = ("slug", "parent", "type", "title", "summary", "owner")
_LISTS = ("also_known_as", "needs", "kinds", "body", "steps", "groups", "easy_read")
_DAYS = ("reviewed_days_ago", "review_in_days", "days_ago", "starts_days_ago", "ends_in_days")
_KNOWN = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(_LISTS, list),
    **dict.fromkeys(_DAYS, int),
    "show_in_menus": bool,
    "call_to_action": dict,
}
_NEEDED = ("slug", "type", "title")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HREF = re.compile(r'href="page:([^"]*)"')


class PagesFileError(Exception):
    """The files can't be loaded. The message has a line for every mistake: where, and what to mend."""


@dataclass(slots=True)
class PageFiles:
    """What the files say: the pages, each after its parent, and the ways in from the front page."""

    pages: list[Row] = field(default_factory=list)
    ways_in: list[Row] = field(default_factory=list)


def read_pages(folder: Path) -> PageFiles:
    """All files of a folder, in the order of their names. Raises PagesFileError with every mistake of all."""
    found, wrong = PageFiles(), list[str]()
    for path in sorted(folder.glob("*.json")):
        if path.name == PICTURES:
            continue
        said = read_json(path)
        if not isinstance(said, dict) or not isinstance(said.get("pages"), list):
            wrong.append(f"{path.name}: expected an object with a list called “pages”.")
            continue
        for number, row in enumerate(said["pages"], start=1):
            place = f"{path.name}, page {number}"
            problems = [f"{place}: {problem}" for problem in _problems(row)]
            wrong += problems
            if not problems:
                found.pages.append(row)
        ways = said.get("ways_in", [])
        if isinstance(ways, list) and all(isinstance(way, dict) for way in ways):
            found.ways_in += ways
        else:
            wrong.append(f"{path.name}: “ways_in” must be a list of objects.")
    wrong += _between(found)
    if wrong:
        raise PagesFileError("\n".join([*wrong, MEND]))
    return found


def read_json(path: Path) -> Any:
    """What a file holds. Raises PagesFileError, which says where it can't be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise PagesFileError(f"{path.name} can't be read: {lost.strerror}. {MEND}") from lost
    except UnicodeDecodeError as broken:
        raise PagesFileError(f"{path.name} is not UTF-8 text. Save it as UTF-8. {MEND}") from broken
    except json.JSONDecodeError as broken:
        where = f"{path.name}, line {broken.lineno}, column {broken.colno}"
        raise PagesFileError(f"{where}: this is not JSON ({broken.msg}). {MEND}") from broken


def slugs_in(value: Any) -> Iterator[str]:
    """The slugs that a value, however deep, links to."""
    if isinstance(value, str):
        yield from _HREF.findall(value)
    elif isinstance(value, Mapping):
        if value.get("page"):
            yield str(value["page"])
        for inside in value.values():
            yield from slugs_in(inside)
    elif isinstance(value, Sequence):
        for inside in value:
            yield from slugs_in(inside)


def _problems(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "expected an object."
        return
    for name in _NEEDED:
        if not row.get(name):
            yield f"it needs a “{name}”."
    for name, value in row.items():
        if name not in _KNOWN:
            yield f"nobody knows the field “{name}”."
        elif not isinstance(value, _KNOWN[name]):
            yield f"“{name}” must be {_SAID[_KNOWN[name]]}."
    if isinstance(row.get("slug"), str) and not _SLUG.fullmatch(row["slug"]):
        yield "“slug” must be small letters, digits and single hyphens."
    if row.get("type") and row["type"] not in TYPES:
        yield f"there is no type “{row['type']}”. The types are {', '.join(TYPES)}."


_SAID: Mapping[type, str] = {
    str: "text",
    list: "a list",
    int: "a whole number",
    bool: "true or false",
    dict: "an object",
}


def _between(found: PageFiles) -> Iterator[str]:
    """What is wrong between pages: two of one slug, a parent that comes later or never, a link to nowhere."""
    slugs = [row["slug"] for row in found.pages]
    for slug, times in Counter(slugs).items():
        if times > 1:
            yield f"{times} pages have the slug “{slug}”. Give each its own."
    before: set[str] = set()
    for row in found.pages:
        if row.get("parent") and row["parent"] not in before:
            yield f"“{row['slug']}”: its parent “{row['parent']}” isn't given before it."
        before.add(row["slug"])
        for slug in dict.fromkeys(slugs_in([row.get(name) for name in (*_LISTS, "call_to_action")])):
            if slug not in slugs:
                yield f"“{row['slug']}” links to “{slug}”, and no page has that slug."
    for way in found.ways_in:
        if way.get("page") not in slugs:
            yield f"A way in leads to “{way.get('page')}”, and no page has that slug."
