"""Who may do what with strategies: editors write drafts, reviewers publish.

Pages of the tool follow Wagtail's rights on pages. A strategy that is locked or in a workflow follows
Wagtail's own rules on top of these.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, approve_by, grant
from localoffer.graduated.models import Strategy

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, Strategy._meta.db_table}
WORKFLOW = "Checked before it is expected"
TASK = "A reviewer checks the strategy"

GROUPS: Mapping[str, Rights] = {
    Role.EDITOR.value: {Strategy: ("view", "add", "change")},
    Role.REVIEWER.value: {Strategy: ("view", "add", "change", "delete", "publish", "lock", "unlock")},
}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Give the groups their rights, and strategies their workflow; what an operator added stays."""
    for name, rights in GROUPS.items():
        grant(name, rights)
    approve_by(Role.REVIEWER.value, Strategy, workflow=WORKFLOW, task=TASK)
