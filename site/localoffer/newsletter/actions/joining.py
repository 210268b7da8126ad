"""Somebody asks for news: it is kept for a week, and she is asked whether it was she."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from directory.models import TaxonomyTerm
from localoffer.newsletter.messages import confirm
from localoffer.newsletter.models import Digest, Reader, SavedSearch
from localoffer.newsletter.posting import NotPostedError, PostOffice
from localoffer.newsletter.queries.choices import NEED
from localoffer.newsletter.queries.readers import kept_about

logger = logging.getLogger(__name__)

#: A reader is asked to confirm at most this often, however often somebody types her address.
PAUSE = timedelta(minutes=10)
TIMES_A_DAY = 3
#: So many are asked in an hour over the whole site; more is a machine.
MOST_AN_HOUR = 300
#: Alerts that one reader may have.
MOST_ALERTS = 10


class TooManyError(Exception):
    """So many people sign up at once that it must be a machine. Nothing was kept."""


class PostIsAwayError(Exception):
    """The question whether it was she could not be sent. Nothing was kept that was not there before."""


def ask_for_news(*, email: str, needs: Sequence[str], areas: Sequence[str]) -> None:
    """Keep a wish for the weekly news until it is confirmed, and ask. Raises TooManyError, PostIsAwayError.

    What an address gets already is not changed until its owner confirms.
    """
    with transaction.atomic():
        reader = _reader(email)
        Digest.objects.filter(reader=reader, confirmed_at__isnull=True).delete()
        digest = Digest.objects.create(reader=reader, areas=list(areas))
        digest.needs.set(TaxonomyTerm.objects.filter(taxonomy__slug=NEED, code__in=needs))
    _ask(reader)


def ask_for_alert(*, email: str, query: str, place: str) -> None:
    """Keep a search until it is confirmed, and ask. Raises TooManyError and PostIsAwayError."""
    with transaction.atomic():
        reader = _reader(email)
        if reader.searches.count() < MOST_ALERTS:
            SavedSearch.objects.get_or_create(reader=reader, query=query, defaults={"place": place})
    _ask(reader)


def _reader(email: str) -> Reader:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if Reader.objects.filter(mailed_at__gt=an_hour_ago).count() >= MOST_AN_HOUR:
        raise TooManyError
    # Locked, so that a form sent twice at a time keeps one wish.
    return Reader.objects.select_for_update().get_or_create(email=email.lower())[0]


def _ask(reader: Reader) -> None:
    """Send the question, unless it was sent a short while ago: one link confirms everything that waits.

    The right to send is taken in one statement, so that two requests at a time send one message; the mail
    server is asked outside any transaction.
    """
    if not _may_mail(reader, timezone.now()):
        return
    try:
        kept = kept_about(reader)
    except (ObjectDoesNotExist, ValueError):
        return  # she deleted everything a moment ago
    try:
        with PostOffice() as office:
            office.post(confirm(kept))
    except NotPostedError as lost:
        logger.warning("A question to confirm could not be sent (%s).", lost.kind)
        _not_mailed(reader)
        raise PostIsAwayError from None


def _may_mail(reader: Reader, now: datetime) -> bool:
    today = timezone.localdate(now)
    rested = Q(mailed_at__isnull=True) | Q(mailed_at__lte=now - PAUSE)
    mine = Reader.objects.filter(rested, pk=reader.pk)
    again = mine.filter(mailed_on=today, mailed_times__lt=TIMES_A_DAY)
    if again.update(mailed_at=now, mailed_times=F("mailed_times") + 1):
        return True
    first = mine.filter(Q(mailed_on__isnull=True) | ~Q(mailed_on=today))
    return bool(first.update(mailed_at=now, mailed_on=today, mailed_times=1))


def _not_mailed(reader: Reader) -> None:
    Reader.objects.filter(pk=reader.pk, mailed_times__gt=0).update(
        mailed_at=None, mailed_times=F("mailed_times") - 1
    )
