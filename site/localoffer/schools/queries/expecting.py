"""Where families and schools read what to expect, for the ages a school teaches."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from localoffer.schools.models import Phase, School, SchoolGroup

#: The slug of the page of the Graduated Response Tool, right under the front page. It never changes.
TOOL = "what-to-expect"
_EARLY, _PRIMARY, _SECONDARY, _AFTER_16 = "early-years", "primary", "secondary", "post-16"
_LABELS = {
    _EARLY: _("What to expect in the early years"),
    _PRIMARY: _("What to expect in primary school"),
    _SECONDARY: _("What to expect in secondary school"),
    _AFTER_16: _("What to expect after 16"),
}
#: The tool's phases by the register's.
_PHASES = {
    Phase.NURSERY: (_EARLY,),
    Phase.PRIMARY: (_PRIMARY,),
    Phase.MIDDLE: (_PRIMARY, _SECONDARY),
    Phase.SECONDARY: (_SECONDARY,),
    Phase.ALL_THROUGH: (_PRIMARY, _SECONDARY),
    Phase.POST_16: (_AFTER_16,),
}
#: First age and the age it ends at, where a school says no phase.
_AGES = ((_EARLY, 0, 4), (_PRIMARY, 4, 11), (_SECONDARY, 11, 16), (_AFTER_16, 16, 25))


@dataclass(frozen=True, slots=True)
class Expecting:
    """A link to the tool for one phase."""

    text: Promise
    href: str


def expecting(school: School) -> tuple[Expecting, ...]:
    """The tool for every phase that the school teaches; for all ages when it says nothing. No statement."""
    phases = _phases(school)
    links = tuple(Expecting(_LABELS[phase], _tool(phase)) for phase in phases)
    return links or (Expecting(_("What to expect from nursery, school or college"), _tool("")),)


def _tool(phase: str) -> str:
    asked = urlencode({"phase": phase}) if phase else ""
    return reverse("wagtail_serve", args=[f"{TOOL}/"]) + (f"?{asked}" if asked else "")


def _phases(school: School) -> tuple[str, ...]:
    if school.phase:
        return _PHASES[Phase(school.phase)]
    if school.group in (SchoolGroup.COLLEGE, SchoolGroup.SPECIAL_COLLEGE):
        return (_AFTER_16,)
    if school.ages is None:
        return ()
    first, last = school.ages
    return tuple(phase for phase, begins, ends in _AGES if first < ends and last > begins)
