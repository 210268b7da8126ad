"""What the list of schools shows: one object for the page, its filters and its counts. Frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from localoffer.schools.models import Phase, RegisterLoad, School, SchoolGroup
from locations.geometry import MILE_KM
from locations.place import Place
from search.layout.parts import Pager, Step

PER_PAGE = 100
#: Of a list by distance, which is read from its top.
PER_PAGE_NEAR = 30
MILES = (2, 5, 10, 20, 40)
MILES_FIRST = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks of the list, as an address holds it. ``outside``: schools of other areas."""

    group: str = ""
    phase: str = ""
    name: str = ""
    near: str = ""
    within: int = MILES_FIRST
    page: int = 1
    outside: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than everything."""
        return bool(self.group or self.phase or self.name or self.near)

    @property
    def address(self) -> str:
        """Where its answer is: one spelling, nothing that only says the default."""
        pairs = [(name, getattr(self, name)) for name in ("group", "phase", "name", "near")]
        pairs += [("within", str(self.within))] if self.near and self.within != MILES_FIRST else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        query = urlencode([pair for pair in pairs if pair[1]])
        return reverse("schools:outside" if self.outside else "schools:schools") + (
            f"?{query}" if query else ""
        )

    def saying(self, **changes: object) -> "Asked":
        """The same with something else, from its first page."""
        return replace(self, page=1, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Listed:
    """A school of the list; ``km`` is how far it is from the place that was asked about."""

    school: School
    km: float | None = None

    @property
    def miles(self) -> float | None:
        """Distance in miles, one decimal."""
        return None if self.km is None else round(self.km / MILE_KM, 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list, with how many it would leave."""

    code: str
    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class SchoolList:
    """The answer: the page's sections, and everything round them.

    ``sections``: (letter, schools), one without a letter when the list is by distance. ``unsaid``: how many
    schools of the list without its phase say no phase, as most special schools do. ``wider``: where more may
    be found when there are none near.
    """

    asked: Asked
    total: int
    sections: tuple[tuple[str, tuple[Listed, ...]], ...]
    groups: tuple[Choice, ...]
    phases: tuple[Choice, ...]
    unsaid: int
    pager: Pager | None
    pages: int
    loaded: RegisterLoad | None = None
    place: Place | None = None
    place_problem: str = ""
    wider: str = ""

    @property
    def group_label(self) -> str:
        """What the group asked for is called, or ""."""
        return str(SchoolGroup(self.asked.group).label) if self.asked.group else ""


def choices(
    asked: Asked, counts: Mapping[tuple[str, str], int]
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Groups and phases with what each would leave, of counts by (group, phase)."""
    groups = tuple(
        Choice(
            group.value,
            str(group.label),
            count,
            asked.group == group,
            asked.saying(group=group.value).address,
        )
        for group in SchoolGroup
        if (count := _of(counts, group=group.value, phase=asked.phase)) or asked.group == group
    )
    phases = tuple(
        Choice(
            phase.value,
            str(phase.label),
            count,
            asked.phase == phase,
            asked.saying(phase=phase.value).address,
        )
        for phase in Phase
        if (count := _of(counts, group=asked.group, phase=phase.value)) or asked.phase == phase
    )
    return groups, phases


def total(asked: Asked, counts: Mapping[tuple[str, str], int]) -> int:
    """How many schools the list has."""
    return _of(counts, group=asked.group, phase=asked.phase)


def unsaid(asked: Asked, counts: Mapping[tuple[str, str], int]) -> int:
    """See SchoolList."""
    of_group = (n for (group, phase), n in counts.items() if not phase and asked.group in ("", group))
    return sum(of_group) if asked.phase else 0


def _of(counts: Mapping[tuple[str, str], int], *, group: str, phase: str) -> int:
    return sum(count for (of, at), count in counts.items() if group in ("", of) and phase in ("", at))


def by_letter(schools: Iterable[School]) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """Schools in the order of their names, in sections by first letter; figures and signs under "0 to 9"."""
    return tuple(
        (letter, tuple(Listed(school) for school in under)) for letter, under in groupby(schools, _letter)
    )


def _letter(school: School) -> str:
    first = school.name[:1].upper()
    return first if first.isalpha() else "0 to 9"


def pager(asked: Asked, pages: int) -> Pager | None:
    """The pages of the list; None for one."""
    if pages < 2:
        return None

    def href(number: int) -> str:
        return replace(asked, page=number).address if 1 <= number <= pages else ""

    steps: list[Step] = []
    for number in sorted({1, asked.page - 1, asked.page, asked.page + 1, pages}):
        if 1 <= number <= pages:
            if steps and number - steps[-1].number > 1:
                steps.append(Step())
            steps.append(Step(number, href(number), number == asked.page))
    return Pager(tuple(steps), href(asked.page - 1), href(asked.page + 1))
