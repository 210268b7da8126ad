"""Who may do what with the route.

- **Editors** write drafts and send them for checking, and read where it leads nowhere.
- **Reviewers** do all that, publish and withdraw, and delete what is wrong.

What was counted is evidence: nobody changes it by hand.
"""

from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, approve_by, grant
from localoffer.front_door.models import Route

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, Route._meta.db_table}
WORKFLOW = "Checked before it guides"
TASK = "A reviewer goes the way"

_EDITOR: Rights = {Route: ("view", "add", "change")}
_REVIEWER: Rights = {Route: ("view", "add", "change", "delete", "publish", "lock", "unlock")}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Give the groups their rights and the route a workflow; nothing an operator added is taken away."""
    grant(Role.EDITOR.value, _EDITOR)
    grant(Role.REVIEWER.value, _REVIEWER)
    approve_by(Role.REVIEWER.value, Route, workflow=WORKFLOW, task=TASK)
