"""The thesaurus: what families say, and what listings say for it."""

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE, unspreadsheet
from search.models import ThesaurusEntry
from search.models.thesaurus import LISTS, lines
from search.word_forms import EntryForm

SHOWN = 4
EXPORTED = ["code", "role", "name", *LISTS, "wishes", "message", "url", "in_use"]


PANELS = ObjectList(
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("role", widget=forms.Select), FieldPanel("in_use")]),
        FieldPanel("phrases"),
        FieldPanel("look_for"),
        MultiFieldPanel(
            [FieldPanel("kinds", heading="Kinds of help"), FieldPanel("needs", heading="Needs")],
            heading="Kinds of help and needs that mean it",
        ),
        MultiFieldPanel(
            [FieldPanel("narrower"), FieldPanel("broader"), FieldPanel("related")],
            heading="Narrower, wider and nearby words",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("related_kinds", heading="Related kinds of help"),
                FieldPanel("related_needs", heading="Related needs"),
            ],
            heading="Kinds of help and needs near to it",
            classname="collapsed",
        ),
        MultiFieldPanel([FieldPanel("wishes")], heading="For a wish", classname="collapsed"),
        MultiFieldPanel(
            [FieldPanel("message"), FieldPanel("url")], heading="For what is not here", classname="collapsed"
        ),
        FieldPanel("code"),
    ],
    base_form_class=EntryForm,
)


def _phrases(entry: ThesaurusEntry) -> str:
    said = lines(entry.phrases)
    return ", ".join(said[:SHOWN]) + (f" and {len(said) - SHOWN} more" if len(said) > SHOWN else "")


class _List(IndexView):
    custom_field_preprocess = {name: {"csv": unspreadsheet, "xlsx": unspreadsheet} for name in EXPORTED}


class ThesaurusViewSet(SnippetViewSet):
    """Entries of the thesaurus; what is saved is true for the very next question."""

    model = ThesaurusEntry
    icon = "openquote"
    menu_label = "Thesaurus"
    index_view_class = _List
    list_display = [
        "name",
        Column("role", label="What it does", accessor="get_role_display", sort_key="role"),
        Column("phrases", label="What families say", accessor=_phrases),
        Column("in_use", label="In use", accessor=lambda entry: "Yes" if entry.in_use else "No"),
    ]
    list_filter = ["role", "in_use"]
    list_export = EXPORTED
    export_filename = "thesaurus"
    list_per_page = 100
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "code", "phrases", "look_for"]
    edit_handler = PANELS
    copy_view_enabled = False
