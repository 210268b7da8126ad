"""Measure the scores of all England: ``python -m bench.access`` (about a minute) prints them."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import report
from bench.access.contestants import WITHIN_KM
from bench.processes import BenchError, metered

SMALLER, LARGER = 10_000, 100_000
LABELS = {"ours": "Signpost", "pysal": "PySAL access"}
SAME = 1e-9
HEAD = """# How fast gaps are measured

Written by `python -m bench.access --out docs/benchmarks-gaps.md`, a part of `make bench`. Everybody is given
the same points and people and runs in a process of its own.
"""
GIB = 1024
#: Everybody on one core: the machine's other work then disturbs nobody more than another.
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
OURS_TIMES = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One contestant at one size."""

    name: str
    services: int
    seconds: float
    cpu: float
    peak_mb: float
    start_mb: float
    country: str
    found: dict[str, np.ndarray]

    @property
    def pairs(self) -> int:
        return int(self.found["count"].sum())


def main() -> int:
    asked = arguments()
    try:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            runs = [
                run(name, services, Path(folder))
                for services in asked.sizes
                for name in LABELS
                if name == "ours" or services <= asked.pysal_up_to
            ]
    except BenchError as failed:
        print(failed, file=sys.stderr)
        return 1
    text = "\n".join(page(runs)) + "\n"
    print(text)
    if asked.out:
        report.write(f"{HEAD}\n{text}", asked.out)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.access", description=__doc__)
    parser.add_argument("--sizes", type=numbers, default=(SMALLER, LARGER), metavar="10000,100000")
    parser.add_argument("--pysal-up-to", type=int, default=SMALLER, help="services; 0 leaves PySAL out")
    parser.add_argument("--out", type=Path, help="a page to write as well, such as docs/benchmarks-gaps.md")
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    return parser.parse_args()


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(","))


def run(name: str, services: int, folder: Path) -> Run:
    out = folder / f"{name}-{services}.npz"
    times = OURS_TIMES if name == "ours" else 1
    told = metered(
        [name, str(services), str(out), str(times)], ONE_CORE, folder / "log", module="bench.access.worker"
    )
    with np.load(out) as file:
        return Run(name, services, found=dict(file), **told)


def page(runs: Sequence[Run]) -> Iterator[str]:
    """The table and the goals as Markdown."""
    areas = len(runs[0].found["score"])
    yield (
        f"{runs[0].country}: {areas:,}. Of each: kilometres to the nearest service, how many lie within "
        f"{WITHIN_KM:g} km, and the score by E2SFCA in three bands. Goals go by processor time, which other "
        "work on the machine disturbs least.\n"
    )
    yield "| Services | Contestant | Pairs | Seconds | Processor seconds | Peak memory, MB |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: |"
    for one in runs:
        yield (
            f"| {one.services:,} | {LABELS[one.name]} | {one.pairs:,} | {one.seconds:.2f} | {one.cpu:.2f} "
            f"| {one.peak_mb:,.0f} ({one.start_mb:,.0f} before) |"
        )
    yield "\n| Goal | Measured |  |\n| --- | --- | ---: |"
    for promise, measured, kept in goals(runs):
        yield f"| {promise} | {measured} | {'met' if kept else '**not met**'} |"


def goals(runs: Sequence[Run]) -> Iterator[tuple[str, str, bool]]:
    """Every promise that this run can prove: what was measured, and whether it was kept."""
    held = {(one.name, one.services): one for one in runs}
    small, large = held.get(("ours", SMALLER)), held.get(("ours", LARGER))
    theirs = held.get(("pysal", SMALLER))
    if small and theirs:
        clock, processor = theirs.seconds / small.seconds, theirs.cpu / small.cpu
        yield (
            f"At least 10 times faster than PySAL at {SMALLER:,}",
            f"{clock:.0f} times by the clock, {processor:.0f} by the processor",
            processor >= 10,
        )
        apart = max(difference(small.found[name], theirs.found[name]) for name in small.found)
        yield f"The same results as PySAL, to {SAME:g}", f"at most {apart:.1g} apart", apart <= SAME
    if large:
        yield (
            f"Peak memory at {LARGER:,} under 1 GiB",
            f"{large.peak_mb:,.0f} MB, {large.start_mb:,.0f} of them before it began",
            large.peak_mb < GIB,
        )
    if small and large:
        pairs, time = large.pairs / small.pairs, large.cpu / small.cpu
        yield (
            f"Time grows no faster than the pairs from {SMALLER:,} to {LARGER:,}",
            f"{time:.1f} times the processor time for {pairs:.1f} times the pairs",
            time <= pairs,
        )


def difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference as a part of the larger figure: 1 where only one of them has any."""
    other = ours != theirs
    a, b = ours[other], theirs[other]
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a), np.abs(b)), initial=0.0))


if __name__ == "__main__":
    sys.exit(main())
