"""Bring in the terms of a file."""

import csv
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from localoffer.newsletter.models import TermDates

COLUMNS = ("name", "starts", "ends")


class TermFileError(Exception):
    """The file can't be used; the message says where and how to mend it. Nothing was taken in."""


@transaction.atomic
def load_terms(path: Path) -> int:
    """Take in a CSV with the columns name, starts, ends (days as 2026-09-01), whole or not at all; how many.

    A term that begins on the same day as one that is there takes its place. Raises TermFileError.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as wrong:
        raise TermFileError(f"{path} can't be read: {wrong}") from wrong
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise TermFileError(
            f"{path.name} needs a first line with {', '.join(COLUMNS)}, and a line for each term."
        )
    for line, row in enumerate(rows, 2):
        try:
            # A row that is too short lacks a cell altogether.
            name, starts, ends = (str(row[column] or "").strip() for column in COLUMNS)
            term = TermDates(name=name, starts=date.fromisoformat(starts), ends=date.fromisoformat(ends))
            term.full_clean(validate_unique=False, validate_constraints=False)
        except (ValueError, ValidationError) as wrong:
            why = " ".join(getattr(wrong, "messages", [str(wrong)]))
            raise TermFileError(f"{path.name}, line {line}: {why}") from wrong
        TermDates.objects.update_or_create(starts=term.starts, defaults={"name": name, "ends": term.ends})
    return len(rows)
