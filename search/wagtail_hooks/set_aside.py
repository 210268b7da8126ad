"""A report for editors: which listings the search could not take, and why."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from directory.models import Service
from search.engine import ELASTIC, EMBEDDED, kept
from search.models import IndexTask

TITLE = "Listings the search could not take"
ADDRESS = "search_set_aside"
RESULTS = "search_set_aside_results"
EDITORS = ("add", "change", "publish")
#: As an operator calls them.
ENGINES: Mapping[str, str] = {EMBEDDED: "On this server", ELASTIC: "Elasticsearch"}

_policy = ModelPermissionPolicy(Service)


class SetAsideReport(ReportView):
    """Every listing that an engine refused, oldest first; it leaves when an engine has taken it."""

    model = IndexTask
    page_title = TITLE
    header_icon = "warning"
    index_url_name = ADDRESS
    index_results_url_name = RESULTS
    results_template_name = "search/admin/set_aside_results.html"
    permission_policy = _policy
    any_permission_required = EDITORS
    default_ordering = "queued_at"
    columns = [
        TitleColumn("listing", label="Listing", get_url=lambda task: task.address),
        Column("set_aside", label="Why"),
        Column("engine", label="Which search", accessor=lambda task: ENGINES.get(task.engine, task.engine)),
        DateColumn("queued_at", label="Since"),
    ]

    def get_base_queryset(self) -> QuerySet[IndexTask]:
        """Of the engines this site keeps: what another one refused once concerns nobody now."""
        return IndexTask.objects.filter(engine__in=kept()).exclude(set_aside="")

    def decorate_paginated_queryset(self, tasks: Any) -> list[IndexTask]:
        """With the listings' names and where to mend them. One statement for the page."""
        shown = list(tasks)
        services = Service.objects.in_bulk({task.service_id for task in shown})
        finder = AdminURLFinder(self.request.user)
        for task in shown:
            service = services.get(task.service_id)
            task.listing = service.name if service else "A listing that is gone"
            task.address = finder.get_edit_url(service) if service else None
        return shown


class _MenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(_policy.user_has_any_permission(request.user, EDITORS))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Of the report, whole and its list alone."""
    return [
        path("search/set-aside/", SetAsideReport.as_view(), name=ADDRESS),
        path("search/set-aside/results/", SetAsideReport.as_view(results_only=True), name=RESULTS),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """Under Reports, for whoever may mend a listing."""
    return _MenuItem(TITLE, reverse(ADDRESS), name="search-set-aside", icon_name="warning", order=650)
