"""Stop one thing: by a button on the page, or at one click in the mail program (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from localoffer.newsletter.actions import choosing
from localoffer.newsletter.keys import BadKeyError, Purpose, read
from localoffer.newsletter.queries.readers import reader_of
from localoffer.newsletter.views.by_key import key_of, opened_by_key

NEWS = "news"


@opened_by_key
def stop(request: HttpRequest) -> HttpResponse:
    """A reader who reads the page gets a button; a post stops it, and stopping twice is the same as once.

    A mail program posts without showing anything, and may neither be redirected nor asked again.
    """
    what = _what(key_of(request))
    if request.method != "POST":
        return render(request, "newsletter/stop.html", {"news": what == NEWS})
    reader = reader_of(Purpose.STOP, key_of(request))
    if reader is not None and what == NEWS:
        choosing.stop_news(reader=reader)
    elif reader is not None:
        choosing.stop_alert(reader=reader, alert=int(what))
    return render(request, "newsletter/stopped.html", {"news": what == NEWS})


def _what(key: str) -> str:
    parts = read(Purpose.STOP, key)
    if len(parts) != 2 or not (parts[1] == NEWS or parts[1].isdigit()):
        raise BadKeyError
    return parts[1]
