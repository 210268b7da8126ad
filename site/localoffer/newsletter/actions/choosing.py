"""What a reader does with what she gets: confirm it, change it, stop it, delete everything."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from directory.models import TaxonomyTerm
from localoffer.newsletter.models import Digest, Reader, SavedSearch
from localoffer.newsletter.queries.choices import NEED


@transaction.atomic
def confirm(*, reader: Reader, news: bool, alerts: Collection[int]) -> bool:
    """Begin to send what the reader says she asked for; what she doesn't is deleted.

    ``alerts`` are the keys of her own saved searches that wait; others are none of hers to confirm.
    Returns whether anything is kept.
    """
    _hold(reader)
    now = timezone.now()
    waiting = Digest.objects.filter(reader=reader, confirmed_at__isnull=True)
    if news and waiting.exists():
        # The one that she got until now gives way.
        Digest.objects.filter(reader=reader, confirmed_at__isnull=False).delete()
        waiting.update(confirmed_at=now)
    waiting.delete()
    searches = SavedSearch.objects.filter(reader=reader, confirmed_at__isnull=True)
    # Only what is published from now on is new to her.
    searches.filter(pk__in=alerts).update(confirmed_at=now, seen=now)
    searches.delete()
    Reader.objects.filter(pk=reader.pk, confirmed_at__isnull=True).update(confirmed_at=now)
    return not _forget_if_empty(reader)


@transaction.atomic
def choose(*, reader: Reader, needs: Sequence[str], areas: Sequence[str]) -> None:
    """Send the weekly news from now on as chosen here. The reader proved who she is by her own link."""
    _hold(reader)
    digest, _new = Digest.objects.get_or_create(
        reader=reader, confirmed_at__isnull=False, defaults={"confirmed_at": timezone.now()}
    )
    digest.areas = list(areas)
    digest.save(update_fields=["areas"])
    digest.needs.set(TaxonomyTerm.objects.filter(taxonomy__slug=NEED, code__in=needs))
    Reader.objects.filter(pk=reader.pk, confirmed_at__isnull=True).update(confirmed_at=timezone.now())


@transaction.atomic
def stop_news(*, reader: Reader) -> bool:
    """Send no weekly news any more. Whether that was the last thing, so that the reader is deleted."""
    _hold(reader)
    Digest.objects.filter(reader=reader).delete()
    return _forget_if_empty(reader)


@transaction.atomic
def stop_alert(*, reader: Reader, alert: int) -> bool:
    """Delete one saved search of hers. Whether that was the last thing, so that the reader is deleted."""
    _hold(reader)
    SavedSearch.objects.filter(reader=reader, pk=alert).delete()
    return _forget_if_empty(reader)


def forget(*, reader: Reader) -> None:
    """Delete the reader and all that hangs on her, at once."""
    reader.delete()


def _hold(reader: Reader) -> None:
    """Let nobody else change what this reader gets until the transaction is over."""
    Reader.objects.select_for_update().filter(pk=reader.pk).first()


def _forget_if_empty(reader: Reader) -> bool:
    if reader.digests.exists() or reader.searches.exists():
        return False
    Reader.objects.filter(pk=reader.pk).delete()
    return True
