"""The A to Z of terms in plain words."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from localoffer.glossary import queries


@require_safe
@transaction.non_atomic_requests
def a_to_z(request: HttpRequest) -> HttpResponse:
    """Every term, by its first letter. One statement, and one for the addresses of pages."""
    letters = queries.a_to_z()
    total = sum(len(letter.terms) for letter in letters)
    return render(request, "glossary/a_to_z.html", {"letters": letters, "total": total})
