"""Events of the village: one with room, one that is full, one online that is cancelled."""

from datetime import timedelta

from django.utils import timezone

#: Given to nobody: they fill a session that a journey wants full.
FULL = "Swimming in quiet water"
ROOM = "Better nights"


def events() -> None:
    """Make them, published. The settings come from the environment, and Django is set up."""
    from directory.models import Venue
    from localoffer.events.actions.booking import Wish, book
    from localoffer.events.models import EventPage, EventSession, EventsPage
    from localoffer.pages.models import HomePage

    index = EventsPage.objects.first()
    if index is None:
        made = EventsPage(title="Events", slug="events", summary="What is next.", live=False)
        HomePage.objects.get().add_child(instance=made)
        made.save_revision().publish()
        index = EventsPage.objects.get()
    hall = Venue.objects.get(name="Friarn Hall")
    evening = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0)

    def date(days: int, **fields: object) -> EventSession:
        starts = evening + timedelta(days=days)
        return EventSession(starts_at=starts, ends_at=starts + timedelta(hours=2), **fields)

    called_off = {"cancelled": True, "cancelled_reason": "Too few people asked for it."}
    plans = (
        (ROOM, [date(9, venue=hall), date(16, online=True), date(23, online=True, **called_off)]),
        (FULL, [date(6, venue=hall, capacity=1)]),
        ("Coffee in the morning", [date(3, place="The café in the park", bookable=False)]),
    )
    for title, dates in plans:
        page = EventPage(
            title=title,
            summary="For parents who are tired.",
            audience="Parents and carers",
            body="<p>Come as you are.</p>",
            access_notes="Step-free.",
            free=True,
            live=False,
        )
        page.sessions = dates
        index.add_child(instance=page)
        page.save_revision().publish()
    session = EventSession.objects.get(page__title=FULL)
    book(session_id=session.pk, wish=Wish("Somebody", "", 1), now=timezone.now(), by_hand=True)
