"""From a barrier, its strategies and a choice to all that the page and the papers say. No statement."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models.choices import Level
from localoffer.graduated.choices import Reader, Step
from localoffer.graduated.told import checking, cycle, sheet
from localoffer.graduated.told.levels import LEVELS
from localoffer.graduated.told.reading import thing, whole
from localoffer.graduated.told.values import Checks, Choice, LevelTold, Paper, StepTold, Thing, Told
from localoffer.graduated.told.ways_on import HEADINGS, ways_on
from localoffer.graduated.told.words import Setting, setting

if TYPE_CHECKING:
    from localoffer.graduated.models import BarrierPage, Strategy

NOTICE: dict[Reader, tuple[str, Promise]] = {
    Reader.PARENT: ("for_parents", _("What you may notice")),
    Reader.YOUNG_PERSON: ("for_young_people", _("What it can be like")),
    Reader.SCHOOL: ("for_schools", _("What you may notice")),
    Reader.PROVIDER: ("for_providers", _("What you may notice")),
}
HELP: dict[Reader, Promise] = {
    Reader.PARENT: _("Who can help near you"),
    Reader.YOUNG_PERSON: _("Who can help near you"),
    Reader.SCHOOL: _("Who can help near this school"),
    Reader.PROVIDER: _("Who else can help nearby"),
}

#: As many of the families' own words as help to see whether this is it.
FEW_WORDS = 6

in_full = whole


def tell(barrier: "BarrierPage", strategies: Sequence["Strategy"], choice: Choice) -> Told:
    """All that is said of a barrier to this reader. ``strategies`` are those to be shown, in order."""
    reader, place = choice.reader, setting(choice.phase)
    field, heading = NOTICE[reader]
    noticed = str(getattr(barrier, field)).strip()
    levels = tuple(_levels(strategies, reader, place))
    things = [one for level in levels for one in level.things]
    title = _title(barrier.title, choice)
    return Told(
        name=barrier.title,
        title=title,
        choice=choice,
        notice_heading=str(heading),
        noticed=noticed,
        said=() if reader is Reader.YOUNG_PERSON else tuple(barrier.other_names[:FEW_WORDS]),
        cycle=tuple(_cycle(things, reader, place)),
        levels=levels,
        ways_heading=place.fill(str(HEADINGS[reader])),
        ways_on=ways_on(reader, place),
        help_heading=str(HELP[reader]),
        paper=_paper(barrier.title, title, noticed, levels, choice, place),
    )


def _title(name: str, choice: Choice) -> str:
    """Finding noise hard: primary."""
    return f"{name}: {choice.phase.label.lower()}" if choice.phase else name


def _levels(strategies: Iterable["Strategy"], reader: Reader, place: Setting) -> Iterable[LevelTold]:
    order = list(Step)
    # In the order of the cycle, and inside a step as they were given.
    found = sorted(strategies, key=lambda one: order.index(Step(one.step or Step.DO)))
    for level in Level:
        heading, lead = LEVELS[reader][level]
        yield LevelTold(
            level=level,
            heading=place.fill(str(heading)),
            lead=place.fill(str(lead)),
            things=tuple(thing(one, reader) for one in found if one.level == level),
        )


def _cycle(things: Sequence[Thing], reader: Reader, place: Setting) -> Iterable[StepTold]:
    for step in Step:
        line = place.fill(str(cycle.LINES[reader][step]))
        yield StepTold(step, str(step.label), line, tuple(one for one in things if one.step is step))


def _paper(
    name: str, title: str, noticed: str, levels: Sequence[LevelTold], choice: Choice, place: Setting
) -> Paper:
    reader = choice.reader
    return Paper(
        title=gettext("Take it to the meeting: %(what)s") % {"what": title},
        about=gettext("For: %(reader)s. Nobody's name is on this sheet until you write it.")
        % {"reader": reader.label.lower()},
        notice=noticed,
        checks=tuple(_checks(levels, reader, place)),
        questions=tuple(place.fill(str(question)) for question in checking.QUESTIONS[reader]),
        facts=sheet.facts(reader, place),
        blanks=sheet.blanks(reader, place),
        headings=(
            gettext("Checklist"),
            gettext("Questions to ask"),
            gettext("Meeting sheet"),
            gettext("What to expect at this step"),
        ),
        columns=(
            gettext("What"),
            gettext("Level"),
            gettext("It happens"),
            gettext("Not yet"),
            gettext("Ask"),
        ),
        name=name,
    )


def _checks(levels: Sequence[LevelTold], reader: Reader, place: Setting) -> Iterable[Checks]:
    for step in Step:
        yield Checks(
            name=str(step.label),
            line=place.fill(str(cycle.LINES[reader][step])),
            boxes=tuple(place.fill(str(box)) for box in checking.BOXES[reader][step]),
            things=tuple(
                (one.name, gettext(level.level.label))
                for level in levels
                for one in level.things
                if one.step is step
            ),
        )
