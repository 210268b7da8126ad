"""How complete the local offer is: one object for the page, the work list and the command. Frozen values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.statutory.models import StatutoryItem, Theme, Weight

#: What nobody has looked at for longer is due: the offer is kept up to date (SEND Code of Practice, 4.2).
YEAR = timedelta(days=365)


class Show(StrEnum):
    """Which items a page shows."""

    ALL = "all"
    MISSING = "missing"
    BROKEN = "broken"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Pointer:
    """One link of an item. ``why`` says what is wrong with it; ``unsure``, that nobody can tell now."""

    text: str
    href: str
    kind: str  # page, service, search, schools, address, or "" for what was deleted
    why: str = ""
    unsure: bool = False
    note: str = ""
    reviewed_on: date | None = None
    reviewed_by: str = ""  # for editors only

    @property
    def works(self) -> bool:
        """Whether it leads to something that families may see."""
        return not self.why


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item with where it is covered."""

    item: StatutoryItem
    pointers: tuple[Pointer, ...]
    today: date

    @property
    def covered(self) -> bool:
        """Whether at least one link works."""
        return any(pointer.works for pointer in self.pointers)

    @property
    def broken(self) -> tuple[Pointer, ...]:
        """The links that don't work."""
        return tuple(pointer for pointer in self.pointers if not pointer.works)

    @property
    def reviewed_on(self) -> date | None:
        """When somebody looked last at a link that works."""
        return max((p.reviewed_on for p in self.pointers if p.works and p.reviewed_on), default=None)

    @property
    def overdue(self) -> bool:
        """Whether it is covered and nobody has looked for a year, or ever."""
        return self.covered and (self.reviewed_on is None or self.reviewed_on < self.today - YEAR)

    def shown_in(self, show: Show) -> bool:
        """Whether a page that shows these shows it."""
        return {
            Show.ALL: True,
            Show.MISSING: not self.covered,
            Show.BROKEN: bool(self.broken),
            Show.OVERDUE: self.overdue,
        }[show]


@dataclass(frozen=True, slots=True)
class ThemeState:
    """A theme with its items."""

    theme: Theme
    items: tuple[ItemState, ...]

    @property
    def covered(self) -> int:
        """How many of its items are covered."""
        return sum(state.covered for state in self.items)


@dataclass(frozen=True, slots=True)
class Completeness:
    """The whole check, on a day."""

    themes: tuple[ThemeState, ...]
    today: date

    @property
    def items(self) -> tuple[ItemState, ...]:
        """All items, in the order of their themes."""
        return tuple(state for theme in self.themes for state in theme.items)

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.items)

    @property
    def covered(self) -> int:
        """How many items are covered."""
        return sum(state.covered for state in self.items)

    @property
    def missing(self) -> int:
        """How many items are not covered."""
        return self.total - self.covered

    @property
    def broken(self) -> int:
        """How many links don't work."""
        return sum(len(state.broken) for state in self.items)

    @property
    def overdue(self) -> int:
        """How many covered items nobody has looked at for a year."""
        return sum(state.overdue for state in self.items)

    @property
    def musts(self) -> tuple[int, int]:
        """How many of the items that must be there are covered, and how many there are."""
        musts = [state for state in self.items if state.item.weight == Weight.MUST]
        return sum(state.covered for state in musts), len(musts)

    @property
    def unsure(self) -> bool:
        """Whether some links could not be checked now."""
        return any(pointer.unsure for state in self.items for pointer in state.pointers)

    @property
    def sentence(self) -> str:
        """The totals in one sentence."""
        return "; ".join(self._parts()) + "."

    def _parts(self) -> Iterator[str]:
        yield _("%(covered)d of %(total)d covered") % {"covered": self.covered, "total": self.total}
        yield ngettext("%(count)d link broken", "%(count)d links broken", self.broken) % {
            "count": self.broken
        }
        yield _("%(count)d not looked at for a year") % {"count": self.overdue}

    def only(self, show: Show) -> tuple[ThemeState, ...]:
        """The themes with the items of one sort; a theme without any is left out."""
        return tuple(_narrowed(self.themes, show))

    def count(self, show: Show) -> int:
        """How many items are of a sort."""
        return sum(state.shown_in(show) for state in self.items)


def _narrowed(themes: Iterable[ThemeState], show: Show) -> Iterator[ThemeState]:
    for theme in themes:
        items = tuple(state for state in theme.items if state.shown_in(show))
        if items:
            yield ThemeState(theme.theme, items)
