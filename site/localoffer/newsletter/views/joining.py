"""Sign up for the weekly news."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from localoffer.newsletter.actions.joining import PostIsAwayError, TooManyError, ask_for_news
from localoffer.newsletter.forms import JoinForm
from localoffer.newsletter.keys import CONFIRM_DAYS
from localoffer.newsletter.queries.choices import choices


# Carries no authority of anybody logged in; limited by address and by hour.
@csrf_exempt
@never_cache
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The form; a good one leads to the same page whether or not we know the address. Two statements."""
    form = JoinForm(request.POST if request.method == "POST" else None, choices=choices())
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "newsletter/join.html", {"form": form}, status=status)
    if not form.is_machine:
        wanted = form.cleaned_data
        try:
            ask_for_news(email=wanted["email"], needs=wanted["needs"], areas=wanted["areas"])
        except (TooManyError, PostIsAwayError) as lost:
            return cannot_ask(request, lost)
    return HttpResponseRedirect(reverse("newsletter:check"))


@require_safe
@transaction.non_atomic_requests
def check(request: HttpRequest) -> HttpResponse:
    """Look in your inbox. Says nothing of whether we know the address. No statement."""
    return render(request, "newsletter/check.html", {"days": CONFIRM_DAYS})


def cannot_ask(request: HttpRequest, why: Exception) -> HttpResponse:
    """Nothing could be sent just now: what happened, and when to try again."""
    busy = isinstance(why, TooManyError)
    return render(request, "newsletter/cannot_ask.html", {"busy": busy}, status=503)
