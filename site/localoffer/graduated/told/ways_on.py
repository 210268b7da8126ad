"""What to do when it is not enough, and how to ask, for each reader. General guidance, not legal advice."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from localoffer.graduated.choices import Reader
from localoffer.graduated.told.values import WayOn
from localoffer.graduated.told.words import Setting


@dataclass(frozen=True, slots=True)
class _Way:
    """With the places of a Setting to fill. ``kind`` is the kind of help that its link looks for."""

    heading: Promise
    text: Promise
    ask: Promise | str = ""
    kind: str = ""
    link_text: Promise | str = ""


HEADINGS: dict[Reader, Promise] = {
    Reader.PARENT: _("If that is not enough"),
    Reader.YOUNG_PERSON: _("If it is still hard"),
    Reader.SCHOOL: _("If that is not enough"),
    Reader.PROVIDER: _("How to work with the %(school)s"),
}
_ADVICE = _("Free advice that takes nobody's side")

WAYS: dict[Reader, tuple[_Way, ...]] = {
    Reader.PARENT: (
        _Way(
            _("Talk to the %(lead)s"),
            _("%(lead_is)s You can ask to meet. You don't have to wait for a parents' evening."),
            ask=_(
                "“I'd like to meet about how my child is doing. Can we look at what is in place, "
                "what has helped, "
                "and agree what to try next?”"
            ),
        ),
        _Way(
            _("Ask for the next level"),
            _(
                "When something has had a fair try, about half a term, and little has changed, ask "
                "for the next "
                "level on this page. If it is urgent or your child is unsafe, don't wait."
            ),
            ask=_(
                "“We have tried this since (month). Can we agree what SEN support comes next, and review it?”"
            ),
        ),
        _Way(
            _("Ask for an EHC needs assessment"),
            _(
                "An EHC needs assessment looks at whether a child needs an EHC plan (education, "
                "health and care "
                "plan). You, the %(school)s, or a young person over 16 can ask the council for it. "
                "You can ask "
                "even if others don't agree."
            ),
            kind="advice",
            link_text=_ADVICE,
        ),
    ),
    Reader.YOUNG_PERSON: (
        _Way(
            _("Tell someone you trust"),
            _(
                "A teacher, someone at home, a friend. You can say it, write it, draw it or show "
                "them this page.\n\n%(lead_is)s"
            ),
            ask=_("“This is hard for me. Can you help me tell the %(lead)s?”"),
        ),
        _Way(
            _("Ask for a meeting"),
            _("You can be there. You can bring someone. You can ask for breaks."),
            ask=_("“I'd like us to change the plan. Here is what helps me.”"),
        ),
        _Way(
            _("Over 16? You can ask yourself"),
            _(
                "You can ask the council to look at whether you need an EHC plan. That is a plan "
                "which says by "
                "law what help you must get. EHC is short for education, health and care."
            ),
            kind="advice",
            link_text=_("Free advice for you"),
        ),
    ),
    Reader.SCHOOL: (
        _Way(
            _("Move on by the evidence, not by the calendar"),
            _(
                "Go round the cycle at least twice at a level, with a clear outcome each time, "
                "unless the %(child)s "
                "is unsafe or falling far behind. Keep what worked when you add the next level."
            ),
        ),
        _Way(
            _("What the %(lead)s does"),
            _(
                "%(lead_is)s They help to choose the support, watch that it happens, and ask for advice from "
                "outside when it isn't enough. The family is asked before that."
            ),
        ),
        _Way(
            _("Ask for advice from outside, or for an assessment"),
            _(
                "Bring the plans and reviews of at least two cycles and the views of the %(child)s "
                "and the family. "
                "If the %(child)s may need more than the %(school)s can give, the %(school)s can ask "
                "the council "
                "for an EHC needs assessment (education, health and care)."
            ),
            kind="education-support",
            link_text=_("Support for schools and settings"),
        ),
    ),
    Reader.PROVIDER: (
        _Way(
            _("Ask first"),
            _(
                "Get the family's consent, and a young person's own from 16. Then ask the %(lead)s "
                "which plan is "
                "there and when its review is. %(lead_is)s"
            ),
        ),
        _Way(
            _("Fit into the day"),
            _(
                "Agree when and where you see the %(child)s, and who takes over when you are not "
                "there. Leave one "
                "page: what to do, how often, and what to look for."
            ),
        ),
        _Way(
            _("If it is not enough"),
            _(
                "Say so at the review, with what you saw. The family or the %(school)s decides with "
                "you what to "
                "ask for next. Don't promise what others have to give."
            ),
        ),
    ),
}


def ways_on(reader: Reader, place: Setting) -> tuple[WayOn, ...]:
    """For a reader, with the words of the phase."""
    return tuple(
        WayOn(
            heading=place.fill(str(way.heading)),
            text=place.fill(str(way.text)),
            ask=place.fill(str(way.ask)),
            link=f"{reverse('search:find')}?kind={way.kind}" if way.kind else "",
            link_text=str(way.link_text),
        )
        for way in WAYS[reader]
    )
