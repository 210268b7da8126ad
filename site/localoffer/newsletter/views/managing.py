"""What we keep about you: see it, change it, delete it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from localoffer.newsletter.actions import choosing
from localoffer.newsletter.forms import WishesForm
from localoffer.newsletter.keys import Purpose, path
from localoffer.newsletter.models import Reader
from localoffer.newsletter.queries.choices import choices
from localoffer.newsletter.queries.readers import Kept, kept_about, reader_of
from localoffer.newsletter.views.by_key import key_of, opened_by_key

#: What was just done, as the address that the page is shown at says it.
DONE = frozenset({"chosen", "stopped", "deleted"})


@opened_by_key
def manage(request: HttpRequest) -> HttpResponse:
    """Everything kept about one reader. Nine statements whatever she has."""
    reader = reader_of(Purpose.MANAGE, key_of(request))
    if reader is None:
        return render(request, "newsletter/gone.html", {"never": False})
    return _do(request, reader) if request.method == "POST" else _show(request, kept_about(reader))


def _show(request: HttpRequest, kept: Kept, form: WishesForm | None = None) -> HttpResponse:
    if form is None:
        had = kept.news
        initial = {"needs": had.needs, "areas": had.areas} if had else {}
        form = WishesForm(initial=initial, choices=kept.choices)
    done = request.GET.get("done", "")
    context = {
        "kept": kept,
        "form": form,
        "email": masked(kept.reader.email),
        "done": done if done in DONE and not form.is_bound else "",
    }
    return render(request, "newsletter/manage.html", context, status=400 if form.is_bound else 200)


def _do(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One button of the page."""
    asked = request.POST.get("do", "")
    if asked == "forget":
        choosing.forget(reader=reader)
        return render(request, "newsletter/gone.html", {"never": False})
    if asked == "choose":
        form = WishesForm(request.POST, choices=choices())
        if not form.is_valid():
            return _show(request, kept_about(reader), form)
        choosing.choose(reader=reader, needs=form.cleaned_data["needs"], areas=form.cleaned_data["areas"])
        return _back(reader, "chosen")
    empty = False
    if asked == "stop-news":
        empty = choosing.stop_news(reader=reader)
    elif asked.startswith("stop-alert-"):
        empty = choosing.stop_alert(reader=reader, alert=_number(asked.removeprefix("stop-alert-")))
    if empty:
        return render(request, "newsletter/gone.html", {"never": False})
    return _back(reader, "stopped" if asked == "stop-news" else "deleted")


def _back(reader: Reader, done: str) -> HttpResponse:
    # Another answer than the page itself, so that loading it again repeats nothing.
    return HttpResponseRedirect(f"{path(Purpose.MANAGE, reader.secret)}&done={done}")


def masked(email: str) -> str:
    """Enough of an address for its owner to know it: the mail may have been passed on."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
