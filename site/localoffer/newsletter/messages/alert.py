"""Something new is listed for a saved search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.newsletter.keys import Purpose, absolute, link
from localoffer.newsletter.messages.letter import letter
from localoffer.newsletter.models import Reader, SavedSearch


@dataclass(frozen=True, slots=True)
class Listed:
    """One listing: ``new`` is that it was not listed before; otherwise its details are new."""

    name: str
    href: str
    summary: str
    facts: tuple[str, ...]
    new: bool


def alert(
    search: SavedSearch,
    listed: Sequence[Listed],
    *,
    reader: Reader,
    told: Sequence[str],
    until: datetime,
) -> EmailMultiAlternatives:
    """What is new for one saved search, and how to stop it."""
    stop = link(Purpose.STOP, reader.secret, str(search.pk))
    context = {
        "new": [one for one in listed if one.new],
        "changed": [one for one in listed if not one.new],
        "told": told,
        "asked_on": timezone.localtime(search.made_at),
        "results": absolute(f"{reverse('search:find')}?{search.query}"),
        "manage": link(Purpose.MANAGE, reader.secret),
        "stop": stop,
    }
    return letter(
        "alert",
        to=reader.email,
        subject=_subject(listed),
        context=context,
        stop=stop,
        once=f"alert {search.pk} {until.isoformat()} {reader.secret}",
    )


def _subject(listed: Sequence[Listed]) -> str:
    # Nothing about a child, and no name of a group that would say it: others see an inbox too.
    new = sum(one.new for one in listed)
    if not new:
        return _("New details for your saved search")
    said = ngettext(
        "%(count)s new listing for your saved search", "%(count)s new listings for your saved search", new
    )
    return said % {"count": new}
