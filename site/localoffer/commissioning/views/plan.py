"""The action plan: public to read; a draft is made by a button, for commissioners."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from localoffer.commissioning import queries
from localoffer.commissioning.actions.plan import CannotPlanError, plan_for_gap
from localoffer.commissioning.models import ActionItem
from localoffer.commissioning.queries import plans, scenarios
from localoffer.commissioning.views.logging_in import to_log_in
from localoffer.commissioning.views.plan_files import as_csv

MAY_PLAN = "commissioning.add_actionitem"


@require_safe
@transaction.non_atomic_requests
def plan(request: HttpRequest) -> HttpResponse:
    """Every promise by how far it is; ``?measure=`` narrows to those about one measure."""
    page = plans.plan_page(request.GET.get("measure", ""))
    return render(request, "commissioning/plan.html", {"page": page, "today": timezone.localdate()})


@require_safe
@transaction.non_atomic_requests
def item(request: HttpRequest, key: int) -> HttpResponse:
    """One promise: the gap then, now, and in between."""
    try:
        promise = plans.promise_of(key)
    except plans.NoItemError:
        return render(request, "commissioning/plan_gone.html", status=404)
    return render(request, "commissioning/plan_item.html", {"promise": promise, "item": promise.item})


@require_safe
@transaction.non_atomic_requests
def digest(request: HttpRequest) -> HttpResponse:
    """You said, we did."""
    return render(request, "commissioning/plan_digest.html", {"promises": plans.digest()})


@require_safe
@transaction.non_atomic_requests
def plan_file(request: HttpRequest) -> HttpResponse:
    """The plan as CSV, narrowed as the page is."""
    page = plans.plan_page(request.GET.get("measure", ""))
    promises = [promise for _, group in page.groups for promise in group]
    name = f"action-plan-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(promises), content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Draft a promise for an area of a run, or for the areas that a scenario helps, and open its editor."""
    if not request.user.is_authenticated:
        return to_log_in(reverse("plan:plan"))
    if not request.user.has_perm(MAY_PLAN):
        raise PermissionDenied
    try:
        made = _drafted(request)
    except (CannotPlanError, ValidationError) as why:
        context = {"why": " ".join(getattr(why, "messages", [str(why)]))}
        return render(request, "commissioning/plan_refused.html", context, status=400)
    return HttpResponseRedirect(reverse(ActionItem.snippet_viewset.get_url_name("edit"), args=[made.pk]))


def _drafted(request: HttpRequest) -> ActionItem:
    if "scenario" in request.POST:
        try:
            scenario = scenarios.scenario_of(_number(request.POST["scenario"]))
        except scenarios.NoScenarioError:
            raise CannotPlanError("That what-if is no longer there.") from None
        codes = [gain["code"] for gain in scenario.gains]
        return plan_for_gap(run=scenario.run, area_codes=codes, scenario=scenario, by=request.user)
    run = queries.run_of(_number(request.POST.get("run", "")))
    if run is None:
        raise CannotPlanError("That run is no longer there. Open the gap again and plan from there.")
    return plan_for_gap(run=run, area_codes=request.POST.getlist("area"), by=request.user)


def _number(text: str) -> int:
    """A key from a form; 0, which nothing has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
