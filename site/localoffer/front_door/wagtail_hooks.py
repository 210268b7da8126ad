"""The guided route in the editors' admin, and the report of its dead ends."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.views.generic import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.front_door.forms import RouteForm
from localoffer.front_door.models import Route
from localoffer.front_door.queries import tree_of
from localoffer.front_door.reporting import report
from localoffer.front_door.tree import walk
from localoffer.front_door.views import page_context

TITLE = "Dead ends of the guided route"
ADDRESS = "front_door_dead_ends"

ANSWER = [
    FieldPanel("text", required_on_save=True),
    FieldRowPanel([FieldPanel("leads"), FieldPanel("next")]),
    FieldPanel("service"),
    FieldPanel("page"),
    FieldPanel("search"),
    FieldPanel("words"),
    FieldPanel("code"),
]
PANELS = ObjectList(
    [
        FieldPanel("title", required_on_save=True),
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("talk_to"), FieldPanel("talk_words")], heading="A person to talk to, at every end"
        ),
        InlinePanel(
            "questions",
            label="Question",
            heading="Questions. The first one is asked first; nobody is asked more than five",
            panels=[
                FieldRowPanel([FieldPanel("text", required_on_save=True), FieldPanel("code")]),
                FieldPanel("help"),
                InlinePanel("answers", label="Answer", heading="Answers", panels=ANSWER),
            ],
        ),
        PublishingPanel(),
    ],
    base_form_class=RouteForm,
)


def _shown(route: Route) -> str:
    if not route.live:
        return "Only a draft"
    return "Live, with a newer draft" if route.has_unpublished_changes else "Live"


class RouteViewSet(SnippetViewSet):
    """The route: drafts, revisions, workflow, locking, preview."""

    model = Route
    icon = "help"
    menu_label = "Guided route"
    menu_name = "guided-route"
    menu_order = 166
    add_to_admin_menu = True
    list_display = ["title", Column("shown", label="Published", accessor=_shown, sort_key="live")]
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["title"]
    edit_handler = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False


_policy = ModelPermissionPolicy(Route)


class DeadEnds(WagtailAdminTemplateMixin, View):
    """How often the route led nowhere, and what it leads to that is gone."""

    template_name = "front_door/admin/dead_ends.html"
    page_title = TITLE
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may look at the route."""
        if not _policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": reverse_lazy(ADDRESS), "label": TITLE}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The last four weeks."""
        whole: HttpResponse = self.render_to_response(self.get_context_data(report=report()))
        return whole


class _MenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(_policy.user_has_permission(request.user, "view"))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Of the report."""
    return [path("guided-route/dead-ends/", DeadEnds.as_view(), name=ADDRESS)]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """The report, in the menu of reports."""
    return _MenuItem(TITLE, reverse(ADDRESS), name="front-door-dead-ends", icon_name="warning", order=800)


def told(draft: Route) -> dict[str, Any]:
    """What the page of the first question is given, told from a draft."""
    tree = tree_of(draft)
    return page_context(tree, walk(tree, ""))


register_snippet(RouteViewSet)
Route.page_context = staticmethod(told)
