"""One import under way: rows understood, decided, written and counted, a chunk at a time."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from directory.actions.importing import report as reports
from directory.actions.importing.deciding import Standing, Step, decide, standings, touched
from directory.actions.importing.holders import unknown_features
from directory.actions.importing.keys import key_for
from directory.actions.importing.outcome import Outcome
from directory.actions.importing.pending import Decided
from directory.actions.importing.points import with_points
from directory.actions.importing.report import Report
from directory.actions.importing.sources import Opened
from directory.actions.importing.words import Words
from directory.actions.importing.writing import write
from directory.feeds.fingerprint import fingerprint
from directory.feeds.rows import Problem, Raw, ServiceRow, Severity
from directory.feeds.seen import Seen
from directory.feeds.service import understand
from directory.models import ImportRun


class Job:
    """One import under way."""

    def __init__(
        self, outcome: Outcome, told: Report, seen: Seen, words: Words, *, publish: bool, dry_run: bool
    ) -> None:
        self.outcome, self.told, self.seen, self.words = outcome, told, seen, words
        self.publish, self.dry_run = publish, dry_run
        self.newest = None if outcome.run is None else outcome.run.modified_to

    def take_in(self, chunk: Sequence[Raw]) -> None:
        """Understand, decide and write some rows, in one transaction."""
        rows, problems = self._understood(chunk)
        rows, placed = with_points(rows)
        self.outcome.placed += placed
        decided = self._decided(rows, problems)
        for one in decided:
            self.words.count(self.words.sort(one.row), unknown_features(one.row, self.words))
        with self._transaction():
            if not self.dry_run:
                self._write(decided, problems)
            self._count(decided, problems)

    def finish(self, held: Opened) -> None:
        """Say what concerns the whole source, and how far it was read."""
        notes = [*self._notes(held), *self.words.notes()]
        self.outcome.unmatched = len(self.words.unmatched)
        self.outcome.failure = held.failure
        self.told.add(notes)
        run = self.outcome.run
        if run is None:
            return
        with transaction.atomic():
            reports.keep(run, notes)
            run.finished_at = timezone.now()
            run.failure = held.failure
            run.modified_to = None if held.failure else (self.newest or held.since)
            self._save_counts(run)

    def _understood(self, chunk: Iterable[Raw]) -> tuple[list[ServiceRow], list[Problem]]:
        rows, problems = [], []
        for raw in chunk:
            row, wrong = understand(raw)
            problems += wrong
            if row is None:
                continue
            key = str(self._key(row))
            if (first := self.seen.before(key, row.line)) is not None:
                problems.append(
                    Problem(
                        row.line,
                        row.source_id,
                        "id",
                        f"The id was given already on line {first}. Only that one was taken in.",
                    )
                )
                continue
            rows.append(row)
            if row.modified and (self.newest is None or row.modified > self.newest):
                self.newest = row.modified
        return rows, problems

    def _key(self, row: ServiceRow) -> UUID:
        return key_for(self.outcome.source, "service", row.source_id)

    def _decided(self, rows: Sequence[ServiceRow], problems: list[Problem]) -> list[Decided]:
        prints = {self._key(row): fingerprint(row) for row in rows}
        here = standings(prints)
        unlike = {key: one for key, one in here.items() if one.fingerprint != prints[key] or self.publish}
        asked = {key: one for key, one in unlike.items() if _may_differ(one, prints[key])}
        here |= touched(asked) if asked else {}
        decided = []
        for row in rows:
            key = self._key(row)
            decision = decide(prints[key], here.get(key), publish=self.publish)
            if decision.why:
                problems.append(Problem(row.line, row.source_id, "row", decision.why, Severity.WARNING))
            decided.append(Decided(key, row, prints[key], decision))
        return decided

    def _write(self, decided: list[Decided], problems: list[Problem]) -> None:
        wanted = [one for one in decided if one.decision.step != Step.NOTHING]
        if not wanted:
            return
        try:
            with transaction.atomic():
                self.outcome.waiting += write(wanted, self.outcome.source, self.words, publish=self.publish)
        except (IntegrityError, DataError):
            self._write_singly(wanted, decided, problems)

    def _write_singly(
        self, wanted: Sequence[Decided], decided: list[Decided], problems: list[Problem]
    ) -> None:
        """One row that the database refuses must not stop the others of its chunk."""
        for one in wanted:
            try:
                with transaction.atomic():
                    self.outcome.waiting += write(
                        [one], self.outcome.source, self.words, publish=self.publish
                    )
            except (IntegrityError, DataError) as refused:
                decided.remove(one)
                reason = f"The database refused the row: {' '.join(str(refused).split())[:300]}"
                problems.append(Problem(one.row.line, one.row.source_id, "row", reason))

    def _count(self, decided: Iterable[Decided], problems: Sequence[Problem]) -> None:
        for one in decided:
            if one.decision.step == Step.CREATE:
                self.outcome.new += 1
            elif one.decision.step == Step.NOTHING:
                self.outcome.same += 1
                self.outcome.kept += bool(one.decision.why)
            else:
                self.outcome.changed += 1
        refused = [one for one in problems if one.severity == Severity.REJECTED]
        self.outcome.rejected += len({(one.line, one.identifier) for one in refused})
        self.outcome.warnings += len(problems) - len(refused)
        self.told.add(problems)
        if self.outcome.run is not None:
            reports.keep(self.outcome.run, problems)
            self._save_counts(self.outcome.run)

    def _save_counts(self, run: ImportRun) -> None:
        """Also in the middle, so that a stopped run says how far it came."""
        told = self.outcome
        run.new, run.changed, run.same = told.new, told.changed, told.same
        run.rejected, run.warnings = told.rejected, told.warnings
        run.save()

    def _notes(self, held: Opened) -> list[Problem]:
        said = [*held.feed.notes, *([held.failure] if held.failure else [])]
        if self.outcome.placed:
            said.append(f"{self.outcome.placed} venues without coordinates were placed by their postcode.")
        if self.outcome.waiting:
            said.append(
                f"{self.outcome.waiting} organisations or venues differ in the list. They have no drafts: "
                "run the import with --publish to bring them up to date."
            )
        self.outcome.notes = said[:]
        return [Problem(0, "", "list", words, Severity.NOTE) for words in said]

    def _transaction(self) -> AbstractContextManager[object]:
        return nullcontext() if self.dry_run else transaction.atomic()


def _may_differ(one: Standing, print_of_row: str) -> bool:
    """Whether a person's work must be looked up: never for the many rows that are simply the same."""
    return one.fingerprint != print_of_row or not one.live or one.unpublished
