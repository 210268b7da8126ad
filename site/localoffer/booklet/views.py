"""The booklet page, the booklets that are ready, and one made to order."""

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from localoffer.booklet import shelf
from localoffer.booklet.forms import BookletForm
from localoffer.booklet.gathering import TooManyError, count
from localoffer.booklet.making import make_booklet
from localoffer.booklet.turns import BusyError, my_turn
from localoffer.printing import FontsMissingError

#: Listings in a booklet that somebody waits for: about three seconds of printing.
MOST = 120
#: Listings that are looked through for one: more would take a worker too long before anything is printed.
MOST_READ = 2000


@require_safe
@transaction.non_atomic_requests
def booklet(request: HttpRequest) -> HttpResponse:
    """What is ready to print, and a form for another one. Three statements."""
    return _page(request, BookletForm())


@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest, name: str) -> HttpResponseBase:
    """A booklet that is ready."""
    found = shelf.ready_of(name)
    if found is None:
        return _page(request, BookletForm(), status=404, gone=True)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        return _page(request, BookletForm(), status=404, gone=True)
    return FileResponse(content, filename=found.download, content_type="application/pdf")


@require_safe
@transaction.non_atomic_requests
def made(request: HttpRequest) -> HttpResponse:
    """A booklet made to order, or why it can't be made and what to do instead."""
    form = BookletForm(request.GET)
    if not form.is_valid():
        return _page(request, form, status=400)
    selection = form.selection()
    looked_through = count(selection)
    if looked_through > MOST_READ:
        return _page(request, form, status=400, too_many=looked_through)
    try:
        with my_turn():
            printed = make_booklet(selection, most=MOST)
    except TooManyError as many:
        return _page(request, form, status=400, too_many=many.found)
    except (BusyError, FontsMissingError):
        return _page(request, form, status=503, busy=True)
    if not printed.services:
        return _page(request, form, empty=True)
    size = "-large-print" if selection.large else ""
    name = f"{slugify(printed.title)}{size}-{timezone.localdate():%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(printed.content, content_type="application/pdf", headers=headers)


def _page(request: HttpRequest, form: BookletForm, status: int = 200, **said: object) -> HttpResponse:
    context = {
        "form": form,
        "ready": shelf.ready(),
        "most": MOST,
        "authority": settings.AUTHORITY_NAME,
        "said": {name: request.GET.getlist(name) for name in form.fields},
    }
    return render(request, "booklet/booklet.html", context | said, status=status)
