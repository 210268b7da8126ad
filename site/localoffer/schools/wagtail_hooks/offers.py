"""What schools offer: drafts, review, history and preview."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.schools.models import SchoolOffer
from localoffer.schools.queries.page import school_page

PANELS = ObjectList(
    [
        FieldPanel("school"),
        FieldPanel("include"),
        MultiFieldPanel(
            [FieldPanel("universal"), FieldPanel("targeted"), FieldPanel("specialist")],
            heading="What it offers, level by level",
        ),
        FieldPanel("report_url"),
        FieldRowPanel(
            [FieldPanel("contact"), FieldPanel("contact_phone"), FieldPanel("contact_email")],
            heading="Whom families ask. A role, never a person's name",
        ),
        *SchoolOffer.review_panels,
        PublishingPanel(),
    ],
    base_form_class=PlainTextForm,
)


def page_context(draft: SchoolOffer) -> dict[str, Any]:
    """What the page of a school is given, told from a draft."""
    return {"page": school_page(draft.school, draft=draft)}


def _shown(offer: SchoolOffer) -> str:
    if not offer.live:
        return "Only a draft"
    return "Live, with a newer draft" if offer.has_unpublished_changes else "Live"


class SchoolOfferViewSet(SnippetViewSet):
    """Offers of schools: drafts, revisions, workflow, locking, preview."""

    model = SchoolOffer
    icon = "doc-full"
    menu_label = "What schools offer"
    list_display = [
        "school",
        Column("shown", label="Published", accessor=_shown, sort_key="live"),
        Column("report", label="SEN report", accessor=lambda offer: "Yes" if offer.report_url else "No link"),
        DateColumn("reviewed_on", label="Last reviewed", sort_key="reviewed_on"),
        DateColumn("review_by", label="Next review", sort_key="review_by"),
    ]
    list_filter = ["live"]
    list_per_page = 50
    list_export = ["school_id", "school", "live", "report_url", "reviewed_on", "review_by"]
    export_filename = "schools-offers"
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["school__name"]
    edit_handler = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[SchoolOffer]:
        """With the school at hand: one statement for a page of the list."""
        offers: QuerySet[SchoolOffer] = SchoolOffer.objects.select_related("school")
        return offers
