"""Who may do what with pages.

- **Editors** write drafts of any page, with pictures and documents, and send them for checking. Nothing they
  do is seen by families until a reviewer publishes it.
- **Reviewers** do all that, publish and unpublish pages, delete them, and keep the redirects.

What an operator set up besides stays. A page that is locked or in a workflow follows Wagtail's own rules.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
)

from directory import permissions as directory
from directory.permissions import Role, grant
from localoffer.pages.models import HomePage

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {
    *directory.TABLES,
    *(
        model._meta.db_table
        for model in (HomePage, GroupPagePermission, GroupCollectionPermission, WorkflowPage, Redirect)
    ),
    get_image_model()._meta.db_table,
    get_document_model()._meta.db_table,
}

_ON_PAGES = {
    Role.EDITOR: ("add", "change"),
    Role.REVIEWER: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
}
_ON_FILES = {Role.EDITOR: ("add", "choose"), Role.REVIEWER: ("add", "change", "delete", "choose")}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Let both roles in at the front page, and have their drafts checked, where that is not set up yet."""
    home = Page.objects.filter(depth=2, content_type__app_label="pages").order_by("path").first()
    if home is None:
        return
    directory.set_up_roles()
    grant(Role.REVIEWER.value, {Redirect: ("add", "change", "delete")})
    for role, verbs in _ON_PAGES.items():
        group = Group.objects.get_or_create(name=role.value)[0]
        for permission in _permissions(Page, verbs):
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    _open_files()
    _check_drafts(home)


def _open_files() -> None:
    root = Collection.get_first_root_node()
    for role, verbs in _ON_FILES.items() if root else ():
        group = Group.objects.get(name=role.value)
        for model in (get_image_model(), get_document_model()):
            for permission in _permissions(model, verbs):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=root, permission=permission
                )


def _check_drafts(home: Page) -> None:
    if WorkflowPage.objects.filter(page__in=home.get_ancestors(inclusive=True)).exclude(
        workflow__name="Moderators approval"
    ):
        return
    # Wagtail's own first workflow asks for a group that nobody is in here.
    WorkflowPage.objects.filter(page__depth=1, workflow__name="Moderators approval").delete()
    # The same people check listings: one workflow for both.
    WorkflowPage.objects.create(workflow=_workflow(), page=home)


def _workflow() -> Workflow:
    return Workflow.objects.filter(name=directory.WORKFLOW, active=True).order_by("pk")[0]


def _permissions(model: type[Any], verbs: tuple[str, ...]) -> Iterator[Permission]:
    kind = ContentType.objects.get_for_model(model)
    for verb in verbs:
        # Django makes these after migrating too, in an order nobody may rely on.
        yield Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_{model._meta.model_name}",
            defaults={"name": f"Can {verb} {model._meta.verbose_name_raw}"},
        )[0]
