"""Tell readers what is new for their saved searches. Safe to stop at any time, and to run again.

``SavedSearch.seen`` moves on only after its message is handed over, and never past a service that an index
has still to take in. A run that dies between the two sends that one message again next time.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min
from django.utils import timezone

from localoffer.newsletter.actions.sending import Watch, one_at_a_time
from localoffer.newsletter.keys import absolute
from localoffer.newsletter.messages import Listed, alert
from localoffer.newsletter.models import SavedSearch
from localoffer.newsletter.posting import NotPostedError, PostOffice
from localoffer.newsletter.queries.readers import told_of
from localoffer.newsletter.queries.searches import NotASearchError, PlaceGoneError, found
from localoffer.newsletter.queries.services import FACTS, Fresh, fresh, settled, waiting
from search.choices import Names, names
from search.engine.base import SearchUnavailableError
from search.found import Result
from search.terms import Group

logger = logging.getLogger(__name__)

MOMENT = timedelta(microseconds=1)
#: So many saved searches without news are moved on in one statement.
TOGETHER = 500


@dataclass(slots=True)
class Told:
    """What a run did, or with a dry run would do.

    ``resting``: no index answered, so the rest waits for the next run. ``unread`` are searches whose place or
    address is not known any more. ``away``: no server took the mail.
    """

    sent: int = 0
    nothing: int = 0
    failed: int = 0
    unread: int = 0
    resting: bool = False
    away: bool = False


def send_alerts(
    *, now: datetime | None = None, limit: int | None = None, dry_run: bool = False, watch: Watch
) -> Told:
    """Tell every confirmed saved search what was published since it was last looked at.

    Raises AlreadySendingError.
    """
    with one_at_a_time("newsletter-alerts"):
        return _send(now or timezone.now(), limit, dry_run, watch)


def _send(now: datetime, limit: int | None, dry_run: bool, watch: Watch) -> Told:
    until = settled(now)
    due = SavedSearch.objects.filter(confirmed_at__isnull=False, seen__lt=until)
    oldest = due.aggregate(oldest=Min("seen"))["oldest"]
    if oldest is None:
        return Told()
    published, until = _taken_in(fresh(oldest, until), until)
    run = _Run(published, until, dry_run)
    # Alike ones one after the other: each question is asked once.
    searches = list(due.filter(seen__lt=until).order_by("query", "pk").values_list("pk", flat=True)[:limit])
    with PostOffice() as office:
        for pk in watch(searches, len(searches), "alerts"):
            try:
                run.deal_with(pk, office)
            except SearchUnavailableError:
                run.told.resting = True
                break
            if office.closed:
                run.told.away = True
                break
    run.move_on()
    return run.told


def _taken_in(published: Sequence[Fresh], until: datetime) -> tuple[tuple[Fresh, ...], datetime]:
    """What every index of ours holds by now, and until when that is so: the rest is news next time."""
    behind = waiting(one.pk for one in published)
    if behind:
        until = min(until, min(one.last for one in published if one.pk in behind) - MOMENT)
    return tuple(one for one in published if one.last <= until), until


class _Run:
    """One run over the saved searches."""

    def __init__(self, published: Sequence[Fresh], until: datetime, dry_run: bool) -> None:
        self.published = published
        self.until = until
        self.dry_run = dry_run
        self.told = Told()
        self.known: Names = names()
        self.nothing: list[int] = []
        self.asked: tuple[str, dict[str, Result]] = ("", {})

    def deal_with(self, pk: int, office: PostOffice) -> None:
        """Tell one reader, if there is something, and record it."""
        # Read one by one: she may have deleted it since the run began.
        search = (
            SavedSearch.objects.filter(pk=pk, confirmed_at__isnull=False).select_related("reader").first()
        )
        if search is None:
            return
        since = [one for one in self.published if one.last > search.seen]
        try:
            listed = self._listed(search, since) if since else []
        except (PlaceGoneError, NotASearchError):
            self.told.unread += 1
            logger.warning("Saved search %s can't be asked any more.", pk)
            return
        if not listed:
            self.told.nothing += 1
            self.nothing.append(pk)
            if len(self.nothing) >= TOGETHER:
                self.move_on()
            return
        self._tell(search, listed, office)

    def move_on(self) -> None:
        """Record that there was nothing for those without news."""
        if self.nothing and not self.dry_run:
            SavedSearch.objects.filter(pk__in=self.nothing).update(seen=self.until)
        self.nothing.clear()

    def _listed(self, search: SavedSearch, since: Sequence[Fresh]) -> list[Listed]:
        if self.asked[0] != search.query:
            self.asked = (search.query, found(search.query))
        results = self.asked[1]
        return [
            _told(results[str(one.pk)], new=one.new_since(search.seen))
            for one in reversed(since)
            if str(one.pk) in results
        ]

    def _tell(self, search: SavedSearch, listed: Sequence[Listed], office: PostOffice) -> None:
        if self.dry_run:
            self.told.sent += 1
            return
        told = told_of(search, self.known)
        message = alert(search, listed, reader=search.reader, told=told, until=self.until)
        mine = SavedSearch.objects.filter(pk=search.pk)
        try:
            office.post(message)
        except NotPostedError as lost:
            self.told.failed += 1
            logger.warning("An alert could not be sent (%s); it is tried again.", lost.kind)
            mine.update(failures=F("failures") + 1)
            return
        self.told.sent += 1
        mine.update(seen=self.until, failures=0)


def _told(result: Result, *, new: bool) -> Listed:
    document = result.document
    where = [result.venue.town or result.venue.name] if result.venue and result.group in _PLACED else []
    if result.miles is not None and result.group in _PLACED:
        where.append(f"{result.miles:g} miles away")
    where += [_WAYS[result.group]] if result.group in _WAYS else []
    lines = (
        ", ".join(filter(None, where)),
        " · ".join(filter(None, (getattr(document, one) for one in FACTS))),
    )
    return Listed(document.name, absolute(document.url), document.summary, tuple(filter(None, lines)), new)


_PLACED = (Group.NEAR, Group.LISTED)
_WAYS = {Group.COVERS: "Comes to you or covers your area", Group.ONLINE: "Online or by phone"}
