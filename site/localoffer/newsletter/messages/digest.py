"""The weekly news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from localoffer.newsletter.content import Content, Item
from localoffer.newsletter.keys import Purpose, absolute, link
from localoffer.newsletter.messages.letter import letter
from localoffer.newsletter.models import Issue, Reader

#: So many of a section are told; the rest are a number and a link.
MOST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its whole address."""

    title: str
    href: str
    summary: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the mail; ``more`` is how many are not told here."""

    title: str
    lines: tuple[Line, ...]
    more: int
    href: str  # where the rest is


def parts(content: Content) -> tuple[Part, ...]:
    """The sections that hold something, in their order."""
    everything = absolute(reverse("directory:services"))
    sections: Sequence[tuple[str, tuple[Item, ...], str]] = (
        (_("News"), content.news, absolute("/")),
        (_("What is on"), content.events, absolute("/")),
        (_("New help listed"), content.new, everything),
        (_("Help with new details"), content.changed, everything),
    )
    return tuple(_part(title, items, href) for title, items, href in sections if items)


def digest(
    issue: Issue,
    content: Content,
    *,
    reader: Reader,
    told: Sequence[str],
    asked_on: datetime,
) -> EmailMultiAlternatives:
    """The issue for one reader: the part of it that is for her, and why she gets it."""
    stop = link(Purpose.STOP, reader.secret, "news")
    context = {
        "issue": issue,
        "parts": parts(content),
        "told": told,
        "asked_on": timezone.localtime(asked_on),
        "manage": link(Purpose.MANAGE, reader.secret),
        "stop": stop,
    }
    return letter(
        "digest",
        to=reader.email,
        subject=subject(issue),
        context=context,
        stop=stop,
        once=f"issue {issue.pk} {reader.secret}",
    )


def subject(issue: Issue) -> str:
    """What stands in an inbox, for everybody to see who looks at the phone: nothing about a child."""
    return _("Local offer news, %(day)s") % {"day": formats.date_format(issue.week, "j F Y")}


def _part(title: str, items: tuple[Item, ...], href: str) -> Part:
    lines = tuple(Line(item.title, absolute(item.path), item.summary, item.facts) for item in items[:MOST])
    return Part(title, lines, max(0, len(items) - MOST), href)
