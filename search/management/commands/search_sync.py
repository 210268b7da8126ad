"""Bring the search index up to date with what editors published."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.actions import Synced, sync
from search.engine import kept
from search.management.engines import add_engine, on_each
from search.management.following import follow


class Command(BaseCommand):
    """See the help text."""

    help = "Bring the search index up to date, once, or for as long as it runs with --follow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long, how often and for which engine."""
        parser.add_argument(
            "--follow", action="store_true", help="go on until told to stop (SIGTERM, Ctrl-C)"
        )
        parser.add_argument("--every", type=float, default=1.0, help="seconds between looks with --follow")
        parser.add_argument("--limit", type=int, help="at most this many waiting tasks of each engine")
        add_engine(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Once, or until stopped."""
        self.limit = options["limit"]
        if options["follow"]:
            names = [options["engine"]] if options["engine"] else list(kept())
            self.stdout.write("Following what is published. Stop with Ctrl-C.")
            self.stdout.flush()
            follow(names, options["every"], self.limit, self._say)
            self.stdout.write("Stopped; nothing was left half-done.")
        else:
            on_each(options["engine"], self._once, "What waits is kept: run this again.")

    def _once(self, name: str, label: str) -> None:
        self._say(label, sync(name, self.limit))

    def _say(self, label: str, done: Synced) -> None:
        self.stdout.write(
            f"{label}{done.tasks} tasks: {done.put} put in, {done.removed} taken out, "
            f"{done.set_aside} set aside."
        )
        self.stdout.flush()
