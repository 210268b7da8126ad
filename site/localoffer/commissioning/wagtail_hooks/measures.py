"""What is measured every night: the editors' list."""

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.commissioning.models import Measure

PANELS = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldRowPanel(
            [FieldPanel("kind", widget=forms.Select), FieldPanel("need", widget=forms.Select)],
            heading="What help. Empty is any",
        ),
        FieldRowPanel(
            [FieldPanel("age_from"), FieldPanel("age_to"), FieldPanel("day")], heading="For whom, and when"
        ),
        MultiFieldPanel(
            [FieldPanel("reach_km"), FieldPanel("thresholds_km"), FieldPanel("detour")],
            heading="How far is too far",
        ),
        MultiFieldPanel([FieldPanel("counted_in"), FieldPanel("need_rate")], heading="How it is counted"),
        FieldRowPanel([FieldPanel("active"), FieldPanel("order")]),
    ],
    base_form_class=PlainTextForm,
)


class MeasureViewSet(SnippetViewSet):
    """Measures. A change is true from the next run; runs that were made keep what they were asked."""

    model = Measure
    icon = "crosshairs"
    menu_label = "Measures"
    list_display = [
        "name",
        "code",
        Column("ages", label="Ages", accessor=lambda measure: f"{measure.age_from} to {measure.age_to}"),
        Column("day", label="When", accessor="get_day_display", sort_key="day"),
        Column("reach_km", label="Within (km)", sort_key="reach_km"),
        Column("active", label="Every night", accessor=lambda measure: "Yes" if measure.active else "No"),
    ]
    list_filter = ["active", "day"]
    list_per_page = 100
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "code"]
    edit_handler = PANELS
    copy_view_enabled = True
