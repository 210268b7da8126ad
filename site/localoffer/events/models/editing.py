"""What an editor may do with an event's dates."""

from typing import Any

from localoffer.events.models.booking import ACTIVE, Booking
from localoffer.pages.forms import ContentPageForm

REFUSED = (
    "{count} people have booked the date that you took away ({when}). Tick “cancelled” instead, and say why: "
    "then everybody is told."
)


class EventForm(ContentPageForm):
    """The page's form. A date that people have booked can be cancelled, not taken away."""

    def clean(self) -> dict[str, Any]:
        """Refuse to take away a date that somebody has booked."""
        cleaned: dict[str, Any] = super().clean()
        for form in getattr(self.formsets.get("sessions"), "deleted_forms", ()):
            session = form.instance
            count = Booking.objects.filter(session=session.pk, status__in=ACTIVE).count()
            if count:
                when = f"{session.starts_at:%-d %B %Y}"
                self.add_error(None, REFUSED.format(count=count, when=when))
        return cleaned
