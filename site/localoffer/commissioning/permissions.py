"""Who may do what with gaps and the plan.

- **Commissioners** keep the measures, make scenarios, and write drafts of promises. What they write in the
  plan is seen by nobody else until a reviewer publishes it.
- **Reviewers** do all that, publish and withdraw promises, and delete what is wrong.
- **Editors** look.

Runs and unmet demand are evidence: nobody changes them by hand. A promise that is locked or in a workflow
follows Wagtail's own rules on top of these.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, approve_by, grant
from localoffer.commissioning.models import ActionItem, GapRun, Indicator, Measure, Scenario, UnmetDemand

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, ActionItem._meta.db_table}
COMMISSIONERS = "Commissioners"
WORKFLOW = "Checked before it is promised"
TASK = "A reviewer checks the promise"

_LOOK: Rights = dict.fromkeys((Measure, GapRun, Scenario, ActionItem, UnmetDemand, Indicator), ("view",))
_COMMISSIONER: Rights = {
    **_LOOK,
    Measure: ("view", "add", "change"),
    Scenario: ("view", "add"),
    ActionItem: ("view", "add", "change"),
}
_REVIEWER: Rights = {
    **_LOOK,
    Measure: ("view", "add", "change", "delete"),
    Scenario: ("view", "add", "delete"),
    ActionItem: ("view", "add", "change", "delete", "publish", "lock", "unlock"),
}
GROUPS: Mapping[str, Rights] = {
    COMMISSIONERS: _COMMISSIONER,
    Role.REVIEWER.value: _REVIEWER,
    Role.EDITOR.value: _LOOK,
}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Make the groups and the workflow where they are missing; nothing an operator added is taken away."""
    for name, rights in GROUPS.items():
        grant(name, rights)
    approve_by(Role.REVIEWER.value, ActionItem, workflow=WORKFLOW, task=TASK)
