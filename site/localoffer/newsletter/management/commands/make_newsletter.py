"""Make this week's issue as a draft."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from localoffer.newsletter.actions.issues import NoIssueError, make_issue
from localoffer.newsletter.content import Content


def day(text: str) -> date:
    """A day as 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day. Write it as 2026-11-23.") from None


class Command(BaseCommand):
    """Once a week, for example on Monday morning. In the holidays it says so and makes nothing."""

    help = (
        "Gather this week's news, events and services as a draft, if it is term time. "
        "An issue that is there already is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Any day of the week."""
        parser.add_argument("--date", type=day, help="a day of the week, such as 2026-11-23 (else today)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, then say what it holds. No issue is no failure: a timetable runs this in holidays too."""
        try:
            issue = make_issue(day=options["date"] or timezone.localdate())
        except NoIssueError as why:
            self.stdout.write(str(why))
            return
        held = Content.from_json(issue.content)
        self.stdout.write(
            f"{issue}: {len(held.news)} news, {len(held.events)} events, {len(held.new)} new services, "
            f"{len(held.changed)} with new details. It is a draft: a reviewer approves it in the admin."
        )
