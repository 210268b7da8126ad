"""A row on its way into the directory: first decided, then made ready to be written."""

from dataclasses import dataclass
from uuid import UUID

from directory.actions.importing.deciding import Decision, Step
from directory.actions.importing.parts import Parts
from directory.actions.importing.words import Sorted
from directory.feeds.rows import ServiceRow
from directory.models import Service


@dataclass(frozen=True, slots=True)
class Decided:
    """A row, its key and what is to become of it."""

    key: UUID
    row: ServiceRow
    fingerprint: str
    decision: Decision


@dataclass(slots=True)
class Writing:
    """One row on its way into the directory."""

    key: UUID
    row: ServiceRow
    fingerprint: str
    decision: Decision
    words: Sorted
    service: Service
    parts: Parts
    new: bool

    @property
    def goes_live(self) -> bool:
        """Whether families see what the row says once this is written."""
        return self.service.live and self.decision.step != Step.DRAFT

    @property
    def rewrites(self) -> bool:
        """Whether the service's own row and parts are written, and not only a draft."""
        return self.new or self.decision.step == Step.PUBLISH
