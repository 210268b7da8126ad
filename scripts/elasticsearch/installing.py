"""Getting the server: fetched once with Maven, whole or not at all, and kept."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from scripts.elasticsearch.java import java_home
from scripts.servers import debian
from scripts.servers.missing import NoServerError

VERSION = "8.19.0"
ARTEFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
FETCHED_WITHIN_S = 900
HOW_TO_GET_IT = (
    "Elasticsearch is missing: run `python -m scripts.elasticsearch install` (it needs Java 17 or newer and "
    "Maven; on Debian, as root: `apt-get install default-jre-headless maven`), or set ES_URL to a server."
)


def find() -> Path | None:
    """Where the server is installed; None without it or without a Java new enough for it."""
    home = kept_folder() / f"elasticsearch-{VERSION}"
    return home if home.is_dir() and java_home() is not None else None


def kept_folder() -> Path:
    """Where the server stays between runs: a place that the unprivileged user who runs it may enter."""
    named = os.environ.get("SIGNPOST_CACHE")
    if named:
        return Path(named)
    if os.geteuid() == 0:
        return Path("/var/cache/signpost")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "signpost"


def install() -> int:
    """Get the server when it isn't here; otherwise say in one line what is missing. The exit status."""
    if find() is not None:
        return 0
    get_java_and_maven()
    if java_home() is None or shutil.which("mvn") is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return 1
    folder = kept_folder()
    if not (folder / f"elasticsearch-{VERSION}").is_dir():
        print(f"Getting Elasticsearch {VERSION} for the tests (about 100 MB, once) ...", file=sys.stderr)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as part:
                unpack(fetch(Path(part)), folder)
        except (OSError, zipfile.BadZipFile, NoServerError, subprocess.TimeoutExpired) as failed:
            print(f"Elasticsearch could not be fetched: {failed}", file=sys.stderr)
            return 1
    return 0 if find() is not None else 1


def get_java_and_maven() -> None:
    """From Debian's packages, when something is missing and we may."""
    wanted = [] if java_home() is not None else ["default-jre-headless"]
    wanted += [] if shutil.which("mvn") else ["maven"]
    if wanted and debian.may_install():
        debian.install(*wanted)


def fetch(part: Path) -> Path:
    """Let Maven copy the zip into this folder. NoServerError with Maven's own words when it can't."""
    done = subprocess.run(
        ["mvn", "-q", "-B", COPY, f"-Dartifact={ARTEFACT}", f"-DoutputDirectory={part}"],
        capture_output=True,
        text=True,
        timeout=FETCHED_WITHIN_S,
        check=False,
        cwd=part,
    )
    found = sorted(part.glob("*.zip"))
    if done.returncode or not found:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise NoServerError(" / ".join(said[:2]) or "Maven copied nothing.")
    return found[0]


def unpack(package: Path, folder: Path) -> None:
    """Check that the zip is whole and unpack it; it appears under its name only when all of it is there.

    zipfile.BadZipFile when it is damaged.
    """
    with zipfile.ZipFile(package) as whole:
        broken = whole.testzip()
        if broken is not None:
            raise zipfile.BadZipFile(f"{broken} in the package is damaged.")
        whole.extractall(package.parent)
        for entry in whole.infolist():
            (package.parent / entry.filename).chmod(
                0o755 if entry.is_dir() or entry.external_attr >> 16 & 0o100 else 0o644
            )
    home = folder / f"elasticsearch-{VERSION}"
    try:
        (package.parent / home.name).replace(home)
    except OSError:
        if not home.is_dir():  # somebody else was quicker; theirs is as whole as ours
            raise
