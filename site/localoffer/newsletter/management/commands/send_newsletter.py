"""Send the approved issue to everybody who wants it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from localoffer.newsletter.actions.sending import AlreadySendingError, Sent, send_issue
from localoffer.newsletter.models import Issue
from localoffer.newsletter.previewing import preview
from localoffer.newsletter.queries.issues import to_send

AWAY = "The mail server could not be reached. Nothing is lost: run this again when it is back."


class Command(BaseCommand):
    """May be stopped and run again: nobody who has had the issue gets it twice."""

    help = (
        "Send the newest approved issue to the readers who have not had it. May be stopped and run again. "
        "An issue more than ten days old is not sent any more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Look first, or send."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say how many would get it, and send nothing"
        )
        parser.add_argument(
            "--preview",
            nargs="?",
            const="-",
            metavar="FILE",
            help="write the newest issue, draft or not, as a mail (.html: as HTML; else text; no FILE: here)",
        )
        parser.add_argument("--limit", type=int, help="at most so many readers in this run")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, then say what was done. Non-zero when something has to be sent again."""
        if options["preview"]:
            self._preview(options["preview"])
            return
        limit = options["limit"]
        if limit is not None and limit < 1:
            raise CommandError(f"--limit {limit}: it must be 1 or more.")
        issue = to_send(timezone.localdate())
        if issue is None:
            self.stdout.write("There is no approved issue that waits to be sent.")
            return
        try:
            done = send_issue(issue=issue, limit=limit, dry_run=options["dry_run"], watch=watch(options))
        except AlreadySendingError as busy:
            raise CommandError(str(busy)) from busy
        self._say(issue, done, options["dry_run"])

    def _say(self, issue: Issue, done: Sent, dry_run: bool) -> None:
        would = "would be sent" if dry_run else "sent"
        self.stdout.write(
            f"{issue}: {done.sent:,} {would}, {done.nothing:,} readers had nothing in it, "
            f"{done.failed:,} failed."
        )
        if done.away:
            raise CommandError(AWAY)
        if done.failed:
            raise CommandError("What failed is tried again in the next run.")

    def _preview(self, where: str) -> None:
        issue = Issue.objects.first()
        if issue is None:
            raise CommandError("There is no issue yet. Make one with make_newsletter.")
        text, html = preview(issue)
        if where == "-":
            self.stdout.write(text)
            return
        path = Path(where)
        try:
            path.write_text(html if path.suffix == ".html" else text, encoding="utf-8")
        except OSError as wrong:
            raise CommandError(f"{path} can't be written: {wrong}") from wrong
        self.stdout.write(f"{issue}: written to {path}.")


def watch(options: dict[str, Any]) -> Any:
    """A bar on standard error; none where nobody looks."""

    def shown(rows: Iterable[Any], total: int, title: str) -> Iterable[Any]:
        return tqdm(
            rows, total=total, desc=title, unit="reader", disable=None if options["verbosity"] else True
        )

    return shown
