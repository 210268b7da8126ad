"""Who may do what in the directory.

Two roles, as groups that an operator can add people to:

- **Editors** write drafts of services and send them for checking. Nothing they do to a service is seen by
  families until a reviewer publishes it. They keep organisations and venues right, which have no drafts.
- **Reviewers** do all that, publish and withdraw services, lock them, delete what is wrong and keep the
  lists of words.

A listing that is locked or in a workflow follows Wagtail's own rules on top of these.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from directory.models import ImportProblem, ImportRun, LocalTeam, Organisation, Service, TaxonomyTerm, Venue

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {
    model._meta.db_table
    for model in (Group, Permission, ContentType, GroupApprovalTask, Workflow, WorkflowContentType, Service)
}
WORKFLOW = "Checked before families see it"
TASK = "A reviewer checks it"


class Role(StrEnum):
    """A group, by its name."""

    EDITOR = "Editors"
    REVIEWER = "Reviewers"


#: What may be done with which kind of thing.
Rights = Mapping[type[Model], tuple[str, ...]]

_EDITOR: Rights = {
    Service: ("view", "add", "change"),
    Organisation: ("view", "add", "change"),
    Venue: ("view", "add", "change"),
    LocalTeam: ("view", "add", "change"),
    TaxonomyTerm: ("view",),
    ImportRun: ("view",),
    ImportProblem: ("view",),
}
_REVIEWER: Rights = {
    **_EDITOR,
    Service: ("view", "add", "change", "delete", "publish", "lock", "unlock"),
    Organisation: ("view", "add", "change", "delete"),
    Venue: ("view", "add", "change", "delete"),
    LocalTeam: ("view", "add", "change", "delete"),
    TaxonomyTerm: ("view", "add", "change", "delete"),
}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Make the groups and the workflow where they are missing; nothing an operator added is taken away."""
    for role, rights in ((Role.EDITOR, _EDITOR), (Role.REVIEWER, _REVIEWER)):
        grant(role.value, rights)
    approve_by(Role.REVIEWER.value, Service, workflow=WORKFLOW, task=TASK)


def grant(group_name: str, rights: Rights) -> None:
    """Give a group, made where it is missing, the admin and these rights; what it has besides stays."""
    group, _new = Group.objects.get_or_create(name=group_name)
    group.permissions.add(_admin_access(), *_permissions(rights))


def approve_by(group_name: str, model: type[Model], *, workflow: str, task: str) -> None:
    """Let drafts of a model be approved by a group, unless a workflow is set for it already."""
    kind = ContentType.objects.get_for_model(model)
    if WorkflowContentType.objects.filter(content_type=kind).exists():
        return
    step = GroupApprovalTask.objects.create(name=task)
    step.groups.add(Group.objects.get(name=group_name))
    made = Workflow.objects.create(name=workflow)
    WorkflowTask.objects.create(workflow=made, task=step)
    WorkflowContentType.objects.create(workflow=made, content_type=kind)


def _admin_access() -> Permission:
    # Wagtail makes it in a migration, and a flushed database has lost it.
    kind, _new = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    return _permission(kind, "access_admin", "Can access Wagtail admin")


def _permissions(rights: Rights) -> Iterable[Permission]:
    for model, verbs in rights.items():
        kind = ContentType.objects.get_for_model(model)
        for verb in verbs:
            name = f"Can {verb} {model._meta.verbose_name_raw}"
            yield _permission(kind, f"{verb}_{model._meta.model_name}", name)


def _permission(kind: ContentType, codename: str, name: str) -> Permission:
    # Django makes these after migrating too, in an order nobody may rely on.
    return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]
