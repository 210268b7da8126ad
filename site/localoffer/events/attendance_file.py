"""The attendance list of one session, as a file that a spreadsheet opens and never runs."""

import csv
import io
from collections.abc import Iterable

from django.utils import timezone

from localoffer.events.models import Booking

COLUMNS = ("number", "name", "email", "places", "status", "attended", "access_needs", "booked_at")
#: A spreadsheet would take text that begins with one of these for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CAME = {True: "yes", False: "no", None: ""}


def attendance_csv(bookings: Iterable[Booking]) -> str:
    """A header and a row for each booking, in their order; a forgotten one has no name left."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, one in enumerate(bookings, 1):
        writer.writerow(
            (
                number,
                safe(one.name),
                safe(one.email),
                one.places,
                one.get_status_display(),
                CAME[one.attended],
                safe(one.access_needs),
                timezone.localtime(one.booked_at).isoformat(timespec="minutes"),
            )
        )
    return out.getvalue()


def safe(text: str) -> str:
    """The text as no formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
