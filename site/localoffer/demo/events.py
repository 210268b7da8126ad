"""The demo's events: made by the same code as real ones, with dates counted from the day they are loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from directory.models import TaxonomyTerm, Venue
from localoffer.events.actions.booking import Wish, book
from localoffer.events.models import EventPage, EventSession, EventsPage
from localoffer.pages.models import HomePage

Say = Callable[[str], None]
TEAM = "Local offer team"
JOIN = "https://meet.example.org/"


@dataclass(frozen=True, slots=True)
class Day:
    """A date of an event, in days from today. ``taken`` are bookings that are there already, in places."""

    days: int
    starts: time
    hours: float
    venue: str = ""
    online: bool = False
    capacity: int | None = None
    bookable: bool = True
    waiting_most: int = 50
    places_most: int = 4
    cancelled: str = ""
    taken: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One event of the demo. ``needs`` and ``kinds`` are codes."""

    title: str
    summary: str
    audience: str
    body: str
    access: str
    days: Sequence[Day]
    free: bool = True
    cost: str = ""
    needs: Sequence[str] = field(default=())
    kinds: Sequence[str] = field(default=())
    also: str = ""


EVENTS = (
    Part(
        "See the new local offer: launch webinar",
        "An hour online: how to find help near you, what to expect from school, and your questions.",
        "Parents, carers, young people, and anybody who works with them.",
        "<p>We open the website together and look for three things that families told us they could not "
        "find. Then we answer questions. It is the same each time, so come to the one that suits you.</p>"
        "<p>You can listen without being seen, and you can type instead of talking.</p>",
        "Live captions. A British Sign Language interpreter at the evening one. Slides are sent before.",
        (
            Day(9, time(10), 1, online=True, capacity=200, taken=(2, 1, 1)),
            Day(11, time(13), 1, online=True, capacity=200),
            Day(16, time(19), 1, online=True, capacity=200),
        ),
        kinds=("advice",),
        also="launch\nwebsite demonstration",
    ),
    Part(
        "When everything is too loud: training about the senses",
        "A morning for parents and school staff about noise, light, touch and busy places.",
        "Parents and carers, teaching assistants and club leaders.",
        "<h3>What we do</h3><ul><li>feel for ourselves what too much noise and light is like</li>"
        "<li>learn what calms and what wakes up</li><li>make a plan for one hard moment of the day</li></ul>",
        "Step-free. A quiet room next door. Breaks every 40 minutes. Lights can be turned down.",
        (Day(20, time(9, 30), 3, "Hamp Family Hub", capacity=16, taken=(2, 1, 2)),),
        needs=("sensory-processing", "autism"),
        kinds=("training-for-parents",),
        also="sensory processing course\nsensory overload",
    ),
    Part(
        "Talking with pictures: first steps",
        "A two-hour course on using pictures and signs with a child who finds talking hard.",
        "Families of children up to 7, and people who work in nurseries.",
        "<p>You make a set of pictures for your own day and take it home. No drawing needed.</p>",
        "Step-free, with an accessible toilet. Children are welcome to play in the next room.",
        (Day(27, time(13), 2, "Seaward Way Hub", capacity=12, taken=(1,)),),
        free=False,
        cost="£5 for the pictures, free if that is hard for you",
        needs=("speech-language-communication",),
        kinds=("training-for-parents",),
    ),
    Part(
        "Parents' coffee morning in Taunton",
        "Coffee, toast and other parents who know what it is like. Just turn up.",
        "Parents and carers of a child of any age with any need. Babies come too.",
        "<p>There is no programme. Somebody from the parents' group says hello at the door, so nobody sits "
        "alone.</p>",
        "Step-free. A soft corner for small children. You can come for ten minutes.",
        (
            Day(5, time(10), 2, "TA1 Family Hub", bookable=False),
            Day(33, time(10), 2, "TA1 Family Hub", bookable=False),
        ),
        kinds=("parent-carer-group",),
        also="coffee and chat",
    ),
    Part(
        "A swim when the pool is quiet",
        "The pool is ours for an hour: no music, few people, and a helper in the water.",
        "Children and young people who find a busy pool too much, with an adult.",
        "<p>Get changed in a family room. Stay in for five minutes or the whole hour.</p>",
        "A hoist and a changing place. Dimmed lights. Ask us for a picture story of the visit.",
        (
            Day(13, time(16), 1, "Eastover Pool", capacity=10, taken=(2, 3, 2, 2, 1, 2, 2)),
            Day(41, time(16), 1, "Eastover Pool", capacity=10, taken=(2,)),
        ),
        free=False,
        cost="£2 for each person in the water",
        needs=("autism", "physical-disability"),
        kinds=("sport",),
    ),
    Part(
        "Moving to big school: an evening for families",
        "What changes in year 7, who to ask, and how to get ready together.",
        "Families of children in years 5 and 6.",
        "<p>Staff from three schools answer questions. There is a table for each.</p>",
        "Step-free. A hearing loop in the hall.",
        (
            Day(
                18,
                time(18),
                1.5,
                "Vicarage Walk Rooms",
                capacity=40,
                cancelled="The hall's heating has broken. The second date goes ahead.",
                taken=(2, 2),
            ),
            Day(46, time(18), 1.5, "Vicarage Walk Rooms", online=True, capacity=40),
        ),
        needs=("anxiety",),
        kinds=("education-support",),
        also="transition evening\nsecondary school",
    ),
)


def load_events(today: date, say: Say) -> int:
    """Add the events that are missing, published, and the page that lists them; how many were added."""
    index = _index()
    there = set(EventPage.objects.child_of(index).values_list("slug", flat=True))
    missing = [part for part in EVENTS if slugify(part.title) not in there]
    for part in missing:
        _add(part, index, today)
    if missing:
        dates = sum(len(part.days) for part in missing)
        say(f"Events: {len(missing)} added, with {dates} dates.")
    return len(missing)


@transaction.atomic
def _index() -> EventsPage:
    if found := EventsPage.objects.first():
        return found
    made = EventsPage(
        title="Events",
        slug="events",
        summary="Webinars, training and meetings for families. Most are free.",
        show_in_menus=True,
        live=False,
    )
    HomePage.objects.get().add_child(instance=made)
    made.save_revision().publish()
    return EventsPage.objects.get()


@transaction.atomic
def _add(part: Part, index: EventsPage, today: date) -> None:
    """One event, published, with its bookings: without an address, so that nobody is written to."""
    made = EventPage(
        title=part.title,
        slug=slugify(part.title),
        summary=part.summary,
        audience=part.audience,
        body=part.body,
        access_notes=part.access,
        free=part.free,
        cost=part.cost,
        also_known_as=part.also,
        kept_by=TEAM,
        reviewed_on=today,
        review_by=today + timedelta(days=182),
        live=False,
    )
    made.needs = _terms("need", part.needs)
    made.kinds = _terms("kind", part.kinds)
    made.sessions.set([_session(day, today, part) for day in part.days])
    index.add_child(instance=made)
    made.save_revision().publish()
    for day, session in zip(part.days, made.sessions.order_by("starts_at"), strict=True):
        _fill(session, day)


def _fill(session: EventSession, day: Day) -> None:
    """The bookings came first; what happened to the session came after them."""
    EventSession.objects.filter(pk=session.pk).update(cancelled=False)
    for number, places in enumerate(day.taken, 1):
        wish = Wish(f"Demo family {number}", "", places)
        book(session_id=session.pk, wish=wish, now=timezone.now(), by_hand=True)
    EventSession.objects.filter(pk=session.pk).update(cancelled=bool(day.cancelled))


def _session(day: Day, today: date, part: Part) -> EventSession:
    starts = timezone.make_aware(datetime.combine(today + timedelta(days=day.days), day.starts))
    return EventSession(
        starts_at=starts,
        ends_at=starts + timedelta(hours=day.hours),
        venue=_venue(day.venue),
        # Where the demo's own venues are not loaded, the words stand alone.
        place="" if _venue(day.venue) else day.venue,
        online=day.online,
        joining_link=f"{JOIN}{slugify(part.title)}" if day.online else "",
        capacity=day.capacity,
        bookable=day.bookable,
        waiting_most=day.waiting_most,
        places_most=day.places_most,
        cancelled=bool(day.cancelled),
        cancelled_reason=day.cancelled,
    )


def _venue(name: str) -> Venue | None:
    return Venue.objects.filter(name=name).order_by("pk").first() if name else None


def _terms(taxonomy: str, codes: Sequence[str]) -> list[TaxonomyTerm]:
    return list(TaxonomyTerm.objects.filter(taxonomy__slug=taxonomy, code__in=codes))
