"""Assess, plan, do, review in a line each, for each reader (SEND Code of Practice 2015, 6.44 to 6.56)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from localoffer.graduated.choices import Phase, Reader, Step
from localoffer.graduated.told.words import setting

#: With the places of a Setting to fill.
LINES: dict[Reader, dict[Step, Promise]] = {
    Reader.PARENT: {
        Step.ASSESS: _(
            "The %(school)s finds out what is hard for your child and what helps. They ask you, and they ask "
            "your child."
        ),
        Step.PLAN: _(
            "Together you agree what will change, who will do it, and what should be better by when."
        ),
        Step.DO: _(
            "The people who teach your child put the plan to work, every day. The %(lead_full)s helps them."
        ),
        Step.REVIEW: _(
            "You meet on the day you agreed, look at what has changed, and decide what comes next."
        ),
    },
    Reader.YOUNG_PERSON: {
        Step.ASSESS: _("Find out. What is hard? What helps? People should ask you."),
        Step.PLAN: _("Agree what will change. You have a say."),
        Step.DO: _("Try it. The adults do their part."),
        Step.REVIEW: _("Check. Is it better? If not, change the plan."),
    },
    Reader.SCHOOL: {
        Step.ASSESS: _(
            "Put together what staff see, what the family says and what the %(child)s says. Think of "
            "hearing, "
            "sight, sleep and changes at home."
        ),
        Step.PLAN: _(
            "Agree the outcome, the support, who gives it and the day of the review. Write it down "
            "and share it."
        ),
        Step.DO: _(
            "Whoever teaches the %(child)s stays responsible each day. The %(lead_full)s advises and checks."
        ),
        Step.REVIEW: _(
            "With the family and the %(child)s: what changed, what to keep, what to stop, what to try next."
        ),
    },
    Reader.PROVIDER: {
        Step.ASSESS: _(
            "Ask the family and the %(school)s what they know already. Share what you see, if the "
            "family agrees."
        ),
        Step.PLAN: _("Offer aims that fit the plan that is there, and say who does what."),
        Step.DO: _("Give your part, and show the adults round the %(child)s how to carry it on."),
        Step.REVIEW: _("Come to the review or send a short note: what changed, and what you suggest next."),
    },
}


def told_cycle(reader: Reader, phase: Phase | None = None) -> tuple[tuple[str, str], ...]:
    """The steps with their names and lines, for a page that is about no barrier."""
    place = setting(phase)
    return tuple((str(step.label), place.fill(str(line))) for step, line in LINES[reader].items())
