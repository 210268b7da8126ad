"""Ask the search from a terminal, through exactly the code a page uses."""

import json
import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from locations.geometry import MILE_KM
from search import batch
from search.answers import as_json, as_text
from search.choices import Names, code_of, names
from search.engine import engine as engine_named
from search.engine.base import Engine, SearchUnavailableError
from search.found import Question
from search.queries import find
from search.terms import Facet

#: A code no term has: a need that nobody knows finds nothing, as it would on a page.
NOBODYS = "no-such-need"


class Command(BaseCommand):
    """See the help text."""

    help = (
        "Find services: search WORDS [--near TEXT] [--within-km N] [--need X] [--age N] [--free] "
        "[--as-typed] [--engine elastic] [--json], "
        "or a whole file of questions: search --batch FILE.jsonl --out FILE.jsonl [--limit 50]."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Everything a question can hold, and the two files of a batch."""
        parser.add_argument("words", nargs="?", default="", help="what to look for")
        parser.add_argument("--near", default="", help="a postcode, a town or 'lat,lon'")
        parser.add_argument("--within-km", type=float, help="how far to travel; 10 miles when not given")
        parser.add_argument("--need", action="append", default=[], help="a need, by code or name; may repeat")
        parser.add_argument("--age", type=float, help="the child's age in years")
        parser.add_argument("--free", action="store_true", help="only what costs nothing")
        parser.add_argument("--as-typed", action="store_true", help="put no spelling right")
        parser.add_argument("--engine", help="this engine alone: embedded or elastic")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--batch", type=Path, help="a file with a question a line, as JSON")
        parser.add_argument("--out", type=Path, help="where the answers of --batch go")
        parser.add_argument("--limit", type=int, help="most results (20, or 50 a line with --batch)")

    def handle(self, *args: Any, **options: Any) -> None:
        """One question, or a file of them."""
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        if options["within_km"] is not None and not 0 < options["within_km"] < 2000:
            raise CommandError("--within-km must be more than 0 and less than 2000.")
        try:
            engine = engine_named(options["engine"])
            if options["batch"] or options["out"]:
                self._batch(engine, options)
            else:
                self._one(engine, options)
        except SearchUnavailableError as resting:
            raise CommandError(f"{resting} If the index was never built, run search_rebuild.") from resting
        except ImproperlyConfigured as unknown:
            raise CommandError(str(unknown)) from unknown

    def _one(self, engine: Engine, options: dict[str, Any]) -> None:
        known = names()
        needs = [_need(need, known) for need in options["need"]]
        question = Question(
            words=options["words"],
            near=options["near"],
            filters=_filters(needs, options["free"]),
            age=options["age"],
            as_typed=options["as_typed"],
            per_page=options["limit"] or 20,
            within_miles=_miles(options),
        )
        found = find(question, engine)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(found))

    def _batch(self, engine: Engine, options: dict[str, Any]) -> None:
        if not options["batch"] or not options["out"]:
            raise CommandError("--batch and --out go together: --batch QUESTIONS.jsonl --out ANSWERS.jsonl.")
        try:
            with options["batch"].open(encoding="utf-8-sig") as file:
                lines = list(batch.read(file))
        except OSError as lost:
            raise CommandError(f"Can't read {options['batch']}: {lost.strerror}.") from lost
        except UnicodeDecodeError as wrong:
            raise CommandError(f"{options['batch']} is not UTF-8 text; save it as UTF-8.") from wrong
        except batch.BadLineError as wrong:
            raise CommandError(f"{options['batch']}: {wrong}") from wrong
        known = names()
        with _whole_or_nothing(options["out"]) as out:
            for line in tqdm(lines, desc="Questions", unit="", mininterval=0.5):
                question = self._question(line, known, options)
                results = find(question, engine).results
                out.write(batch.written(line.id, (result.document.id for result in results)))
        self.stderr.write(f"{len(lines)} questions answered in {options['out']}.")

    def _question(self, line: batch.Line, known: Names, options: dict[str, Any]) -> Question:
        needs = []
        for need in line.needs:
            code = code_of(Facet.NEED, need, known)
            if code is None:
                self.stderr.write(f"Line {line.number}: this site has no such need; nothing fits it.")
            needs.append(code or NOBODYS)
        return Question(
            words=line.words,
            near=line.near,
            filters=_filters(needs, line.free),
            age=line.age,
            as_typed=options["as_typed"],
            per_page=options["limit"] or 50,
            within_miles=_miles(options),
        )


def _miles(options: dict[str, Any]) -> float:
    km: float | None = options["within_km"]
    return Question().within_miles if km is None else km / MILE_KM


def _need(text: str, known: Names) -> str:
    code = code_of(Facet.NEED, text, known)
    if code is None:
        codes = ", ".join(sorted(known.of(Facet.NEED))) or "none yet: load the taxonomies first"
        raise CommandError(f"No need is called “{text}”. The needs are: {codes}.")
    return code


def _filters(needs: Iterable[str], free: bool) -> dict[Facet, tuple[str, ...]]:
    filters: dict[Facet, tuple[str, ...]] = {}
    if chosen := tuple(dict.fromkeys(needs)):
        filters[Facet.NEED] = chosen
    if free:
        filters[Facet.COST] = ("free",)
    return filters


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[IO[str]]:
    """A text file that appears under its name only when everything is in it."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as lost:
        raise CommandError(f"Can't write {path}: {lost.strerror}.") from lost
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
