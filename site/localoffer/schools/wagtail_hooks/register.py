"""Schools and the checks of their links: to look at. The register and the command write them."""

from typing import Any

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.wagtail_hooks.choosers import NameChooser
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.schools.models import LinkCheck, School


class _OnlyLook(ModelPermissionPolicy):
    """Nobody edits them by hand, whatever somebody may do elsewhere."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class SchoolViewSet(SnippetViewSet):
    """Schools, to look up and to choose."""

    model = School
    icon = "home"
    menu_label = "Register of schools"
    list_display = [
        "name",
        "urn",
        Column("group", label="Type", accessor="get_group_display", sort_key="group"),
        Column("phase", label="Phase", accessor="get_phase_display", sort_key="phase"),
        "town",
        Column("status", label="Standing", accessor="get_status_display", sort_key="status"),
    ]
    list_filter = ["group", "phase", "status"]
    list_per_page = 50
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "town", "postcode"]
    chooser_viewset_class = NameChooser
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    exclude_form_fields: list[str] = []

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """See the class."""
        return _OnlyLook(self.model)


class LinkCheckViewSet(ModelViewSet):
    """The last look at each link, the broken ones first."""

    model = LinkCheck
    icon = "link"
    menu_label = "Links to SEN reports"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    form_fields: list[str] = []
    list_display = [
        "school",
        Column("works", label="Works", accessor=lambda check: "Yes" if check.works else "No"),
        Column("said", label="What came back"),
        DateColumn("checked_at", label="Looked at", sort_key="checked_at"),
        DateColumn("worked_at", label="Worked last", sort_key="worked_at"),
    ]
    list_filter = ["works"]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """See the class above."""
        return _OnlyLook(self.model)
