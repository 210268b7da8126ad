"""Which services are new or have new details since some moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from directory import queries as directory
from localoffer.newsletter.content import Item
from search.document import make, surroundings
from search.engine import kept
from search.models import IndexTask
from search.terms import Document

#: What was published within this time may still be on its way: an import commits long after the moment that
#: its rows carry. News waits that long, so that nothing is passed over.
SETTLING = timedelta(hours=1)
FACTS = ("ages_text", "when_text", "cost_text")


@dataclass(frozen=True, slots=True)
class Fresh:
    """A service and when it was first and last published."""

    pk: UUID
    first: datetime
    last: datetime

    def new_since(self, moment: datetime) -> bool:
        """Whether it was not listed before that moment."""
        return self.first > moment


def fresh(since: datetime, until: datetime) -> tuple[Fresh, ...]:
    """Public services published after ``since`` and not after ``until``, oldest news first. One statement."""
    rows = (
        directory.public()
        .filter(last_published_at__gt=since, last_published_at__lte=until)
        .order_by("last_published_at", "pk")
        .values_list("pk", "first_published_at", "last_published_at")
    )
    return tuple(Fresh(pk, first or last, last) for pk, first, last in rows)


def settled(now: datetime) -> datetime:
    """Until when everything that was published can be seen here by now."""
    return now - SETTLING


def waiting(ids: Iterable[UUID]) -> set[UUID]:
    """Which of these services an index of ours has not taken in yet. One statement.

    One that an index has refused waits for an editor, who publishes it anew: it isn't among them.
    """
    tasks = IndexTask.objects.filter(key__in=list(ids), engine__in=kept(), set_aside="")
    return set(tasks.values_list("key", flat=True))


def documents(ids: Iterable[UUID]) -> Mapping[str, Document]:
    """These services as the index would hold them, by id. A dozen statements for each 500."""
    around = surroundings()
    return {document.id: document for document in (make(row, around) for row in directory.for_index(ids))}


def items(services: Iterable[Fresh]) -> dict[str, Item]:
    """These services as an issue tells them, by id."""
    codes_at = surroundings().areas.codes_at
    made = {}
    for document in documents([service.pk for service in services]).values():
        points = {(venue.lat, venue.lon) for venue in document.venues}
        at = {
            code for lat, lon in points if lat is not None and lon is not None for code in codes_at(lat, lon)
        }
        made[document.id] = Item(
            key=f"service:{document.id}",
            title=document.name,
            path=document.url,
            summary=document.summary,
            facts=facts(document),
            needs=document.needs,
            at=tuple(sorted(at)),
            covers=document.covers,
            everywhere=not {"online", "phone"}.isdisjoint(document.delivery),
        )
    return made


def facts(document: Document) -> tuple[str, ...]:
    """Where it is and how it reaches a family; then for whom, when and for how much."""
    towns = [venue.town or venue.name for venue in document.venues]
    where = [*dict.fromkeys(filter(None, towns))][:3]
    ways = [said for code, said in _WAYS if code in document.delivery]
    more = [getattr(document, name) for name in FACTS]
    reach = ", ".join([*where, *ways])
    return tuple(filter(None, (reach[:1].upper() + reach[1:], " · ".join(filter(None, more)))))


_WAYS = (("comes-to-you", "comes to you"), ("online", "online"), ("phone", "by phone"))
