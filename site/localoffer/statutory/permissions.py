"""Who may do what with the reference list.

- **Editors** say where each item is covered and put its words right.
- **Reviewers** do all that, add items, and delete what is wrong.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, grant
from localoffer.statutory.models import StatutoryItem, Theme

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, StatutoryItem._meta.db_table, Theme._meta.db_table}

GROUPS: Mapping[str, Rights] = {
    Role.EDITOR.value: {Theme: ("view",), StatutoryItem: ("view", "change")},
    Role.REVIEWER.value: {
        Theme: ("view", "add", "change", "delete"),
        StatutoryItem: ("view", "add", "change", "delete"),
    },
}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Give the groups their rights; nothing an operator added is taken away."""
    for name, rights in GROUPS.items():
        grant(name, rights)
