"""What a file says goes into the database; what editors say of it stays as they said it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from directory.models import TaxonomyTerm
from search.choices import FIXED
from search.models import ThesaurusEntry, UrgentContact, WordsRevision
from search.models.thesaurus import LISTS, lines
from search.terms import Facet
from search.wording.files import read_rows
from search.wording.repeated import repeated

REFERENCE = Path(settings.ROOT) / "fixtures" / "reference"
THESAURUS = REFERENCE / "thesaurus"
URGENT = REFERENCE / "urgent.json"

#: What a file says of an entry and of a contact.
ENTRY = ("code", "role", "name", *LISTS, "wishes", "message", "url", "in_use")
CONTACT = ("code", "name", "phone", "text", "url", "order")
#: Fields with codes of terms, and the list they are of.
CODES = {"needs": "need", "kinds": "kind", "related_needs": "need", "related_kinds": "kind"}
#: Facets of wishes whose codes are terms, and the list they are of.
TERMS = {Facet.NEED: "need", Facet.KIND: "kind", Facet.ACCESS: "access", Facet.FEATURE: "feature"}

Row = ThesaurusEntry | UrgentContact


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, by code: those it wrote, those it found so, and those it left to the editors."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # an editor wrote or changed them: left alone
    gone: tuple[str, ...] = ()  # taken out: no longer in the files, and no editor had changed them
    notes: tuple[str, ...] = ()  # what an editor may want to mend, a sentence each

    def __str__(self) -> str:
        said = [f"{len(self.new)} new", f"{len(self.changed)} changed", f"{len(self.same)} the same"]
        if self.gone:
            said.append(f"{len(self.gone)} taken out")
        if self.kept:
            said.append(f"{len(self.kept)} left as editors wrote them")
        return ", ".join(said)


@transaction.atomic
def load_thesaurus(path: Path = THESAURUS, *, take_out: bool = False) -> Loaded:
    """Load a file of entries, or every ``*.json`` of a folder; all or nothing, and again changes nothing.

    An entry is known by its code. One that an editor wrote or changed stays as it is. With ``take_out``,
    entries that an earlier load wrote, nobody changed and the files no longer hold are deleted. A code of a
    need or kind that isn't loaded is kept and noted. Raises SeedFileError.
    """
    placed = read_rows(path, ThesaurusEntry, "entries", ENTRY)
    loaded = _load(ThesaurusEntry, [row for _, row in placed], ENTRY, take_out=take_out)
    there = (row.entry() for row in ThesaurusEntry.objects.filter(in_use=True))
    return replace(loaded, notes=(*_unknown_codes(placed), *map(str, repeated(there))))


@transaction.atomic
def load_urgent(path: Path = URGENT) -> Loaded:
    """Load ``{"contacts": [...]}``: whom to turn to at once. What editors changed is left alone.

    Raises SeedFileError.
    """
    placed = read_rows(path, UrgentContact, "contacts", CONTACT)
    return _load(UrgentContact, [row for _, row in placed], CONTACT, take_out=False)


def fingerprint(row: Row, fields: Iterable[str]) -> str:
    """One mark for what the row says, however it is spaced."""
    said = {field: getattr(row, field) for field in fields}
    said |= {field: lines(said[field]) for field in (*LISTS, "wishes") if field in said}
    said |= {field: " ".join(value.split()) for field, value in said.items() if isinstance(value, str)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _load(model: type[Any], wanted: Sequence[Any], fields: Sequence[str], *, take_out: bool) -> Loaded:
    held = {row.code: row for row in model.objects.exclude(code=None)}
    sorted_out: dict[str, list[Any]] = {"new": [], "changed": [], "same": [], "kept": [], "gone": []}
    for row in wanted:
        row.seeded = fingerprint(row, fields)
        there = held.pop(row.code, None)
        if there is not None:
            row.pk = there.pk
        sorted_out[_fate(row, there, fields)].append(row)
    if take_out:
        sorted_out["gone"] = [row for row in held.values() if _untouched(row, fields)]
    model.objects.bulk_create(sorted_out["new"], batch_size=200)
    model.objects.bulk_update(sorted_out["changed"], [*(set(fields) - {"code"}), "seeded"], batch_size=100)
    model.objects.filter(pk__in=[row.pk for row in sorted_out["gone"]]).delete()
    if sorted_out["new"] or sorted_out["changed"]:
        WordsRevision.went_up()
    return Loaded(**{fate: tuple(row.code for row in rows) for fate, rows in sorted_out.items()})


def _fate(row: Row, there: Row | None, fields: Iterable[str]) -> str:
    if there is None:
        return "new"
    if fingerprint(there, fields) == row.seeded:
        return "same"
    return "changed" if _untouched(there, fields) else "kept"


def _untouched(row: Row, fields: Iterable[str]) -> bool:
    return row.seeded == fingerprint(row, fields)


def _unknown_codes(placed: Iterable[tuple[str, ThesaurusEntry]]) -> Iterable[str]:
    known: dict[str, set[str]] = {taxonomy: set() for taxonomy in TERMS.values()}
    terms = TaxonomyTerm.objects.filter(taxonomy__slug__in=known).order_by()
    for taxonomy, code in terms.values_list("taxonomy__slug", "code"):
        known[taxonomy].add(code)
    for place, row in placed:
        for taxonomy, code in _codes(row):
            if code not in known[taxonomy]:
                yield f"{place}: no {taxonomy} has the code “{code}”. It finds nothing until one has."
        for facet, code in row.entry().wishes:
            if facet in FIXED and code not in FIXED[facet]:
                yield f"{place}: “{facet.value}” has no code “{code}”. The wish is never granted by it."


def _codes(row: ThesaurusEntry) -> Iterable[tuple[str, str]]:
    for field, taxonomy in CODES.items():
        yield from ((taxonomy, code) for code in lines(getattr(row, field)))
    for facet, code in row.entry().wishes:
        if facet in TERMS:
            yield TERMS[facet], code
