"""Be told when something new is listed for a search."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from localoffer.newsletter.actions.joining import PostIsAwayError, TooManyError, ask_for_alert
from localoffer.newsletter.forms import AlertForm
from localoffer.newsletter.models.saved import QUERY_MOST
from localoffer.newsletter.reading import Heard, NotASearchError, heard, question_in
from localoffer.newsletter.saving import Keeping, Where, in_words, keeping, kept
from localoffer.newsletter.views.joining import cannot_ask
from search.addresses import address, query_string

TOO_MUCH = "This search has too many choices for one alert. Take some away and try again."


# Carries no authority of anybody logged in; limited by address and by hour.
@csrf_exempt
@never_cache
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest) -> HttpResponse:
    """What would be kept of the search in the address, in words, and the form. At most four statements."""
    try:
        said = heard(question_in(request.GET))
    except NotASearchError as wrong:
        return render(request, "newsletter/no_alert.html", {"why": str(wrong)}, status=400)
    could = keeping(said)
    if could.is_empty:
        return render(request, "newsletter/no_alert.html", {}, status=400)
    if len(query_string(could.question)) > QUERY_MOST // 2:
        return render(request, "newsletter/no_alert.html", {"why": TOO_MUCH}, status=400)
    form = AlertForm(request.POST if request.method == "POST" else None, keeping=could)
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "newsletter/alert.html", _told(form, could, said), status=status)
    if not form.is_machine:
        question, place = kept(could, where=form.cleaned_data["where"], words=form.cleaned_data["words"])
        try:
            ask_for_alert(email=form.cleaned_data["email"], query=query_string(question), place=place)
        except (TooManyError, PostIsAwayError) as lost:
            return cannot_ask(request, lost)
    return HttpResponseRedirect(reverse("newsletter:check"))


def _told(form: AlertForm, could: Keeping, said: Heard) -> dict[str, object]:
    without, _nowhere = kept(could, where=Where.NOTHING, words=False)
    return {
        "form": form,
        "could": could,
        "about": in_words(without, "", said.known),
        "spots": [(where.value, spot.told) for where, spot in could.spots.items()],
        "postcode": bool(said.outward),
        "miles": f"{could.question.within_miles:g}",
        "back": address(said.question),
    }
