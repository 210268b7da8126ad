"""Events: webinars, training and meetings, with sessions that can be booked. One idea a file."""

from localoffer.events.models.booking import ACTIVE, Booking, Status
from localoffer.events.models.event import EventPage
from localoffer.events.models.index import EventsPage
from localoffer.events.models.letter import CancelLink, Kind, Letter
from localoffer.events.models.session import EventSession

__all__ = [
    "ACTIVE",
    "Booking",
    "CancelLink",
    "EventPage",
    "EventSession",
    "EventsPage",
    "Kind",
    "Letter",
    "Status",
]
