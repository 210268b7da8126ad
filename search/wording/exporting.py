"""The thesaurus as a file, to keep, to look through, or to load elsewhere."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from search.models import ThesaurusEntry
from search.models.thesaurus import LISTS, lines
from search.wording.loading import ENTRY

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(entries: Iterable[ThesaurusEntry]) -> str:
    """The entries as a file that load_thesaurus reads; what is empty is left out."""
    found = [_said(entry) for entry in entries]
    return json.dumps({"entries": found}, ensure_ascii=False, indent=2) + "\n"


def to_csv(entries: Iterable[ThesaurusEntry]) -> str:
    """The entries as a table, several things in a cell one to a line, for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(ENTRY)
    for entry in entries:
        writer.writerow(unspreadsheet(str(getattr(entry, field))) for field in ENTRY)
    return text.getvalue()


def unspreadsheet(text: str) -> str:
    """Text that a spreadsheet would run as a formula, made plain (CWE-1236)."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _said(entry: ThesaurusEntry) -> dict[str, Any]:
    said: dict[str, Any] = {field: getattr(entry, field) for field in ENTRY}
    said |= {field: list(lines(said[field])) for field in LISTS}
    said["wishes"] = [[facet.value, code] for facet, code in entry.entry().wishes]
    off = {} if entry.in_use else {"in_use": False}
    return {field: value for field, value in said.items() if value and field != "in_use"} | off


def written(path: Path, text: str) -> None:
    """The file, whole or not at all. OSError when it can't be written."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)
