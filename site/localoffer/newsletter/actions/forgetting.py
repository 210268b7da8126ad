"""Delete what is no longer needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from localoffer.newsletter.keys import CONFIRM_DAYS
from localoffer.newsletter.models import Delivery, Digest, Issue, Reader, SavedSearch

#: For so long it is kept who has had an issue; then only how many.
KEEP_DELIVERIES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows went."""

    readers: int
    wishes: int
    deliveries: int


@transaction.atomic
def forget_unconfirmed(now: datetime | None = None) -> Forgotten:
    """Delete what nobody confirmed within a week, who has nothing left, and old lists of who had what."""
    now = now or timezone.now()
    late = Q(confirmed_at__isnull=True, made_at__lte=now - timedelta(days=CONFIRM_DAYS))
    news, searches = Digest.objects.filter(late), SavedSearch.objects.filter(late)
    wishes = news.count() + searches.count()
    news.delete()
    searches.delete()
    old = Q(made_at__lte=now - timedelta(days=CONFIRM_DAYS))
    empty = Reader.objects.filter(old, digests__isnull=True, searches__isnull=True)
    readers = empty.count()
    empty.delete()
    return Forgotten(readers, wishes, _old_deliveries(now))


def _old_deliveries(now: datetime) -> int:
    issues = Issue.objects.filter(
        week__lt=timezone.localdate(now - KEEP_DELIVERIES), deliveries__isnull=False
    )
    sent = Count("deliveries", filter=Q(deliveries__outcome=Delivery.Outcome.SENT))
    gone = 0
    for issue in issues.annotate(sent=sent).distinct():
        Issue.objects.filter(pk=issue.pk).update(told=max(issue.told, issue.sent))
        gone += Delivery.objects.filter(issue=issue).delete()[0]
    return gone
