"""The meeting sheet: lines and tables to fill in by hand. Nobody's name is ever printed on it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from localoffer.graduated.choices import Reader
from localoffer.graduated.told.values import Blank
from localoffer.graduated.told.words import Setting

_FACTS: tuple[Promise, ...] = (
    _("Name"),
    _("Class or group"),
    _("Date of the meeting"),
    _("Who is at the meeting"),
)
FACTS: dict[Reader, tuple[Promise, ...]] = {
    Reader.PARENT: _FACTS,
    Reader.YOUNG_PERSON: (_("My name"), _("Date of the meeting"), _("Who I want to be there")),
    Reader.SCHOOL: _FACTS,
    Reader.PROVIDER: _FACTS,
}

_Table = tuple[Promise, tuple[Promise, ...], int]
_AGREED: _Table = (
    _("What we agreed"),
    (_("What"), _("Who"), _("By when"), _("How we shall know")),
    4,
)
_BLANKS: tuple[_Table, ...] = (
    (_("How it is now"), (_("What goes well"), _("What is hard")), 3),
    (_("What has been tried"), (_("What"), _("Since when"), _("Did it help?")), 3),
    _AGREED,
    (_("The next meeting"), (_("Day and time"), _("Who comes")), 1),
)
BLANKS: dict[Reader, tuple[_Table, ...]] = {
    Reader.PARENT: _BLANKS,
    Reader.YOUNG_PERSON: (
        (_("About me"), (_("What I am good at"), _("What is hard for me"), _("What helps me")), 3),
        (_("What I want to happen"), (_("What"), _("Who can help"), _("By when")), 3),
        (_("When we talk again"), (_("Day and time"), _("Who comes")), 1),
    ),
    Reader.SCHOOL: _BLANKS,
    Reader.PROVIDER: _BLANKS,
}


def facts(reader: Reader, place: Setting) -> tuple[str, ...]:
    """What has a line to write on."""
    return tuple(place.fill(str(fact)) for fact in FACTS[reader])


def blanks(reader: Reader, place: Setting) -> tuple[Blank, ...]:
    """The empty tables, in the order of the meeting."""
    return tuple(
        Blank(place.fill(str(heading)), tuple(place.fill(str(column)) for column in columns), rows)
        for heading, columns, rows in BLANKS[reader]
    )
