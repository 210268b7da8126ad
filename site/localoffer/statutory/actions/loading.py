"""Load the reference list: what is missing is added, what is there is left to its editors."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from localoffer.statutory.models import StatutoryItem, Theme

FIELDS = ("code", "theme", "paragraph", "text", "weight", "source")
MEND = "Nothing was changed. Mend the file and load it again."
#: Room between two items, so that an editor can put one in between.
STEP = 10


class StatutoryFileError(Exception):
    """The file can't be loaded; the message says where and how to mend it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class LoadedList:
    """What a load did: codes of items."""

    new: tuple[str, ...]
    there: tuple[str, ...]

    def __str__(self) -> str:
        return f"{len(self.new)} items new, {len(self.there)} there already and left as they are"


@transaction.atomic
def load_statutory(path: Path) -> LoadedList:
    """Add the themes and items of a JSON file that aren't there yet. Raises StatutoryFileError."""
    content = _read(path)
    sources = _part(path, content, "sources", dict)
    themes = _themes(path, _part(path, content, "themes", list))
    items: dict[str, StatutoryItem] = {}
    for number, (place, entry) in enumerate(_entries(path, _part(path, content, "items", list)), start=1):
        item = _item(place, entry, themes, sources)
        item.order = number * STEP
        if item.code in items:
            raise StatutoryFileError(f"{place}: another item has this code already. {MEND}")
        items[item.code] = item
    known = set(Theme.objects.values_list("number", flat=True))
    Theme.objects.bulk_create(theme for number, theme in themes.items() if number not in known)
    there = set(StatutoryItem.objects.values_list("code", flat=True))
    new = [item for code, item in items.items() if code not in there]
    StatutoryItem.objects.bulk_create(new)
    return LoadedList(tuple(item.code for item in new), tuple(code for code in items if code in there))


def _themes(path: Path, entries: list[Any]) -> dict[int, Theme]:
    themes: dict[int, Theme] = {}
    for place, entry in _entries(path, entries, "theme"):
        number, name = entry.get("number"), entry.get("name")
        if not isinstance(number, int) or not isinstance(name, str) or not name.strip():
            raise StatutoryFileError(f"{place}: expected a whole “number” and a “name”. {MEND}")
        themes[number] = Theme(number=number, name=name.strip())
    return themes


def _item(
    place: str, entry: Mapping[str, Any], themes: Mapping[int, Theme], sources: Mapping[str, Any]
) -> StatutoryItem:
    unknown = [name for name in entry if name not in FIELDS]
    if unknown:
        raise StatutoryFileError(
            f"{place}: nobody knows the field “{unknown[0]}”. The fields are {', '.join(FIELDS)}. {MEND}"
        )
    theme, source = themes.get(entry.get("theme", 0)), sources.get(entry.get("source", ""))
    if theme is None:
        raise StatutoryFileError(f"{place}, “theme”: no theme has the number {entry.get('theme')}. {MEND}")
    if not isinstance(source, dict):
        raise StatutoryFileError(f"{place}, “source”: the file has no source “{entry.get('source')}”. {MEND}")
    item = StatutoryItem(
        code=entry.get("code", ""),
        theme=theme,
        paragraph=entry.get("paragraph", ""),
        text=entry.get("text", ""),
        weight=entry.get("weight", "must"),
        source=source.get("name", ""),
        source_url=source.get("url", ""),
    )
    try:
        item.clean_fields(exclude=["theme"])
    except ValidationError as wrong:
        said = "; ".join(f"“{name}”: {' '.join(why)}" for name, why in wrong.message_dict.items())
        raise StatutoryFileError(f"{place}, {said} {MEND}") from wrong
    return item


def _entries(path: Path, entries: list[Any], what: str = "item") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, entry in enumerate(entries, start=1):
        place = f"{path.name}, {what} {number}"
        if not isinstance(entry, dict):
            raise StatutoryFileError(f"{place}: expected an object. {MEND}")
        code = entry.get("code")
        yield f"{place} ({code})" if isinstance(code, str) and code else place, entry


def _part(path: Path, content: Any, name: str, kind: type[Any]) -> Any:
    found = content.get(name) if isinstance(content, dict) else None
    if not isinstance(found, kind):
        raise StatutoryFileError(
            f"{path.name}: expected an object with “sources”, “themes” and “items”. {MEND}"
        )
    return found


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise StatutoryFileError(f"{path.name} can't be read: {lost.strerror}.") from lost
    except UnicodeDecodeError as wrong:
        raise StatutoryFileError(
            f"{path.name} is not UTF-8 text. Save it as UTF-8 and load it again."
        ) from wrong
    except json.JSONDecodeError as wrong:
        where = f"{path.name}, line {wrong.lineno}, column {wrong.colno}"
        raise StatutoryFileError(f"{where}: this is not JSON ({wrong.msg}). {MEND}") from wrong
