"""Measures three questions and kills its own process (signal 9) while the rows of the second are written."""

import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import django  # noqa: E402

django.setup()

from localoffer.commissioning.actions.measuring import measure  # noqa: E402
from localoffer.commissioning.measuring.values import Definition  # noqa: E402
from localoffer.commissioning.models import AreaGap  # noqa: E402

QUESTIONS = [Definition("First"), Definition("Second"), Definition("Third")]


def half_then_die(rows, **how):
    if rows[0].run.name == "Second":
        write(rows[: len(rows) // 2], **how)
        os.kill(os.getpid(), signal.SIGKILL)
    return write(rows, **how)


if __name__ == "__main__":
    if sys.argv[1:] == ["die"]:
        write, AreaGap.objects.bulk_create = AreaGap.objects.bulk_create, half_then_die
    measure(QUESTIONS)
