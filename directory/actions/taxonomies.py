"""Load the lists of words the directory sorts by."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.models import Taxonomy, TaxonomyTerm
from directory.models.keys import stable_key

Entry = Mapping[str, Any]


class TaxonomyFileError(Exception):
    """The file can't be loaded; the message says where in it and why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class TaxonomyCounts:
    """What a load did to the terms."""

    taxonomies: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def load_taxonomies(path: Path) -> TaxonomyCounts:
    """Load taxonomies and their terms from a JSON file; loading it again changes nothing.

    The file is ``{"taxonomies": [{"slug", "name", "description", "terms": [{"code", "name", "description",
    "alternate_names": [...], "parent": code or null, "term_uri"}]}]}``. A term is known by its taxonomy's
    slug and its code, and a new one's key is made from them. Terms that the file doesn't name are left
    alone: editors may have added them. Raises TaxonomyFileError.
    """
    outcomes: list[str] = []
    taxonomies = list(_entries(_read(path), "taxonomies", path.name))
    for place, entry in taxonomies:
        outcomes += _load_one(place, entry)
    return TaxonomyCounts(
        len(taxonomies), outcomes.count("new"), outcomes.count("changed"), outcomes.count("same")
    )


def _load_one(place: str, entry: Entry) -> list[str]:
    slug = _words(entry, "slug", place)
    taxonomy = Taxonomy.objects.filter(slug=slug).first() or Taxonomy(
        id=stable_key("taxonomy", slug), slug=slug
    )
    _save(
        taxonomy, place, {key: _words(entry, key, place) for key in ("name", "description", "uri", "version")}
    )
    held = {term.code: term for term in taxonomy.terms.all()}
    terms: dict[str, tuple[str, Entry]] = {}
    for where, term in _entries(entry, "terms", place):
        code = _words(term, "code", where)
        if code in terms:
            raise TaxonomyFileError(f"{where}: the code “{code}” is already used at {terms[code][0]}.")
        terms[code] = (where, term)
    for code in terms.keys() - held.keys():
        held[code] = TaxonomyTerm(id=stable_key("taxonomy", slug, code), taxonomy=taxonomy, code=code)
    _refuse_loops(terms)
    return [
        _save(held[code], where, _term_fields(term, where, order, held))
        for order, (code, (where, term)) in enumerate(terms.items())
    ]


def _term_fields(entry: Entry, place: str, order: int, held: Mapping[str, TaxonomyTerm]) -> dict[str, Any]:
    parent, others = entry.get("parent"), entry.get("alternate_names") or []
    if parent and parent not in held:
        raise TaxonomyFileError(f"{place}: its parent “{parent}” is not a code of this taxonomy.")
    if not isinstance(others, list) or not all(isinstance(word, str) for word in others):
        raise TaxonomyFileError(f"{place}: alternate_names must be a list of texts.")
    return {
        "name": _words(entry, "name", place),
        "description": _words(entry, "description", place),
        "term_uri": _words(entry, "term_uri", place),
        "alternate_names": "\n".join(word.strip() for word in others if word.strip()),
        "parent_id": held[parent].pk if parent else None,
        "order": order,
    }


def _save(row: Taxonomy | TaxonomyTerm, place: str, fields: Mapping[str, Any]) -> str:
    """Make the row say this; "new", "changed" or "same"."""
    new = row._state.adding
    if not new and all(getattr(row, name) == value for name, value in fields.items()):
        return "same"
    for name, value in fields.items():
        setattr(row, name, value)
    try:
        # A parent may come later in the file; the database checks it at the end of the transaction.
        row.clean_fields(exclude=["taxonomy", "parent"])
    except ValidationError as wrong:
        said = "; ".join(f"{field}: {' '.join(why)}" for field, why in wrong.message_dict.items())
        raise TaxonomyFileError(f"{place}: {said}") from wrong
    row.save()
    return "new" if new else "changed"


def _refuse_loops(terms: Mapping[str, tuple[str, Entry]]) -> None:
    for code, (where, term) in terms.items():
        above, path = str(term.get("parent")), [code]
        while above in terms:
            if above in path:
                raise TaxonomyFileError(f"{where}: “{code}” is inside itself ({' > '.join([*path, above])}).")
            path.append(above)
            above = str(terms[above][1].get("parent"))


def _read(path: Path) -> Entry:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise TaxonomyFileError(f"{path.name} can't be read: {lost.strerror}.") from lost
    except UnicodeDecodeError as wrong:
        raise TaxonomyFileError(f"{path.name} is not UTF-8 text. Save it as UTF-8 and try again.") from wrong
    except json.JSONDecodeError as wrong:
        place = f"{path.name}, line {wrong.lineno}, column {wrong.colno}"
        raise TaxonomyFileError(f"{place}: this is not JSON ({wrong.msg}).") from wrong
    if not isinstance(content, dict):
        raise TaxonomyFileError(f'{path.name}: expected an object with a list called "taxonomies".')
    return content


def _entries(owner: Entry, key: str, place: str) -> Iterator[tuple[str, Entry]]:
    found = owner.get(key)
    if not isinstance(found, list):
        raise TaxonomyFileError(f"{place}: expected a list called “{key}”.")
    for number, entry in enumerate(found, start=1):
        where = f"{place}, {key} {number}"
        if not isinstance(entry, dict):
            raise TaxonomyFileError(f"{where}: expected an object.")
        yield where, entry


def _words(entry: Entry, key: str, place: str) -> str:
    value = entry.get(key) or ""
    if not isinstance(value, str):
        raise TaxonomyFileError(f"{place}: “{key}” must be text.")
    return value.strip()
