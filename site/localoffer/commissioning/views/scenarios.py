"""What if? Asking is for commissioners and costs seconds; what came of it is for everybody to read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from localoffer.commissioning.actions.scenario import CannotSuggestError, make_scenario
from localoffer.commissioning.forms import ScenarioForm
from localoffer.commissioning.models import GapRun
from localoffer.commissioning.queries import pictures, scenarios
from localoffer.commissioning.views.gaps import for_readers
from localoffer.commissioning.views.logging_in import to_log_in
from localoffer.commissioning.whatif.files import as_csv

MAY_ASK = "commissioning.add_scenario"


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.non_atomic_requests
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """The form and what was asked before, or (POST) a new scenario. Nothing is calculated on a GET."""
    return _asked(request, code) if request.method == "POST" else _asking(request, code)


@for_readers
def _asking(request: HttpRequest, code: str) -> HttpResponse:
    return _form(request, scenarios.run_to_ask(code), ScenarioForm())


def _asked(request: HttpRequest, code: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return to_log_in(request.path)
    if not request.user.has_perm(MAY_ASK):
        raise PermissionDenied
    try:
        run = scenarios.run_to_ask(code)
    except (pictures.UnknownMeasureError, pictures.NeverMeasuredError):
        return HttpResponseRedirect(reverse("gaps:what-if", args=[code]))
    form = ScenarioForm(request.POST)
    if form.is_valid():
        try:
            made = make_scenario(run=run, by=request.user, **form.cleaned_data)
        except CannotSuggestError as why:
            form.add_error(None, str(why))
        else:
            return HttpResponseRedirect(made.get_absolute_url())
    return _form(request, run, form, status=422)


def _form(request: HttpRequest, run: GapRun, form: ScenarioForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "run": run,
        "measure": run.measure,
        "form": form,
        "saved": scenarios.saved_for(run),
        "may_ask": request.user.has_perm(MAY_ASK),
    }
    return render(request, "commissioning/what_if.html", context, status=status)


@for_readers
def scenario(request: HttpRequest, key: int) -> HttpResponse:
    """What came of it: words, map, the places, who gains."""
    try:
        page = scenarios.scenario_page(key)
    except scenarios.NoScenarioError:
        return render(request, "commissioning/what_if_gone.html", status=404)
    return render(request, "commissioning/what_if_result.html", {"page": page, "scenario": page.scenario})


@for_readers
def scenario_file(request: HttpRequest, key: int) -> HttpResponse:
    """Who gains, as CSV."""
    try:
        found = scenarios.scenario_of(key)
    except scenarios.NoScenarioError:
        return render(request, "commissioning/what_if_gone.html", status=404)
    name = f"what-if-{found.pk}-{slugify(found.name)[:60] or 'scenario'}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8", headers=headers)
