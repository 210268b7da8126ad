"""Where problems go: into the run for editors, and into a CSV file for whoever keeps the list."""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Any, Self

from directory.feeds.rows import Problem
from directory.models import ImportProblem, ImportRun

HEADINGS = ("line", "identifier", "field", "severity", "reason")


class Report:
    """A CSV file that is written as the import goes and put in its place when it ends, whole.

    Without a path nothing is written. Use it in a ``with`` block.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.file: Any = None

    def __enter__(self) -> Self:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = NamedTemporaryFile(
                "w", dir=self.path.parent, delete=False, newline="", encoding="utf-8-sig"
            )
            self.writer = csv.writer(self.file)
            self.writer.writerow(HEADINGS)
        return self

    def add(self, problems: Sequence[Problem]) -> None:
        """Write these below the others."""
        if self.file is not None:
            self.writer.writerows(
                [
                    _safe(cell)
                    for cell in (one.line or "", one.identifier, one.field, one.severity, one.reason)
                ]
                for one in problems
            )

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Also after a failure: what was found until then helps whoever mends the list."""
        if self.file is not None and self.path is not None:
            self.file.close()
            made = Path(self.file.name)
            made.chmod(0o644)
            made.replace(self.path)


def _safe(cell: object) -> str:
    """A spreadsheet must not take a cell from a feed for a formula."""
    words = str(cell)
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t"} else words


def keep(run: ImportRun, problems: Sequence[Problem]) -> None:
    """Problems for the admin's page of this run."""
    ImportProblem.objects.bulk_create(
        ImportProblem(
            run=run,
            line=one.line,
            identifier=one.identifier,
            field=one.field,
            reason=one.reason,
            severity=one.severity.value,
        )
        for one in problems
    )
