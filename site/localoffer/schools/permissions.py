"""Who may do what with schools.

- **Editors** write drafts of what schools offer and send them for checking.
- **Reviewers** do all that, publish and withdraw them, and delete what is wrong.

Nobody edits a school by hand: its row is the register's.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, approve_by, grant
from localoffer.schools.models import LinkCheck, School, SchoolOffer

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, School._meta.db_table, SchoolOffer._meta.db_table, LinkCheck._meta.db_table}
WORKFLOW = "Checked before families see a school's offer"
TASK = "A reviewer checks the school's offer"

_LOOK: Rights = {School: ("view",), LinkCheck: ("view",)}
GROUPS: Mapping[str, Rights] = {
    Role.EDITOR.value: {**_LOOK, SchoolOffer: ("view", "add", "change")},
    Role.REVIEWER.value: {
        **_LOOK,
        SchoolOffer: ("view", "add", "change", "delete", "publish", "lock", "unlock"),
    },
}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Make the groups and the workflow where they are missing; nothing an operator added is taken away."""
    for name, rights in GROUPS.items():
        grant(name, rights)
    approve_by(Role.REVIEWER.value, SchoolOffer, workflow=WORKFLOW, task=TASK)
