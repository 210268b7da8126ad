"""Make the people who work here."""

from enum import StrEnum

from django.contrib.auth.models import Group
from django.db import transaction

from directory.permissions import Role
from localoffer.accounts.models import User
from localoffer.commissioning.permissions import COMMISSIONERS


class Post(StrEnum):
    """What somebody works as."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    COMMISSIONER = "commissioner"  # what-if and the action plan
    OPERATOR = "operator"  # may do everything, people and settings included


#: The names of their groups.
GROUPS = {
    Post.EDITOR: Role.EDITOR.value,
    Post.REVIEWER: Role.REVIEWER.value,
    Post.COMMISSIONER: COMMISSIONERS,
}


@transaction.atomic
def make_person(*, username: str, password: str, role: Post | str, email: str = "", name: str = "") -> User:
    """Make somebody who can log in, or give one who is there this password and this role alone.

    Raises ValueError for a role that isn't one. The password is not judged here: the command that people
    use does that.
    """
    post = Post(role)
    person, _ = User.objects.get_or_create(username=username)
    person.email = email or person.email
    person.first_name = name or person.first_name
    person.is_superuser = person.is_staff = post is Post.OPERATOR
    person.is_active = True
    person.set_password(password)
    person.save()
    person.groups.set(Group.objects.filter(name=GROUPS[post]) if post in GROUPS else [])
    return person
