"""Programs from Debian's packages."""

import os
import shutil
import subprocess
import sys

WITHIN_S = 900


def may_install() -> bool:
    """Whether we are root on Debian."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Get these packages; what went wrong is said on the way, and whoever asked looks for the programs."""
    print(f"Installing {' and '.join(packages)} from Debian's packages for the tests ...", file=sys.stderr)
    _apt_get("update", "-qq")
    _apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)


def _apt_get(step: str, *arguments: str) -> None:
    try:
        done = subprocess.run(
            ["apt-get", step, *arguments],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            text=True,
            timeout=WITHIN_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"apt-get {step} took longer than {WITHIN_S} s.", file=sys.stderr)
        return
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        print(f"apt-get {step} failed: {' '.join(last)}", file=sys.stderr)
