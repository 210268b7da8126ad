"""Terms from a file; what editors say of them stays as they said it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from localoffer.glossary.models import GlossaryTerm

FIELDS = ("term", "plain", "expansion", "also")
MEND = "Mend the file and load it again; nothing was changed."


class GlossaryFileError(Exception):
    """A file can't be loaded; the message says where in it, why, and how to mend it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many terms a load made, changed, found so, and left as editors wrote them."""

    new: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0

    def __str__(self) -> str:
        said = f"{self.new} new, {self.changed} changed, {self.same} the same"
        return said + (f", {self.kept} left as editors wrote them" if self.kept else "")


@transaction.atomic
def load_glossary(path: Path) -> Loaded:
    """Publish the terms of ``{"terms": [{"term", "plain", "also": [...], "expansion"}]}``.

    All or nothing, and once more changes nothing. A term is known by itself; one that an editor wrote or
    changed stays as it is. Raises GlossaryFileError.
    """
    counts = dict.fromkeys(("new", "changed", "same", "kept"), 0)
    there = {term.term.casefold(): term for term in GlossaryTerm.objects.all()}
    for place, said in list(_terms(path)):
        counts[_load(place, said, there.get(str(said["term"]).casefold()))] += 1
    return Loaded(**counts)


def _load(place: str, said: Mapping[str, str], held: GlossaryTerm | None) -> str:
    mark = _fingerprint(said)
    if held is not None:
        now = _fingerprint({field: getattr(held, field) for field in FIELDS})
        if now == mark:
            return "same"
        if now != held.seeded or held.has_unpublished_changes:
            return "kept"
    term = held or GlossaryTerm(live=False, slug=slugify(said["term"]))
    for field, value in said.items():
        setattr(term, field, value)
    term.seeded = mark
    try:
        term.full_clean()
    except ValidationError as wrong:
        why = "; ".join(f"“{field}”: {' '.join(texts)}" for field, texts in wrong.message_dict.items())
        raise GlossaryFileError(f"{place}: {why} {MEND}") from wrong
    term.save()
    term.save_revision().publish()
    return "new" if held is None else "changed"


def _fingerprint(said: Mapping[str, str]) -> str:
    words = [" ".join(said.get(field, "").split()) for field in FIELDS]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _terms(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    content = _read(path)
    listed = content.get("terms") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        raise GlossaryFileError(f"{path.name}: expected an object with a list called “terms”. {MEND}")
    for number, said in enumerate(listed, start=1):
        place = f"{path.name}, term {number}"
        if not isinstance(said, dict) or not said.get("term") or not isinstance(said["term"], str):
            raise GlossaryFileError(f"{place}: expected an object with “term” and “plain”. {MEND}")
        place = f"{place} ({said['term']})"
        strange = [field for field in said if field not in FIELDS]
        if strange:
            known = ", ".join(FIELDS)
            raise GlossaryFileError(
                f"{place}: nobody knows the field “{strange[0]}”. The fields are {known}. {MEND}"
            )
        yield place, {field: _text(place, field, said.get(field)) for field in FIELDS}


def _text(place: str, field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "also":
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise GlossaryFileError(f"{place}: “also” must be a list of texts. {MEND}")
        return "\n".join(" ".join(one.split()) for one in value if one.strip())
    if not isinstance(value, str):
        raise GlossaryFileError(f"{place}: “{field}” must be text. {MEND}")
    return " ".join(value.split())


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise GlossaryFileError(f"{path.name} can't be read: {lost.strerror}.") from lost
    except UnicodeDecodeError as wrong:
        raise GlossaryFileError(
            f"{path.name} is not UTF-8 text. Save it as UTF-8 and load it again."
        ) from wrong
    except json.JSONDecodeError as wrong:
        where = f"{path.name}, line {wrong.lineno}, column {wrong.colno}"
        raise GlossaryFileError(f"{where}: this is not JSON ({wrong.msg}). {MEND}") from wrong
