"""Work on an index that kills its own process (signal 9) at a chosen moment; run by test_killed.py.

One JSON line per moment: whether the process really died, and how the index and the database compare after
the next ordinary sync.
"""

import json
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import django  # noqa: E402

django.setup()

from directory import queries as directory  # noqa: E402
from directory.models import Service  # noqa: E402
from search import actions  # noqa: E402
from search.actions import applying, building  # noqa: E402
from search.engine import engine  # noqa: E402
from search.models import IndexTask  # noqa: E402


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def part_way(items, after):
    for number, item in enumerate(items):
        if number == after:
            die()
        yield item


def before_applying():
    type(engine()).apply = die
    actions.sync()


def in_the_middle_of_applying():
    apply = type(engine()).apply
    type(engine()).apply = lambda self, changes: apply(self, part_way(list(changes), 3))
    actions.sync()


def after_applying_before_forgetting():
    applying.settle = die
    actions.sync()


def in_the_middle_of_a_rebuild():
    actions.rebuild(progress=lambda documents, _: part_way(documents, 3))


def after_a_rebuild_before_forgetting():
    building.settle = die
    actions.rebuild()


MOMENTS = (
    before_applying,
    in_the_middle_of_applying,
    after_applying_before_forgetting,
    in_the_middle_of_a_rebuild,
    after_a_rebuild_before_forgetting,
)


def in_a_process(work):
    """Run in a child of its own; whether signal 9 ended it."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def edit(number):
    """One listing renamed, one withdrawn, one brought back: what editors do in a day."""
    services = list(Service.objects.order_by("pk"))
    for place, service in enumerate(services):
        Service.objects.filter(pk=service.pk).update(
            name=f"Round {number} of {place}", live=(place + number) % 3 != 0
        )
    actions.queue([service.pk for service in services])


def compare(report):
    waiting = IndexTask.objects.count()
    actions.sync()
    swept = actions.sweep()
    held = [key for key, _ in engine().stamps()]
    report |= {
        "waiting": waiting,
        "differences": swept.differences,
        "left": IndexTask.objects.count(),
        "same": held == [str(key) for key in directory.public().order_by("pk").values_list("pk", flat=True)],
        "held": len(held),
    }
    print(json.dumps(report), flush=True)  # noqa: T201


in_a_process(actions.rebuild)
for turn, moment in enumerate(MOMENTS):
    in_a_process(lambda turn=turn: edit(turn))
    killed = in_a_process(moment)
    in_a_process(lambda moment=moment, killed=killed: compare({"moment": moment.__name__, "killed": killed}))
