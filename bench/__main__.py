"""Measure: ``python -m bench`` (about half an hour) or ``python -m bench --quick`` (a few minutes)."""

import argparse
import os
import shlex
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from bench import plan, report
from bench.generator import ROOT
from bench.processes import BenchError
from bench.run import measure, own_folder
from scripts import elasticsearch, postgres
from scripts.servers.missing import NoServerError


def main() -> int:
    asked = arguments()
    sizes = asked.sizes or (plan.QUICK_SIZES if asked.quick else plan.SIZES)
    kinds = [plan.quickly(kind) for kind in plan.KINDS] if asked.quick else list(plan.KINDS)
    if asked.questions:
        kinds = [plan.at_most(kind, asked.questions) for kind in kinds]
    started = time.monotonic()
    signal.signal(signal.SIGTERM, leave)
    try:
        with own_folder(asked.folder) as folder:
            measured = measure(sizes, kinds, folder, asked.without)
    except (BenchError, NoServerError) as failed:
        print(failed, file=sys.stderr)
        return 1
    minutes = (time.monotonic() - started) / 60
    text = report.page(measured, command(), minutes, missing(asked.without))
    print(text)
    out = asked.out or (None if asked.quick else ROOT / "docs" / "benchmarks.md")
    if out:
        report.write(text, out)
        print(f"Written to {out}", file=sys.stderr)
    return 0


def missing(without: Sequence[str]) -> str:
    """Who was not measured, and why."""
    said = []
    if without:
        said.append(f"Left out of this run: {', '.join(without)}.")
    if plan.WAGTAIL_POSTGRESQL not in without and postgres.find_binaries() is None:
        said.append(f"PostgreSQL was not measured. {postgres.HOW_TO_GET_IT}")
    here = os.environ.get("ES_URL") or elasticsearch.find()
    if plan.ELASTIC not in without and not here:
        said.append(f"Elasticsearch was not measured. {elasticsearch.HOW_TO_GET_IT}")
    return "\n\n".join(said)


def leave(signum: int, _frame: FrameType | None) -> None:
    """Stop as for Ctrl-C, so that the databases and their folders go as well."""
    raise SystemExit(128 + signum)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=numbers, metavar="1000,10000", help="numbers of services")
    parser.add_argument(
        "--quick", action="store_true", help="small and short, and nothing is written to docs"
    )
    parser.add_argument("--questions", type=int, help="of each kind at most (100, 100, 30 and 20)")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=plan.OPTIONAL,
        help="leave a contestant out (may be given again)",
    )
    parser.add_argument("--out", type=Path, help="where the page is written (docs/benchmarks.md)")
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    return parser.parse_args()


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(","))


def command() -> str:
    return shlex.join(["python", "-m", "bench", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
