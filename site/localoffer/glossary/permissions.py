"""Who may do what with the glossary.

- **Editors** write drafts of terms and send them for checking.
- **Reviewers** do all that, publish and withdraw terms, and delete what is wrong.

A term that is locked or in a workflow follows Wagtail's own rules on top of these.
"""

from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, approve_by, grant
from localoffer.glossary.models import GlossaryTerm

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, GlossaryTerm._meta.db_table}
WORKFLOW = "Checked before it explains"
TASK = "A reviewer checks the meaning"

_EDITOR: Rights = {GlossaryTerm: ("view", "add", "change")}
_REVIEWER: Rights = {GlossaryTerm: ("view", "add", "change", "delete", "publish", "lock", "unlock")}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Give the groups their rights and terms a workflow; nothing an operator added is taken away."""
    grant(Role.EDITOR.value, _EDITOR)
    grant(Role.REVIEWER.value, _REVIEWER)
    approve_by(Role.REVIEWER.value, GlossaryTerm, workflow=WORKFLOW, task=TASK)
