"""Who may do what with the words of the search.

- **Editors** keep the thesaurus, try questions and judge the answers. What they save is true at once.
- **Reviewers** do all that, delete entries, and keep the urgent contacts.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from directory.permissions import Role
from search.models import Judgment, ThesaurusEntry, UrgentContact

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {model._meta.db_table for model in (Group, Permission, ContentType, ThesaurusEntry, Judgment)}

_EDITOR: dict[type[Model], tuple[str, ...]] = {
    ThesaurusEntry: ("view", "add", "change"),
    UrgentContact: ("view",),
    Judgment: ("view", "add", "change"),
}
_REVIEWER: dict[type[Model], tuple[str, ...]] = {
    ThesaurusEntry: ("view", "add", "change", "delete"),
    UrgentContact: ("view", "add", "change", "delete"),
    Judgment: ("view", "add", "change", "delete"),
}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Give the two groups their rights; nothing an operator added is taken away."""
    for role, rights in ((Role.EDITOR, _EDITOR), (Role.REVIEWER, _REVIEWER)):
        group, _new = Group.objects.get_or_create(name=role.value)
        group.permissions.add(*_permissions(rights))


def _permissions(rights: dict[type[Model], tuple[str, ...]]) -> Iterable[Permission]:
    for model, verbs in rights.items():
        kind = ContentType.objects.get_for_model(model)
        for verb in verbs:
            # Django makes these after migrating too, in an order nobody may rely on.
            yield Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model._meta.model_name}",
                defaults={"name": f"Can {verb} {model._meta.verbose_name_raw}"},
            )[0]
