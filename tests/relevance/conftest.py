"""One measurement for every test of relevance: the run of ``make relevance``, once for all workers."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: str) -> Mapping[str, Any]:
    """Every question asked of both engines, in a demo of its own: once for all workers of a run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if run else folder
    out = shared / f"relevance{run}.json"
    with (shared / f"relevance{run}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            measure(out, elasticsearch_url)
    figures: Mapping[str, Any] = json.loads(out.read_text())
    return figures


def measure(out: Path, url: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.relevance", "--full-only", "--json", str(out)],
        cwd=ROOT,
        env={**os.environ, "ES_URL": url},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr[-3000:]
