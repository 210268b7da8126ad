"""Make somebody who can log in to the editors' admin."""

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from localoffer.accounts.actions import Post, make_person


class Command(BaseCommand):
    """manage.py make_person NAME --role reviewer."""

    help = (
        "Make an editor, a reviewer, a commissioner or an operator, or change their role and password. "
        "Asks for the password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A name, a role, an address for messages."""
        parser.add_argument("username")
        parser.add_argument("--role", choices=[post.value for post in Post], default=Post.EDITOR.value)
        parser.add_argument("--email", default="")

    def handle(self, *_: Any, username: str, role: str, email: str, **options: Any) -> None:
        """Ask for the password twice: on the command line others could read it."""
        password = getpass.getpass(f"Password for {username}: ")
        if password != getpass.getpass("The same again: "):
            raise CommandError("The two passwords differ. Nothing was changed.")
        try:
            validate_password(password)
        except ValidationError as weak:
            raise CommandError(" ".join(weak.messages)) from weak
        make_person(username=username, password=password, role=role, email=email)
        self.stdout.write(f"{username} can log in at /admin/ as {role}.")
