"""The lists and forms of the editors' admin."""

from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory.models import ImportProblem, ImportRun, LocalTeam, Organisation, Service, TaxonomyTerm, Venue
from directory.wagtail_hooks import panels
from directory.wagtail_hooks.choosers import NameChooser, VenueChooser
from directory.wagtail_hooks.filters import ProblemFilters, ServiceFilters, VenueFilters

# What an import has just written in bulk must be found at once, so lists ask the database itself and not
# Wagtail's search index, which only hears of rows that are saved one at a time.
ASK_THE_DATABASE: Any = None


def _shown(service: Service) -> str:
    if not service.live:
        return "Only a draft"
    return "Live, with a newer draft" if service.has_unpublished_changes else "Live"


class ServiceViewSet(SnippetViewSet):
    """Services: drafts, revisions, workflow, locking, preview."""

    model = Service
    icon = "list-ul"
    menu_label = "Services"
    list_display = [
        "name",
        "organisation",
        # Wagtail's own column asks the database about each row.
        Column("shown", label="Published", accessor=_shown, sort_key="live"),
        Column("status", label="Running", accessor="get_status_display", sort_key="status"),
        DateColumn("assured_date", label="Last checked", sort_key="assured_date"),
    ]
    list_per_page = 50
    list_export = ["id", "name", "organisation", "status", "live", "assured_date", "source"]
    export_filename = "services"
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "alternate_name", "organisation__name"]
    filterset_class = ServiceFilters
    edit_handler = panels.SERVICE
    chooser_viewset_class = NameChooser
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Service]:
        """With the organisation at hand: one statement for a page of the list, not fifty."""
        services: QuerySet[Service] = Service.objects.select_related("organisation")
        return services


class OrganisationViewSet(SnippetViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    menu_label = "Organisations"
    list_display = ["name", Column("offered", label="Services"), DateColumn("last_modified", label="Changed")]
    list_per_page = 50
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "alternate_name"]
    edit_handler = panels.ORGANISATION
    chooser_viewset_class = NameChooser

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        """With how many services each offers."""
        found: QuerySet[Organisation] = Organisation.objects.annotate(offered=Count("services"))
        return found


class VenueViewSet(SnippetViewSet):
    """Venues."""

    model = Venue
    icon = "home"
    menu_label = "Venues"
    list_display = ["name", "city", "postal_code", "lat", "lon"]
    list_per_page = 50
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "city", "postal_code"]
    filterset_class = VenueFilters
    edit_handler = panels.VENUE
    chooser_viewset_class = VenueChooser


class TeamViewSet(SnippetViewSet):
    """Local teams: who looks after which area."""

    model = LocalTeam
    icon = "site"
    menu_label = "Local teams"
    list_display = ["name", "area_kind", "area_code", "phone", "email"]
    list_filter = ["area_kind"]
    list_per_page = 50
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "area_code"]
    edit_handler = panels.TEAM


class TermViewSet(SnippetViewSet):
    """Needs, kinds of help, ways to get it, features, and other lists."""

    model = TaxonomyTerm
    icon = "tag"
    menu_label = "Words and lists"
    list_display = ["name", "code", "taxonomy", "parent"]
    list_filter = ["taxonomy"]
    list_per_page = 100
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "code", "alternate_names"]
    edit_handler = panels.TERM
    chooser_viewset_class = NameChooser

    def get_queryset(self, request: HttpRequest) -> QuerySet[TaxonomyTerm]:
        """With the list and the broader term at hand."""
        found: QuerySet[TaxonomyTerm] = TaxonomyTerm.objects.select_related("taxonomy", "parent")
        return found


class _OnlyToRead(ModelPermissionPolicy):
    """What an import wrote down is evidence: nobody adds to it, changes it or deletes it here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class _ToRead(ModelViewSet):
    """A list to look at and download."""

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    form_fields: list[str] = []

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """View only."""
        return _OnlyToRead(self.model)


class ImportRunViewSet(_ToRead):
    """Imports: what came, from where, and how much of it was refused."""

    model = ImportRun
    icon = "download"
    menu_label = "Imports"
    list_display = [
        "source",
        DateColumn("started_at", label="Started"),
        "published",
        "new",
        "changed",
        "same",
        "rejected",
    ]
    inspect_view_fields = [
        "source",
        "started_at",
        "finished_at",
        "published",
        "new",
        "changed",
        "same",
        "rejected",
        "failure",
    ]


def unspreadsheet(text: Any) -> Any:
    """Text from a feed that a spreadsheet would run as a formula, made plain (CWE-1236)."""
    return f"'{text}" if isinstance(text, str) and text[:1] in "=+-@\t\r" and text else text


class _ProblemList(IndexView):
    """Refused rows, and the same rows as CSV."""

    _fields = ("identifier", "field", "reason")
    custom_field_preprocess = {name: {"csv": unspreadsheet, "xlsx": unspreadsheet} for name in _fields}

    def get_base_queryset(self) -> QuerySet[Model]:
        found: QuerySet[Model] = super().get_base_queryset().select_related("run")
        return found


class ImportProblemViewSet(_ToRead):
    """Rows an import refused: filter by import, then download as CSV."""

    model = ImportProblem
    icon = "warning"
    menu_label = "Refused rows"
    index_view_class = _ProblemList
    list_display = ["line", "field", "reason", "identifier", "run"]
    list_export = ["line", "identifier", "field", "reason"]
    export_filename = "refused-rows"
    filterset_class = ProblemFilters
    inspect_view_fields = ["run", "line", "identifier", "field", "reason"]


class DirectoryGroup(SnippetViewSetGroup):
    """One menu."""

    menu_label = "Directory"
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (
        ServiceViewSet,
        OrganisationViewSet,
        VenueViewSet,
        TeamViewSet,
        TermViewSet,
        ImportRunViewSet,
        ImportProblemViewSet,
    )
