"""What came of an import, in numbers and words."""

from dataclasses import dataclass, field

from directory.models import ImportRun


@dataclass(slots=True)
class Outcome:
    """What came of an import. ``kept`` are those among ``same`` where a person has the last word."""

    source: str
    total: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    kept: int = 0
    warnings: int = 0
    placed: int = 0
    waiting: int = 0
    notes: list[str] = field(default_factory=list)
    unmatched: int = 0
    failure: str = ""
    run: ImportRun | None = None

    @property
    def read(self) -> int:
        """Rows that could be understood."""
        return self.new + self.changed + self.same

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.same} same, {self.rejected} rejected"
