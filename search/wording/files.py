"""Files of entries, read and checked before anything is written."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from search.models.revision import Words
from search.models.thesaurus import LISTS

Row = TypeVar("Row", bound=Words)
MEND = "Mend the file and load it again; nothing was changed."


class SeedFileError(Exception):
    """A file can't be loaded; the message says where in it, why, and how to mend it. Nothing was written."""


def read_rows(path: Path, model: type[Row], key: str, fields: tuple[str, ...]) -> list[tuple[str, Row]]:
    """Unsaved rows with the place in the files of each, from one file or from every ``*.json`` of a folder.

    A file is ``{key: [{field: value}]}``; a field that is left out is empty. Raises SeedFileError for a file
    that can't be read, a field nobody knows, a value that doesn't fit, and a code given twice.
    """
    rows: list[tuple[str, Row]] = []
    places: dict[str, str] = {}
    for file in _files(path):
        for place, said in _entries(file, key):
            row = _row(place, said, model, fields)
            code: str = said["code"]
            if code in places:
                raise SeedFileError(f"{place}: {places[code]} has this code already. {MEND}")
            places[code] = place
            rows.append((place, row))
    return rows


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.json"))
        if not found:
            raise SeedFileError(f"The folder {path.name} holds no file that ends in .json.")
        return found
    return [path]


def _entries(path: Path, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    content = _read(path)
    found = content.get(key) if isinstance(content, dict) else None
    if not isinstance(found, list):
        raise SeedFileError(f"{path.name}: expected an object with a list called “{key}”. {MEND}")
    for number, said in enumerate(found, start=1):
        place = f"{path.name}, entry {number}"
        if not isinstance(said, dict):
            raise SeedFileError(f"{place}: expected an object with a code and a name. {MEND}")
        code = said.get("code")
        yield f"{place} ({code})" if code and isinstance(code, str) else place, said


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise SeedFileError(f"{path.name} can't be read: {lost.strerror}.") from lost
    except UnicodeDecodeError as wrong:
        raise SeedFileError(f"{path.name} is not UTF-8 text. Save it as UTF-8 and load it again.") from wrong
    except json.JSONDecodeError as wrong:
        where = f"{path.name}, line {wrong.lineno}, column {wrong.colno}"
        raise SeedFileError(f"{where}: this is not JSON ({wrong.msg}). {MEND}") from wrong


def _row(place: str, said: Mapping[str, Any], model: type[Row], fields: tuple[str, ...]) -> Row:
    strange = [name for name in said if name not in fields]
    if strange:
        known = ", ".join(fields)
        raise SeedFileError(f"{place}: nobody knows the field “{strange[0]}”. The fields are {known}. {MEND}")
    if not said.get("code"):
        raise SeedFileError(f"{place} has no code. Give it one, such as short-breaks. {MEND}")
    row = model(**{name: _value(place, name, value) for name, value in said.items()})
    try:
        row.clean_fields()
    except ValidationError as wrong:
        why = "; ".join(f"“{field}”: {' '.join(said)}" for field, said in wrong.message_dict.items())
        raise SeedFileError(f"{place}: {why} {MEND}") from wrong
    return row


def _value(place: str, name: str, value: Any) -> Any:
    """What the model's field holds for it: several things are lines of one text."""
    if name in LISTS:
        return "\n".join(_texts(place, name, value))
    if name == "wishes":
        return "\n".join(_wishes(place, value))
    wanted = {"in_use": bool, "order": int}.get(name, str)
    if not isinstance(value, wanted):
        kind = {bool: "true or false", int: "a whole number", str: "text"}[wanted]
        raise SeedFileError(f"{place}: “{name}” must be {kind}. {MEND}")
    return value.strip() if isinstance(value, str) else value


def _texts(place: str, name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SeedFileError(f"{place}: “{name}” must be a list of texts. {MEND}")
    for one in value:
        line = " ".join(one.split())
        if not line:
            raise SeedFileError(f"{place}: “{name}” holds an empty text. {MEND}")
        yield line


def _wishes(place: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        raise SeedFileError(f"{place}: “wishes” must be a list of [facet, code]. {MEND}")
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(one, str) for one in pair):
            raise SeedFileError(
                f'{place}: each of “wishes” must be [facet, code], as ["cost", "free"]. {MEND}'
            )
        yield f"{pair[0]}: {pair[1]}"
