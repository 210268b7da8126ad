"""Plain frozen values: what is said. All texts are plain text, ready to be shown."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from directory.models.choices import Level
from localoffer.graduated.choices import Phase, Reader, Step


@dataclass(frozen=True, slots=True)
class Choice:
    """Who reads, and about which phase; None is all of them."""

    reader: Reader = Reader.PARENT
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a strategy: its heading ("" for none) and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A strategy as this reader is told it. ``evidence`` is (text, link or "")."""

    code: str
    name: str
    address: str
    step: Step
    parts: tuple[Part, ...]
    evidence: tuple[tuple[str, str], ...] = ()
    evidence_label: str = ""
    kept: str = ""  # when it is looked at again and by whom, for those who work with it

    @property
    def anchor(self) -> str:
        """Where it is on the page."""
        return f"do-{self.code}"


@dataclass(frozen=True, slots=True)
class LevelTold:
    """One of the three levels, with what belongs there."""

    level: Level
    heading: str
    lead: str
    things: tuple[Thing, ...]

    @property
    def count(self) -> str:
        """5 things."""
        number = len(self.things)
        return ngettext("%(number)d thing", "%(number)d things", number) % {"number": number}


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step of the cycle: what happens in it, in a line, and the things of this page that belong there."""

    step: Step
    name: str
    line: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class WayOn:
    """What to do when it is not enough. ``ask``: words that the reader may use; ``need``: where to look."""

    heading: str
    text: str
    ask: str = ""
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Checks:
    """What to tick for one step: ``boxes`` of the cycle itself, ``things`` the strategies of the choice."""

    name: str
    line: str
    boxes: tuple[str, ...]
    things: tuple[tuple[str, str], ...]  # (name, level in words)


@dataclass(frozen=True, slots=True)
class Blank:
    """A table to be filled in by hand. ``columns`` are its headings; ``rows`` empty ones follow."""

    heading: str
    columns: tuple[str, ...]
    rows: int

    @property
    def empty(self) -> range:
        """The empty rows."""
        return range(self.rows)


@dataclass(frozen=True, slots=True)
class Paper:
    """The checklist and the meeting sheet. Holds nothing that anybody typed."""

    title: str
    about: str
    notice: str
    checks: tuple[Checks, ...]
    questions: tuple[str, ...]
    facts: tuple[str, ...]  # a line to write on for each
    blanks: tuple[Blank, ...]
    headings: tuple[str, str, str, str]  # checklist, questions, meeting sheet, strategies
    columns: tuple[str, ...]  # of the table of strategies
    name: str = ""  # of the barrier, as editors wrote it: it stands in the title
    source: str = ""  # the address of the page, printed at the foot


@dataclass(frozen=True, slots=True)
class Told:
    """All that the page of one choice says."""

    name: str
    title: str
    choice: Choice
    notice_heading: str
    noticed: str
    said: tuple[str, ...]  # what families say when they mean it; a young person is not talked about
    cycle: tuple[StepTold, ...]
    levels: tuple[LevelTold, ...]
    ways_heading: str
    ways_on: tuple[WayOn, ...]
    help_heading: str
    paper: Paper
    not_in_phase: bool = False  # nothing is written for this phase; what is shown is for all of them
