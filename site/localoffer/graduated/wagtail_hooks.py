"""Strategies in the editors' admin: drafts, workflow, history, preview."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.graduated.filters import StrategyFilters
from localoffer.graduated.models import Strategy
from localoffer.graduated.models.phased import Phased
from localoffer.graduated.models.tool import strategy_context
from localoffer.pages.models import Kept, Topical

PANELS = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("step")], heading="Where it belongs"),
        *Phased.phase_panels,
        FieldPanel("barriers"),
        MultiFieldPanel(
            [
                FieldPanel("looks_like"),
                FieldPanel("who_does_it"),
                FieldPanel("families_can_expect"),
                FieldPanel("young_person_may_say"),
                FieldPanel("for_young_people"),
            ],
            heading="What is said of it",
            help_text="Plain text. A blank line parts; a line that begins with “- ” is a point.",
        ),
        FieldPanel("evidence"),
        *Topical.topic_panels,
        *Kept.review_panels,
        PublishingPanel(),
    ],
    base_form_class=PlainTextForm,
)


def _shown(strategy: Strategy) -> str:
    if not strategy.live:
        return "Only a draft"
    return "Live, with a newer draft" if strategy.has_unpublished_changes else "Live"


def _phases(strategy: Strategy) -> str:
    return ", ".join(str(phase.label) for phase in strategy.phases)


class StrategyViewSet(SnippetViewSet):
    """Strategies: drafts, revisions, workflow, locking, preview."""

    model = Strategy
    icon = "tasks"
    menu_label = "What to expect"
    menu_name = "what-to-expect"
    menu_order = 160
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("shown", label="Published", accessor=_shown, sort_key="live"),
        Column("level", label="Level", accessor="get_level_display", sort_key="level"),
        Column("phases", label="Phases", accessor=_phases),
        "kept_by",
        DateColumn("review_by", label="Next review", sort_key="review_by"),
    ]
    list_per_page = 50
    list_export = ["code", "name", "level", "step", "kept_by", "reviewed_on", "review_by", "live"]
    export_filename = "strategies"
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "code", "looks_like", "families_can_expect", "kept_by"]
    filterset_class = StrategyFilters
    edit_handler = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Strategy]:
        """All of them."""
        found: QuerySet[Strategy] = Strategy.objects.all()
        return found


def _page_context(draft: Strategy) -> dict[str, Any]:
    return strategy_context(draft)


register_snippet(StrategyViewSet)
Strategy.page_context = staticmethod(_page_context)
