"""What to tick at each step, and what to ask at the meeting, for each reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from localoffer.graduated.choices import Reader, Step

_FOR_WORKERS: dict[Step, tuple[Promise, ...]] = {
    Step.ASSESS: (
        _("The family has been asked what they see and what helps at home"),
        _("The %(child)s has been asked, in a way that suits them"),
        _("We know when it is hard, when it is not, and what is different then"),
    ),
    Step.PLAN: (
        _("One to three outcomes that anybody could see"),
        _("Who does what, when and where"),
        _("The day of the review is set, and the family has a copy"),
    ),
    Step.DO: (
        _("Everyone who teaches the %(child)s knows the plan"),
        _("Somebody checks that it happens"),
    ),
    Step.REVIEW: (
        _("What has changed is said with examples"),
        _("The family and the %(child)s were heard"),
        _("We agreed: keep, change, stop, or the next level"),
    ),
}

#: With the places of a Setting to fill.
BOXES: dict[Reader, dict[Step, tuple[Promise, ...]]] = {
    Reader.PARENT: {
        Step.ASSESS: (
            _("I have told the %(school)s what I see at home"),
            _("My child has been asked what is hard and what helps"),
            _("We know when it is hard, and when it is easier"),
        ),
        Step.PLAN: (
            _("We agreed what should be better, and by when"),
            _("I know who does what"),
            _("I have a copy of the plan"),
        ),
        Step.DO: (
            _("Everyone who teaches my child knows the plan"),
            _("I know whom to ask if it isn't happening"),
        ),
        Step.REVIEW: (
            _("The day of the review is set"),
            _("We looked at what has changed"),
            _("We agreed what comes next"),
        ),
    },
    Reader.YOUNG_PERSON: {
        Step.ASSESS: (_("Somebody asked me what is hard"), _("Somebody asked me what helps")),
        Step.PLAN: (_("I said what I want to change"), _("I know what will happen")),
        Step.DO: (_("My teachers know my plan"), _("I know whom to tell if it isn't working")),
        Step.REVIEW: (_("I was asked if it is better"), _("I had a say in what comes next")),
    },
    Reader.SCHOOL: _FOR_WORKERS,
    Reader.PROVIDER: {
        **_FOR_WORKERS,
        Step.ASSESS: (
            _("The family, and a young person from 16, agreed that we share what we know"),
            _("I have asked the %(school)s what has been tried"),
            _("The %(child)s has been asked, in a way that suits them"),
        ),
        Step.DO: (
            _("The adults round the %(child)s know how to carry it on"),
            _("I have told the %(lead_full)s what I see"),
        ),
    },
}

QUESTIONS: dict[Reader, tuple[Promise, ...]] = {
    Reader.PARENT: (
        _("When is it hardest for my child at %(school)s, and when is it easier?"),
        _("What is in place now, and does it happen every day?"),
        _("What will be different next week, and who will do it?"),
        _("How shall we know that it works?"),
        _("When do we meet again?"),
        _("If it hasn't helped by then, what comes next?"),
    ),
    Reader.YOUNG_PERSON: (
        _("What will change, and when?"),
        _("Who will help me?"),
        _("What can I do when it gets too much?"),
        _("Who will know about my plan?"),
        _("When will you ask me again?"),
    ),
    Reader.SCHOOL: (
        _("What do you see at home, and what works there?"),
        _("To the %(child)s: what makes it hard, and what makes it easier?"),
        _("Which part of the day shall we change first?"),
        _("What will tell us that it works, and by when?"),
        _("What do we stop, so that there is time for this?"),
    ),
    Reader.PROVIDER: (
        _("Which outcomes does the plan have now?"),
        _("What has been tried, and what became of it?"),
        _("Who carries on between my visits?"),
        _("How shall we share what we see, and with whom?"),
        _("When is the review, and what do you need from me?"),
    ),
}
