"""Who may do what with the newsletter.

- **Editors** write the few words at the top of a draft and keep the term dates.
- **Reviewers** do all that, and approve an issue to be sent.
- **Nobody** in these groups sees a reader's address or what she asked for. Operators do, one at a time, to
  delete a reader who asks for it by letter or by phone; there is no download.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from directory import permissions as directory
from directory.permissions import Rights, Role, grant
from localoffer.newsletter.models import Issue, TermDates

#: Tables that must be there first: an operator may migrate one app alone.
TABLES = {*directory.TABLES, Issue._meta.db_table, TermDates._meta.db_table}

VIEW = "newsletter.view_issue"
WRITE = "newsletter.change_issue"
APPROVE = "newsletter.approve_issue"

_EDITOR: Rights = {Issue: ("view", "change"), TermDates: ("view", "add", "change")}
_REVIEWER: Rights = {
    Issue: ("view", "change", "approve"),
    TermDates: ("view", "add", "change", "delete"),
}
GROUPS: Mapping[str, Rights] = {Role.EDITOR.value: _EDITOR, Role.REVIEWER.value: _REVIEWER}


@transaction.atomic
def set_up_roles(**_: Any) -> None:
    """Give the groups their rights where they are missing; nothing an operator added is taken away."""
    for name, rights in GROUPS.items():
        grant(name, rights)
