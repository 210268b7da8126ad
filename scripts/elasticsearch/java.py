"""A Java new enough for the server."""

import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 17


def java_home() -> Path | None:
    """The folder of a Java new enough: JAVA_HOME first, then PATH."""
    named = os.environ.get("ES_JAVA_HOME") or os.environ.get("JAVA_HOME")
    found = shutil.which("java")
    for program in ([Path(named) / "bin" / "java"] if named else []) + ([Path(found)] if found else []):
        if program.exists() and version(program) >= OLDEST:
            return program.resolve().parent.parent
    return None


def version(program: Path) -> int:
    """The number in front of the first dot; 0 when it can't be told."""
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    told = re.search(r'version "(\d+)', done.stderr + done.stdout)
    return int(told[1]) if told else 0
