"""One contestant at one size in a process of its own: ``python -m bench.access.worker ours 10000 FILE``.

Writes what it found to the file and prints one line of JSON: seconds of the clock and of the processor,
megabytes at the most and before it began. What it imports and the country itself are there before the clock
starts.
"""

import importlib
import json
import sys
import time
from pathlib import Path

import numpy as np

from bench.access.contestants import CONTESTANTS
from bench.access.country import country
from bench.metered import peak_mb

IMPORTED = {"ours": ("scipy.spatial",), "pysal": ("pandas", "access", "scipy.spatial")}


def main(name: str, services: str, out: str, times: str = "1") -> None:
    for module in IMPORTED[name]:
        importlib.import_module(module)
    there, before, runs = country(int(services)), peak_mb(), []
    for _ in range(int(times)):
        clock, processor = time.perf_counter(), time.process_time()
        found = CONTESTANTS[name](there)
        runs.append((time.process_time() - processor, time.perf_counter() - clock))
    processor, clock = sorted(runs)[len(runs) // 2]
    np.savez(Path(out), **found._asdict())
    told = {"seconds": clock, "cpu": processor, "peak_mb": peak_mb(), "start_mb": before}
    print(json.dumps(told | {"country": there.name}))


if __name__ == "__main__":
    main(*sys.argv[1:])
