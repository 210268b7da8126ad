"""The demo's logins. They are written down for everybody to read, so they are for a demo only."""

from dataclasses import dataclass

from localoffer.accounts.actions import Post, make_person
from localoffer.accounts.models import User


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password that anybody may know."""

    username: str
    password: str
    role: Post


LOGINS = (
    Login("editor", "try-as-an-editor", Post.EDITOR),
    Login("reviewer", "try-as-a-reviewer", Post.REVIEWER),
    Login("commissioner", "try-as-a-commissioner", Post.COMMISSIONER),
    Login("admin", "try-as-an-operator", Post.OPERATOR),
)


def make_logins() -> list[User]:
    """Those of the logins that aren't there yet; one that is there keeps its password and its role."""
    there = set(User.objects.values_list("username", flat=True))
    return [
        make_person(
            username=one.username,
            password=one.password,
            role=one.role,
            email=f"{one.username}@example.org",
            name=f"Demo {one.username}",
        )
        for one in LOGINS
        if one.username not in there
    ]
