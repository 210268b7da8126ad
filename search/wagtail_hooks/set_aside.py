"""A report for editors: which listings and pages the search could not take, and why."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

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
from search.actions.guidance import pages_of
from search.engine import ELASTIC, EMBEDDED, kept
from search.models import IndexTask
from search.sources import number_of, source_of, sources
from search.terms import Document

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
        """With names and where to mend them. One statement for the listings of a page."""
        shown = list(tasks)
        services = Service.objects.in_bulk({task.key for task in shown})
        guidance = _guidance({task.key for task in shown})
        finder = AdminURLFinder(self.request.user)
        for task in shown:
            service, page = services.get(task.key), guidance.get(str(task.key))
            task.listing = service.name if service else page.name if page else _nameless(task.key)
            task.address = finder.get_edit_url(service) if service else page.url if page else None
        return shown


def _guidance(keys: Collection[UUID]) -> Mapping[str, Document]:
    """What can be read of the guidance among these keys, by key. Nothing is asked where there is none."""
    read = (
        one
        for source in sources()
        for one in pages_of(source, [key for key in keys if source_of(key) is source])
    )
    return {one.id: one for one in read if isinstance(one, Document)}


def _nameless(key: UUID) -> str:
    return "A listing that is gone" if source_of(key) is None else f"Page number {number_of(key)}"


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
