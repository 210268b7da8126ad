"""The list of schools, inside the authority's area and outside it."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from localoffer.schools.forms import SchoolsForm
from localoffer.schools.queries.listing import listing
from localoffer.schools.queries.values import MILES


@require_safe
@transaction.non_atomic_requests
def schools(request: HttpRequest) -> HttpResponse:
    """Every school of the area by type, phase and name; those near ``?near=`` on both sides of its border."""
    return _listed(request, outside=False)


@require_safe
@transaction.non_atomic_requests
def outside(request: HttpRequest) -> HttpResponse:
    """Schools outside the authority's area that the register was loaded for."""
    return _listed(request, outside=True)


def _listed(request: HttpRequest, *, outside: bool) -> HttpResponse:
    form = SchoolsForm(request.GET)
    wrong = not form.is_valid()
    found = listing(form.asked(outside=outside))
    context = {"form": form, "page": found, "miles": MILES, "pager": found.pager}
    return render(request, "schools/schools.html", context, status=400 if wrong else 200)
