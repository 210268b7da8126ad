"""What is next: the list and the map are made of one object."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from directory.models import TaxonomyTerm
from localoffer.events.dates import Date, tell
from localoffer.events.models import EventPage, EventSession
from locations.place import Place
from search.nearby import placed

PER_PAGE = 20
SOON, NEAR = "soonest", "nearest"


@dataclass(frozen=True, slots=True)
class Asked:
    """How the list is narrowed. ``need`` is a code; "" is any."""

    near: str = ""
    sort: str = ""
    need: str = ""
    online: bool = False
    free: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """An event with the dates that are to come, numbered as on the page and the map."""

    event: EventPage
    dates: tuple[Date, ...]
    needs: tuple[TaxonomyTerm, ...] = ()
    number: int = 0

    @property
    def nearest(self) -> Date | None:
        """The date at the nearest venue, where a place was given."""
        far = [date for date in self.dates if date.miles is not None]
        return min(far, key=lambda date: date.miles or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what is next. ``total`` counts every page; ``needs`` are those that any event is about."""

    asked: Asked
    cards: tuple[Card, ...]
    total: int
    pages: int
    needs: tuple[TaxonomyTerm, ...] = ()
    place: Place | None = None
    problem: str = ""
    pins: tuple[dict[str, object], ...] = field(default=())


def listing(asked: Asked, now: datetime) -> Listing:
    """What is next. Four statements: the sessions, their needs in two, and the place if one is given."""
    place, problem = placed(asked.near)
    cards = list(_cards(_sessions(now), now, place))
    needs = {term.pk: term for card in cards for term in card.needs}
    kept = [card for card in cards if _fits(card, asked)]
    kept.sort(key=_nearest if place and asked.sort == NEAR else _soonest)
    pages = max(1, -(-len(kept) // PER_PAGE))
    page = min(max(asked.page, 1), pages)
    first = (page - 1) * PER_PAGE
    shown = tuple(
        replace(card, number=number) for number, card in enumerate(kept[first : first + PER_PAGE], first + 1)
    )
    return Listing(
        asked=replace(asked, page=page),
        cards=shown,
        total=len(kept),
        pages=pages,
        needs=tuple(sorted(needs.values(), key=lambda term: term.name)),
        place=place,
        problem=problem,
        pins=tuple(_pins(shown)),
    )


def _sessions(now: datetime) -> Iterable[EventSession]:
    rows = EventSession.objects.public().to_come(now).counted()
    return rows.select_related("page", "venue").prefetch_related("page__needs")


def _cards(sessions: Iterable[EventSession], now: datetime, place: Place | None) -> Iterator[Card]:
    held: dict[int, list[Date]] = {}
    events: dict[int, EventPage] = {}
    for session in sessions:
        events.setdefault(session.page_id, session.page)
        held.setdefault(session.page_id, []).append(tell(session, now, place))
    for key, event in events.items():
        yield Card(event=event, dates=tuple(held[key]), needs=tuple(event.needs.all()))


def _fits(card: Card, asked: Asked) -> bool:
    if asked.free and not card.event.free:
        return False
    if asked.online and not any(date.where.online for date in card.dates):
        return False
    return not asked.need or any(term.code == asked.need for term in card.needs)


def _soonest(card: Card) -> tuple[datetime, int]:
    return card.dates[0].session.starts_at, card.event.pk


def _nearest(card: Card) -> tuple[bool, float, datetime, int]:
    near = card.nearest
    return near is None, (near.miles if near else None) or 0.0, *_soonest(card)


def _pins(cards: Sequence[Card]) -> Iterator[dict[str, object]]:
    """A pin for each venue of each event, by the number of its card."""
    for card in cards:
        spots = {(date.where.lat, date.where.lon): date.where for date in card.dates}
        for (lat, lon), spot in spots.items():
            if lat is not None:
                yield {
                    "number": card.number,
                    "name": card.event.title,
                    "venue": spot.name,
                    "lat": lat,
                    "lon": lon,
                }
