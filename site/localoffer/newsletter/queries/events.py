"""Events that are on soon."""

from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from directory import spoken
from localoffer.events.models import EventPage, EventSession
from localoffer.newsletter.content import Item
from localoffer.newsletter.queries.news import needs_of
from localoffer.pages.queries import public
from locations.queries import AreaIndex
from search.document import surroundings

#: How far ahead an issue looks: three weeks' notice, and the rest of its own.
AHEAD = timedelta(days=28)
DATES_MOST = 4


def events(now: datetime) -> tuple[Item, ...]:
    """Public events with a date to come within four weeks, the soonest first. At most seven statements.

    A date that is called off is left out.
    """
    soon = EventSession.objects.to_come(now).filter(
        cancelled=False, starts_at__lt=now + AHEAD, page__in=public(EventPage.objects.all())
    )
    sessions: dict[int, list[EventSession]] = {}
    for session in soon.select_related("venue"):
        sessions.setdefault(session.page_id, []).append(session)
    pages = EventPage.objects.in_bulk(list(sessions))
    if not pages:
        return ()
    needs, areas = needs_of(EventPage, list(sessions)), surroundings().areas
    return tuple(
        _item(pages[pk], dates, needs.get(pk, ()), areas) for pk, dates in sessions.items() if pk in pages
    )


def _item(page: EventPage, dates: list[EventSession], needs: tuple[str, ...], areas: AreaIndex) -> Item:
    points = {(one.venue.lat, one.venue.lon) for one in dates if one.venue is not None}
    at = {
        code
        for lat, lon in points
        if lat is not None and lon is not None
        for code in areas.codes_at(lat, lon)
    }
    facts = [_date(one) for one in dates[:DATES_MOST]]
    if len(dates) > DATES_MOST:
        facts.append(_("and %(count)s more dates") % {"count": len(dates) - DATES_MOST})
    return Item(
        key=f"page:{page.pk}",
        title=page.title,
        path=page.get_url() or "/",
        summary=page.summary,
        facts=tuple(facts),
        needs=needs,
        at=tuple(sorted(at)),
        # A place in words alone may be anywhere: better told to somebody too far than kept from a neighbour.
        everywhere=any(one.online or one.venue is None or one.venue.lat is None for one in dates),
    )


def _date(session: EventSession) -> str:
    """ "Thursday 3 December, 6pm to 8pm, Friarn Hall, Bridgwater"."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = formats.date_format(starts, "l j F")
    where = [_place(session), _("online") if session.online else ""]
    clock = f"{spoken.clock(starts.time())} to {spoken.clock(ends.time())}"
    return ", ".join(filter(None, (day, clock, *where)))


def _place(session: EventSession) -> str:
    """Where it is; of an address that is kept back the town alone, for a name can give a door away."""
    if session.venue is None:
        return session.place
    return session.venue.city if session.venue.address_hidden else str(session.venue)
