"""Bring the search index up to date with what editors published."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.db.utils import OperationalError

from search.actions import Synced, sync
from search.engine.base import SearchUnavailableError
from search.lock import BusyError

logger = logging.getLogger(__name__)

LONGEST_REST = 60.0
#: Tasks between two looks at whether to stop.
AT_ONCE = 1000


class Command(BaseCommand):
    """See the help text."""

    help = "Bring the search index up to date, once, or for as long as it runs with --follow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long, how often and for which engine."""
        parser.add_argument(
            "--follow", action="store_true", help="go on until told to stop (SIGTERM, Ctrl-C)"
        )
        parser.add_argument("--every", type=float, default=1.0, help="seconds between looks with --follow")
        parser.add_argument("--limit", type=int, help="at most this many waiting tasks")
        parser.add_argument("--engine", help="another engine than SEARCH_ENGINE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Once, or until stopped."""
        if options["follow"]:
            self._follow(options)
            return
        try:
            self._say(sync(options["engine"], options["limit"]))
        except (SearchUnavailableError, BusyError) as resting:
            raise CommandError(f"{resting} What waits is kept: run this again.") from resting

    def _follow(self, options: dict[str, Any]) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        self.stdout.write("Following what is published. Stop with Ctrl-C.")
        self.stdout.flush()
        rest = options["every"]
        while not stop.is_set():
            try:
                done = sync(options["engine"], options["limit"] or AT_ONCE, wait=options["every"])
                rest = options["every"]
                if done != Synced():
                    self._say(done)
                    rest = 0.0
            except (SearchUnavailableError, BusyError, OperationalError) as lost:
                rest = min(max(rest, options["every"]) * 2, LONGEST_REST)
                logger.warning(
                    "The index can't be written now (%s); what waits is kept.", type(lost).__name__
                )
            close_old_connections()
            stop.wait(rest)
        self.stdout.write("Stopped; nothing was left half-done.")

    def _say(self, done: Synced) -> None:
        self.stdout.write(
            f"{done.tasks} tasks: {done.put} put in, {done.removed} taken out, {done.set_aside} set aside."
        )
        self.stdout.flush()
