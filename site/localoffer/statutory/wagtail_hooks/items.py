"""The reference list: items with where each is covered."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.statutory.models import StatutoryItem, Theme


class ItemForm(PlainTextForm):
    """Writes down who set the day on which somebody looked."""

    def save(self, commit: bool = True) -> Any:
        """Save, with the editor's own name beside each day that she set."""
        for form in self.formsets["coverages"].forms:
            if "reviewed_on" in form.changed_data:
                form.instance.reviewed_by = self.for_user if form.instance.reviewed_on else None
        return super().save(commit)


PANELS = ObjectList(
    [
        FieldPanel("text"),
        InlinePanel(
            "coverages",
            label="Place",
            heading="Where it is covered",
            help_text="Each place is one of five: a page, a service, a search, a list of schools, or another "
            "address of this site.",
            panels=[
                FieldRowPanel([FieldPanel("page"), FieldPanel("service")]),
                FieldPanel("schools"),
                FieldRowPanel([FieldPanel("search"), FieldPanel("address")]),
                FieldRowPanel([FieldPanel("title"), FieldPanel("note")]),
                FieldPanel("reviewed_on"),
            ],
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("theme"), FieldPanel("weight")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("paragraph")]),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("order")]),
            ],
            heading="Where it comes from",
        ),
    ],
    base_form_class=ItemForm,
)


class ItemViewSet(SnippetViewSet):
    """Items."""

    model = StatutoryItem
    icon = "tasks"
    menu_label = "Items"
    list_display = [
        "text",
        Column("theme", label="Theme", sort_key="theme"),
        Column("weight", label="How strongly", accessor="get_weight_display", sort_key="weight"),
        Column("places", label="Places", accessor="places"),
    ]
    list_filter = ["theme", "weight"]
    ordering = ["theme", "order"]
    list_per_page = 100
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["text", "code"]
    edit_handler = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatutoryItem]:
        """With the theme at hand and how many places each points to."""
        items: QuerySet[StatutoryItem] = StatutoryItem.objects.select_related("theme").annotate(
            places=Count("coverages")
        )
        return items


class ThemeViewSet(SnippetViewSet):
    """Themes."""

    model = Theme
    icon = "list-ol"
    menu_label = "Themes"
    list_display = ["name", "number"]
    search_backend_name = ASK_THE_DATABASE
    edit_handler = ObjectList([FieldPanel("number"), FieldPanel("name")], base_form_class=PlainTextForm)
    copy_view_enabled = False
    inspect_view_enabled = False
