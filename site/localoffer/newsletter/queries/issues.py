"""Issues, terms, and who is to get what."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from localoffer.newsletter.matching import Wanted
from localoffer.newsletter.models import Delivery, Digest, Issue, TermDates
from locations.models import Area
from search.document import surroundings

#: Readers that are held in memory at a time.
CHUNK = 100
#: An issue that is older is not sent any more: its events are over.
STALE = timedelta(days=10)


def term_on(day: date) -> TermDates | None:
    """The term that a day is in, or None in the holidays. One statement."""
    return TermDates.objects.filter(starts__lte=day, ends__gte=day).first()


def still_wanted(digest: Digest) -> bool:
    """Whether the reader wants it now: she may have stopped it since the run began. One statement."""
    return Digest.objects.filter(pk=digest.pk, confirmed_at__isnull=False).exists()


def to_send(today: date) -> Issue | None:
    """The newest issue that is approved, not sent to everybody yet, and not too old. One statement."""
    return Issue.objects.filter(status=Issue.Status.APPROVED, week__gt=today - STALE).first()


def with_counts() -> QuerySet[Issue]:
    """Issues with how many got one (``sent``), had nothing in it (``nothing``) and wait (``failed``)."""
    of = partial(Count, "deliveries")
    return Issue.objects.annotate(
        **{outcome.value: of(filter=Q(deliveries__outcome=outcome)) for outcome in Delivery.Outcome}
    )


def readers_of(issue: Issue) -> QuerySet[Digest]:
    """The confirmed wishes that this issue has not been dealt with for, those that failed before included."""
    done = Delivery.objects.filter(issue=issue, reader=OuterRef("reader")).exclude(
        outcome=Delivery.Outcome.FAILED
    )
    return Digest.objects.filter(~Exists(done), confirmed_at__isnull=False)


def a_few_at_a_time(digests: QuerySet[Digest]) -> Iterator[Digest]:
    """Each with its reader and needs at hand: two statements for each hundred."""
    last = 0
    while rows := list(
        digests.filter(pk__gt=last).order_by("pk").select_related("reader").prefetch_related("needs")[:CHUNK]
    ):
        yield from rows
        last = rows[-1].pk


class Around:
    """Which areas hold an area, worked out once for each: three statements when made, none afterwards.

    ``offered`` are codes that a reader may choose while a run is under way.
    """

    def __init__(self, offered: Iterable[str] = ()) -> None:
        codes = set(offered)
        for areas in Digest.objects.filter(confirmed_at__isnull=False).values_list("areas", flat=True):
            codes.update(areas)
        self._holding = _holding(codes)

    def wanted(self, digest: Digest) -> Wanted:
        """What a reader asked for. An area that is gone is left out: nobody is cut off by a new map."""
        areas = frozenset(code for code in digest.areas if code in self._holding)
        around = frozenset[str]().union(*(self._holding[code] for code in areas))
        return Wanted(frozenset(term.code for term in digest.needs.all()), areas, around)


def _holding(codes: Iterable[str]) -> Mapping[str, frozenset[str]]:
    wanted = set(codes)
    if not wanted:
        return {}
    codes_at = surroundings().areas.codes_at
    rows = Area.objects.live().filter(code__in=wanted).order_by().values_list("code", "lat", "lon")
    return {code: frozenset(codes_at(lat, lon)) for code, lat, lon in rows}
