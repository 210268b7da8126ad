"""Other processes, seen from the run: contestants that answer, and commands whose cost is measured."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from bench.generator import ROOT
from bench.questions import Query


class BenchError(Exception):
    """A process of the run failed. The message holds its last words."""


class Contestant:
    """A running contestant. ``ready`` waits for its data; ``ask`` for one answer."""

    def __init__(self, name: str, count: int, environment: Mapping[str, str], log: Path) -> None:
        self.name, self.log = name, log
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bench.worker", name, str(count)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=ROOT,
                env=os.environ | dict(environment),
                text=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def ready(self) -> dict[str, float]:
        """The seconds that loading took, step by step."""
        return self._heard()["loaded"]

    def ask(self, way: str, query: Query) -> dict[str, Any]:
        """Its answer with its own time in ``ms``."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"way": way, "query": asdict(query)}) + "\n")
        self.process.stdin.flush()
        return self._heard()

    def _heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise BenchError(f"{self.name} ended: {last_words(self.log)}")
        return json.loads(line)


def metered(
    command: list[str], environment: Mapping[str, str], log: Path, module: str = "bench.metered"
) -> dict[str, float]:
    """Run one of the project's commands; its seconds and peak memory, or what else a module of ours tells."""
    with log.open("wb") as errors:
        done = subprocess.run(
            [sys.executable, "-m", module, *command],
            stdout=subprocess.PIPE,
            stderr=errors,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env=os.environ | dict(environment),
            check=False,
            text=True,
        )
    if done.returncode:
        raise BenchError(f"{' '.join([module, *command[:1]])} failed: {last_words(log)}")
    return json.loads(done.stdout.splitlines()[-1])


def last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return " / ".join(lines[-3:]) or "it said nothing"
