"""The action plan: drafts, review, history, and what was promised on, to read only."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
)
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.commissioning.models import ActionItem
from localoffer.commissioning.picture.numbers import children_shown, km_shown, number, score_shown
from localoffer.commissioning.queries import plans


class GapPanel(Panel):
    """The gap as it was when the promise was made. Nobody can change it, so there is no field for it."""

    class BoundPanel(Panel.BoundPanel):
        """For one item."""

        template_name = "commissioning/admin/gap_panel.html"
        media = Media()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The areas with their numbers of then."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"item": self.instance, "areas": [_told(area) for area in self.instance.areas]}


def _told(area: dict[str, Any]) -> dict[str, str]:
    km = km_shown(area["nearest_km"])
    return {
        "name": str(area["name"]),
        "nearest": "nothing listed" if km is None else f"{number(km)} km",
        "score": number(score_shown(float(area["score"]))),
        "children": number(children_shown(float(area["children"]), rated=True)),
    }


PANELS = ObjectList(
    [
        FieldPanel("title", required_on_save=True),
        FieldPanel("promise"),
        FieldPanel("because"),
        FieldRowPanel(
            [FieldPanel("owner"), FieldPanel("due"), FieldPanel("progress")], heading="Who and when"
        ),
        MultiFieldPanel([GapPanel()], heading="The gap when this was planned"),
        InlinePanel(
            "updates",
            label="Update",
            heading="What happened since",
            panels=[FieldPanel("on", heading="Day"), FieldPanel("text", heading="What happened")],
        ),
        PublishingPanel(),
    ],
    base_form_class=PlainTextForm,
)


def page_context(draft: ActionItem) -> dict[str, Any]:
    """What the page of a promise is given, told from a draft."""
    return {"promise": plans.promise_as_drafted(draft), "item": draft}


def _shown(item: ActionItem) -> str:
    if not item.live:
        return "Only a draft"
    return "Live, with a newer draft" if item.has_unpublished_changes else "Live"


class ActionItemViewSet(SnippetViewSet):
    """Promises: drafts, revisions, workflow, locking, preview."""

    model = ActionItem
    icon = "clipboard-list"
    menu_label = "Action plan"
    list_display = [
        "title",
        Column("shown", label="Published", accessor=_shown, sort_key="live"),
        Column("progress", label="How far", accessor="get_progress_display", sort_key="progress"),
        "owner",
        DateColumn("due", label="Due", sort_key="due"),
    ]
    list_filter = ["progress", "live"]
    list_export = ["id", "title", "promise", "because", "owner", "due", "progress", "live"]
    export_filename = "action-plan"
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["title", "promise", "owner"]
    edit_handler = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ActionItem]:
        """With the run at hand."""
        items: QuerySet[ActionItem] = ActionItem.objects.select_related("run")
        return items
