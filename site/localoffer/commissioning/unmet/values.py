"""What was asked for and not found, as pages and files show it. Frozen values: no count is here as it was."""

from dataclasses import dataclass
from datetime import date

from localoffer.commissioning.unmet.shown import Shown, total

#: So many listings within reach, or fewer, is little.
LITTLE = 1


@dataclass(frozen=True, slots=True)
class Supply:
    """What the last run of a measure says of an area. ``nearest_km`` is None where nothing is listed."""

    within: int
    nearest_km: float | None
    url: str

    @property
    def little(self) -> bool:
        """Whether next to nothing is within reach."""
        return self.within <= LITTLE


@dataclass(frozen=True, slots=True)
class AskedIn:
    """One need or kind in one area. ``supply`` is None where no measure covers it."""

    area_code: str
    area: str
    times: Shown
    supply: Supply | None

    @property
    def missing(self) -> bool:
        """Asked for, and little or nothing within reach."""
        return self.supply is not None and self.supply.little


@dataclass(frozen=True, slots=True)
class Measured:
    """The run that is held beside a need or kind."""

    name: str
    on: date
    reach_km: float


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One need or kind of help with the areas where it was not found, the most asked for first."""

    taxonomy: str
    code: str
    name: str
    areas: tuple[AskedIn, ...]
    measured: Measured | None

    @property
    def key(self) -> str:
        """How an address names it: need.autism."""
        return f"{self.taxonomy}.{self.code}"

    @property
    def times(self) -> Shown:
        """In all areas together, added up from what is shown."""
        return total(one.times for one in self.areas)

    @property
    def missing(self) -> tuple[AskedIn, ...]:
        """The areas where it was asked for and little or nothing is within reach."""
        return tuple(one for one in self.areas if one.missing)


@dataclass(frozen=True, slots=True)
class Unmet:
    """Everything asked for and not found from the first month to the last (both first days)."""

    since: date
    until: date
    asked: tuple[AskedFor, ...]

    @property
    def months(self) -> str:
        """As in: December 2025 to November 2026."""
        return f"{self.since:%B %Y} to {self.until:%B %Y}"


@dataclass(frozen=True, slots=True)
class UnmetHere:
    """What was asked for and not found in one area: (name, count), the most asked for first."""

    months: str
    asked: tuple[tuple[str, Shown], ...]
