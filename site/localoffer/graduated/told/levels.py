"""The three levels, as each reader is told of them: a heading and a line."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models.choices import Level
from localoffer.graduated.choices import Reader

_WORKERS: dict[Level, tuple[Promise, Promise]] = {
    Level.UNIVERSAL: (
        _("Universal: for every %(child)s"),
        _("Good everyday practice. It needs no diagnosis, no form and no extra money."),
    ),
    Level.TARGETED: (
        _("Targeted: SEN support"),
        _(
            "Extra, planned help when everyday practice is not enough. SEN is short for special educational "
            "needs. No diagnosis is needed to begin."
        ),
    ),
    Level.SPECIALIST: (
        _("Specialist: high needs"),
        _(
            "Help from people with special training, for the few who need much more. It may be part "
            "of an EHC "
            "plan (education, health and care plan)."
        ),
    ),
}

#: With the places of a Setting to fill.
LEVELS: dict[Reader, dict[Level, tuple[Promise, Promise]]] = {
    Reader.PARENT: {
        Level.UNIVERSAL: (
            _("What should happen for every %(child)s"),
            _("Good teaching and small changes. Your child needs no diagnosis for this, and no form."),
        ),
        Level.TARGETED: (
            _("If that is not enough: SEN support"),
            _(
                "Extra help that is planned for your child. SEN is short for special educational needs. Your "
                "child doesn't need a diagnosis to have it."
            ),
        ),
        Level.SPECIALIST: (
            _("If that is not enough: specialist help"),
            _(
                "Help from people with special training. A few children also have an EHC plan (education, "
                "health and care plan). It says by law what help a child must get."
            ),
        ),
    },
    Reader.YOUNG_PERSON: {
        Level.UNIVERSAL: (_("What everyone should get"), _("You don't have to ask. It is for all of you.")),
        Level.TARGETED: (_("If you need more help"), _("This is planned for you. You help to plan it.")),
        Level.SPECIALIST: (
            _("If you need a lot more help"),
            _("People with special training work with you and your teachers."),
        ),
    },
    Reader.SCHOOL: _WORKERS,
    Reader.PROVIDER: _WORKERS,
}
