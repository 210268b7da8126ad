"""Find the Chromium that the journeys drive, or install it from Debian's packages when we may.

python scripts/browser.py install
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of a Chromium on this machine; CHROMIUM in the environment comes first."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def missing() -> str:
    """Why the journeys can't run here, and how to mend it, in one line."""
    return "Chromium is missing, so the browser journeys can't run. Get it with: apt install chromium"


def install() -> int:
    """Install Chromium when it is missing and we are root on Debian; otherwise say how."""
    if find():
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(missing())
        return 0
    print("Installing Chromium for the browser journeys ...", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, timeout=300)
    done = subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
        env=quiet,
        check=False,
        timeout=900,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode or not find():
        print(missing())
    return 0


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(__doc__)
    sys.exit(install())
