"""Was it you? A mail scanner that follows every link only reads; a button confirms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from localoffer.newsletter.actions import choosing
from localoffer.newsletter.keys import Purpose, path
from localoffer.newsletter.queries.readers import kept_about, reader_of
from localoffer.newsletter.views.by_key import key_of, opened_by_key


@opened_by_key
def confirm(request: HttpRequest) -> HttpResponse:
    """What waits, each with a tick to take away; then the button."""
    reader = reader_of(Purpose.CONFIRM, key_of(request))
    if reader is None:
        return render(request, "newsletter/gone.html", {"never": True})
    kept = kept_about(reader)
    manage = path(Purpose.MANAGE, reader.secret)
    if request.method != "POST":
        return render(request, "newsletter/confirm.html", {"kept": kept, "manage": manage})
    if not kept.waiting:
        return render(request, "newsletter/confirmed.html", {"kept": kept, "manage": manage})
    wished = request.POST.getlist("wish")
    alerts = {one.pk for one in kept.waiting_alerts if f"alert-{one.pk}" in wished}
    if choosing.confirm(reader=reader, news="news" in wished, alerts=alerts):
        return render(request, "newsletter/confirmed.html", {"kept": kept_about(reader), "manage": manage})
    return render(request, "newsletter/gone.html", {"never": False})
