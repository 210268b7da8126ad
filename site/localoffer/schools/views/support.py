"""The directory of support for schools."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from localoffer.schools.queries import supporting
from search.engine.base import SearchUnavailableError
from search.forms import FindForm
from search.found import Question


@require_safe
@transaction.non_atomic_requests
def support(request: HttpRequest) -> HttpResponse:
    """Services got through school, by need; ``?need=``, ``?kind=`` and ``?near=`` narrow them."""
    form = FindForm(request.GET)
    wrong = not form.is_valid()
    question = Question() if wrong else form.question()
    context = {"form": form, "asked": question}
    try:
        context["page"] = supporting.support(question)
    except SearchUnavailableError:
        return render(request, "schools/support.html", context | {"resting": True}, status=503)
    return render(request, "schools/support.html", context, status=400 if wrong else 200)
