"""The public check of the local offer. Reading only, and outside a transaction."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from localoffer.statutory.queries import completeness
from localoffer.statutory.queries.values import Show


@require_safe
@transaction.non_atomic_requests
def check(request: HttpRequest) -> HttpResponse:
    """What the law asks for, where it is, when somebody looked, what is missing; ``?show=`` narrows it."""
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.ALL
    found = completeness()
    context = {
        "found": found,
        "themes": found.only(show),
        "show": show,
        "counts": {one.value: found.count(one) for one in Show},
    }
    return render(request, "statutory/check.html", context)
