"""Send an issue to everybody who wants it. Safe to stop at any time, and to run again.

A message is handed over and then recorded in a statement of its own. A run that dies between the two sends
that one message again next time; it then carries the same Message-ID, by which mail programs show it once.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from localoffer.newsletter.content import Content
from localoffer.newsletter.matching import for_reader
from localoffer.newsletter.messages import digest as digest_message
from localoffer.newsletter.models import Delivery, Digest, Issue
from localoffer.newsletter.posting import NotPostedError, PostOffice
from localoffer.newsletter.queries.choices import Choices, choices
from localoffer.newsletter.queries.gathering import still_there
from localoffer.newsletter.queries.issues import Around, a_few_at_a_time, readers_of, still_wanted
from localoffer.newsletter.queries.readers import told_of_news
from search.lock import BusyError, one_writer

#: Shows how far readers have come: takes them, their number and a title, gives them back one by one.
Watch = Callable[[Iterable[Any], int, str], Iterable[Any]]
#: After so many readers it is asked again what families may still see.
FRESH_FOR = 100


class AlreadySendingError(Exception):
    """Another process sends just now."""


@dataclass(slots=True)
class Sent:
    """What a run did, or with a dry run would do. ``away``: it stopped because no server took the mail."""

    sent: int = 0
    nothing: int = 0
    failed: int = 0
    away: bool = False


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Hold the right to send; AlreadySendingError when another process has it. Its death lets go of it."""
    try:
        with one_writer(what, wait=0):
            yield
    except BusyError:
        raise AlreadySendingError(
            "Another run is sending just now. Nothing is lost: run this again later."
        ) from None


def send_issue(*, issue: Issue, limit: int | None = None, dry_run: bool = False, watch: Watch) -> Sent:
    """Send an approved issue to those who have not had it. Raises AlreadySendingError.

    Per reader two statements, one before and one after the message; and two for each hundred to read them.
    """
    with one_at_a_time("newsletter"):
        done, run = Sent(), _Run(issue, dry_run)
        waiting = readers_of(issue)
        count = waiting.count()
        total = count if limit is None else min(limit, count)
        with PostOffice() as office:
            for digest in watch(islice(a_few_at_a_time(waiting), limit), total, "newsletter"):
                run.deal_with(digest, office, done)
                if office.closed:
                    done.away = True
                    return done
        if not dry_run and not done.failed and not readers_of(issue).exists():
            _finish(issue)
        return done


class _Run:
    """One run: what the issue holds now, and what the choices are called."""

    def __init__(self, issue: Issue, dry_run: bool) -> None:
        self.issue = issue
        self.dry_run = dry_run
        self.frozen = Content.from_json(issue.content)
        self.offered: Choices = choices()
        self.around = Around(self.offered.area_names)
        self.asked = 0
        self.content = self.frozen

    def deal_with(self, digest: Digest, office: PostOffice, done: Sent) -> None:
        """Send one reader her part, and record what became of it."""
        if self.asked % FRESH_FOR == 0:
            # A listing withdrawn for safeguarding must not be sent, even if the issue was made before.
            self.content = still_there(self.frozen)
        self.asked += 1
        content = for_reader(self.content, self.around.wanted(digest))
        if not content and not self.issue.intro:
            done.nothing += 1
            self._record(digest, Delivery.Outcome.NOTHING)
            return
        if self.dry_run:
            done.sent += 1
            return
        if not still_wanted(digest):
            return
        try:
            office.post(self._message(digest, content))
        except NotPostedError as lost:
            done.failed += 1
            self._record(digest, Delivery.Outcome.FAILED, lost.kind)
            return
        done.sent += 1
        self._record(digest, Delivery.Outcome.SENT)

    def _message(self, digest: Digest, content: Content) -> Any:
        needs = [term.code for term in digest.needs.all()]
        told = told_of_news(needs, digest.areas, self.offered)
        return digest_message(self.issue, content, reader=digest.reader, told=told, asked_on=digest.made_at)

    def _record(self, digest: Digest, outcome: str, why: str = "") -> None:
        if self.dry_run:
            return
        row = Delivery(
            issue=self.issue, reader_id=digest.reader_id, outcome=outcome, why=why, sent_at=timezone.now()
        )
        try:
            Delivery.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["issue", "reader"],
                update_fields=["outcome", "why", "sent_at"],
            )
        except IntegrityError:
            return  # she deleted everything while her message was on its way


def _finish(issue: Issue, now: datetime | None = None) -> None:
    told = issue.deliveries.filter(outcome=Delivery.Outcome.SENT).count()
    Issue.objects.filter(pk=issue.pk, status=Issue.Status.APPROVED).update(
        status=Issue.Status.SENT, finished_at=now or timezone.now(), told=told
    )
