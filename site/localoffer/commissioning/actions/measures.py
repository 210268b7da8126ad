"""Load a list of measures from a file: the ones that come with Signpost, or an authority's own."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from directory import queries as directory
from directory.models import TaxonomyTerm
from localoffer.commissioning.models import Measure

MEASURES = Path(settings.ROOT) / "fixtures" / "reference" / "measures.json"
MEND = "Mend the file and load it again; nothing was changed."
TERMS = ("need", "kind")
#: The fields of an entry, and what JSON may hold for each.
FIELDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "code": ((str,), "text"),
    "name": ((str,), "text"),
    "need": ((str,), "the code of a need"),
    "kind": ((str,), "the code of a kind of help"),
    "age_from": ((int,), "a whole number"),
    "age_to": ((int,), "a whole number"),
    "day": ((str,), "text"),
    "reach_km": ((int, float), "a number of km"),
    "thresholds_km": ((list,), "a list of km"),
    "detour": ((int, float), "a number"),
    "counted_in": ((str,), "text"),
    "need_rate": ((int, float), "a number from 0 to 1"),
    "active": ((bool,), "true or false"),
}


class MeasureFileError(Exception):
    """The file can't be loaded; the message says where in it, why and how to mend it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class LoadedMeasures:
    """What a load did, by code. Measures that were there already are the editors' own and stay so."""

    new: tuple[str, ...]
    there: tuple[str, ...]

    def __str__(self) -> str:
        return f"{len(self.new)} new, {len(self.there)} there already and left as they are"


@transaction.atomic
def load_measures(path: Path = MEASURES) -> LoadedMeasures:
    """Add the measures of ``{"measures": [{field: value}]}`` whose codes nobody has yet; all or none.

    Their order is that of the file. An editor's measure is never changed, whether she wrote it or a load did.
    Raises MeasureFileError.
    """
    terms = {name: {term.code: term for term in directory.terms(name)} for name in TERMS}
    there = set(Measure.objects.values_list("code", flat=True))
    measures: dict[str, Measure] = {}
    for number, (place, entry) in enumerate(_entries(path), start=1):
        measure = _measure(place, entry, terms)
        measure.order = number * 10
        if measure.code in measures:
            raise MeasureFileError(f"{place}: another entry has this code already. {MEND}")
        measures[measure.code] = measure
    new = [measure for code, measure in measures.items() if code not in there]
    Measure.objects.bulk_create(new)
    return LoadedMeasures(
        tuple(measure.code for measure in new), tuple(code for code in measures if code in there)
    )


def _measure(
    place: str, entry: Mapping[str, Any], terms: Mapping[str, Mapping[str, TaxonomyTerm]]
) -> Measure:
    values = {name: _value(place, name, value) for name, value in entry.items()}
    for taxonomy in TERMS:
        code = values.get(taxonomy) or ""
        if code and code not in terms[taxonomy]:
            raise MeasureFileError(f"{place}, “{taxonomy}”: no {taxonomy} has the code “{code}”. {MEND}")
        values[taxonomy] = terms[taxonomy].get(code)
    measure = Measure(**values)
    try:
        measure.clean_fields()
        measure.clean()
    except ValidationError as wrong:
        why = "; ".join(f"“{field}”: {' '.join(said)}" for field, said in wrong.message_dict.items())
        raise MeasureFileError(f"{place}, {why} {MEND}") from wrong
    return measure


def _value(place: str, name: str, value: Any) -> Any:
    if name not in FIELDS:
        known = ", ".join(FIELDS)
        raise MeasureFileError(f"{place}: nobody knows the field “{name}”. The fields are {known}. {MEND}")
    wanted, words = FIELDS[name]
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        raise MeasureFileError(f"{place}, “{name}”: it must be {words}. {MEND}")
    return value.strip() if isinstance(value, str) else value


def _entries(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    content = _read(path)
    found = content.get("measures") if isinstance(content, dict) else None
    if not isinstance(found, list):
        raise MeasureFileError(f"{path.name}: expected an object with a list called “measures”. {MEND}")
    for number, entry in enumerate(found, start=1):
        place = f"{path.name}, entry {number}"
        if not isinstance(entry, dict):
            raise MeasureFileError(f"{place}: expected an object with a code and a name. {MEND}")
        code = entry.get("code")
        yield f"{place} ({code})" if code and isinstance(code, str) else place, entry


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise MeasureFileError(f"{path.name} can't be read: {lost.strerror}.") from lost
    except UnicodeDecodeError as wrong:
        raise MeasureFileError(
            f"{path.name} is not UTF-8 text. Save it as UTF-8 and load it again."
        ) from wrong
    except json.JSONDecodeError as wrong:
        where = f"{path.name}, line {wrong.lineno}, column {wrong.colno}"
        raise MeasureFileError(f"{where}: this is not JSON ({wrong.msg}). {MEND}") from wrong
