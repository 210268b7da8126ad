"""A private Elasticsearch for tests and measurements: the real server, thrown away at the end.

    python -m scripts.elasticsearch install              get the server with Maven, into a folder that is kept
    python -m scripts.elasticsearch run -- COMMAND ...   run a command with ES_URL set to a new server

Where ES_URL is set already, that server is used and none is started. Needs only the standard library. What
is fetched is the server that Elasticsearch's own plugins are tested with: the real one, with its core modules
only.
"""

import argparse
import contextlib
import ctypes
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.postgres import free_port, leave, obey, primary_group

VERSION = "8.19.0"
ARTEFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
OLDEST_JAVA = 17
HEAP_MB = 512
STARTS_WITHIN_S = 300.0
STOPS_WITHIN_S = 5.0
INSTALLS_WITHIN_S = 900
HOW_TO_GET_IT = (
    "Elasticsearch is missing: run `python -m scripts.elasticsearch install` (it needs Java 17 or newer and "
    "Maven; on Debian, as root: `apt-get install default-jre-headless maven`), or set ES_URL to a server."
)
SETTINGS: Mapping[str, str] = {
    "cluster.name": "signpost-throwaway",
    "discovery.type": "single-node",
    "network.host": "127.0.0.1",
    "transport.port": "0",
    "xpack.security.enabled": "false",
    # A laptop's nearly full disk must not turn the indexes read-only in the middle of a test.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}
#: The server's own, without the files it would write beside its programs.
JVM = (f"-Xms{HEAP_MB}m", f"-Xmx{HEAP_MB}m", "-Djava.io.tmpdir=${ES_TMPDIR}")
STEADY = ("-XX:+UseG1GC",)
#: Up in half the work, and slower afterwards: for a server that is started only to be killed.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-AlwaysPreTouch")
LOGGING = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %marker %m%consoleException%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


class NoElasticsearchError(Exception):
    """Elasticsearch is not on this machine, or would not start. The message says how to mend it."""


class Server:
    """A server over loopback and the folder with its data. ``url`` and the data outlive a restart."""

    def __init__(self, home: Path, folder: Path, owner: str | None, port: int) -> None:
        self.home = home
        self.folder = folder
        self.owner = owner
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that leads the server's group. NoElasticsearchError when it isn't running."""
        if self._process is None:
            raise NoElasticsearchError("Elasticsearch is not running.")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it was started and nobody ended it."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it and wait until every index it holds is green. NoElasticsearchError with its last words."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start it and go on. It ends with the thread that calls this."""
        self._process = launch(self.home, self.folder, self.owner)

    def wait(self) -> None:
        """Until every index it holds is green. NoElasticsearchError with its last words when it ended."""
        until = time.monotonic() + STARTS_WITHIN_S
        while self.running and time.monotonic() < until:
            if green(self.url):
                return
            time.sleep(0.1)
        said = (self.folder / "log").read_text(errors="replace").strip().splitlines()
        self.kill()
        raise NoElasticsearchError("Elasticsearch did not start: " + " / ".join(said[-3:]))

    def kill(self) -> None:
        """End it at once, as a power cut would (SIGKILL)."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait(timeout=30)
            self._process = None
            # The server itself is that program's child: its port says when it is gone too.
            until = time.monotonic() + 30
            while listening(self.port) and time.monotonic() < until:
                time.sleep(0.02)

    def pause(self) -> None:
        """Let it hang: connections open and nothing answers (SIGSTOP). It hangs when this returns."""
        self._signal(signal.SIGSTOP)
        until = time.monotonic() + STOPS_WITHIN_S
        # The signal is sent at once and obeyed a moment later, thread by thread: time for one more answer.
        while self._process is not None and not stopped(self._process.pid) and time.monotonic() < until:
            time.sleep(0.005)

    def resume(self) -> None:
        """Let it go on after ``pause``."""
        self._signal(signal.SIGCONT)

    def restart(self) -> None:
        """Start it again with its data, at the same address; it is killed first when it still runs."""
        self.kill()
        self.start()

    def stop(self) -> None:
        """End it; nothing in it is worth an orderly shutdown."""
        self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            # The server is a child of the program we started; both are in one group.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


def stopped(group: int) -> bool:
    """Whether every thread of every process of a group is stopped, as the kernel tells it."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(process.name)) != group:
                continue
            for thread in process.glob("task/*/stat"):
                state = thread.read_text().rpartition(")")[2].split()[0]
                if state not in "TtZX":
                    return False
    return True


@contextlib.contextmanager
def server(settings: Mapping[str, str] | None = None, quick: bool = False) -> Iterator[Server]:
    """Start a server in a new folder; stop it and remove the folder whatever happens inside.

    ``settings`` are elasticsearch.yml names and values on top of ours. With ``quick`` it starts sooner and
    answers slower. Raises NoElasticsearchError.
    """
    home = find()
    if home is None:
        raise NoElasticsearchError(HOW_TO_GET_IT)
    owner = unprivileged_owner()
    folder = Path(tempfile.mkdtemp(prefix="signpost-es-", dir=enterable_folder()))
    started: Server | None = None
    try:
        for attempt in range(3):
            port = free_port()
            wanted = {**SETTINGS, "http.port": str(port), **(settings or {})}
            furnish(folder, owner, wanted, (*JVM, *(QUICK if quick else STEADY)))
            started = Server(home, folder, owner, port)
            try:
                started.start()
                break
            except NoElasticsearchError as failed:
                # Somebody else may have taken the port between our look and its start.
                if attempt == 2 or "BindHttpException" not in str(failed):
                    raise
        yield started  # type: ignore[misc]
    finally:
        if started is not None:
            started.stop()
        shutil.rmtree(folder, ignore_errors=True)


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


def java_home() -> Path | None:
    """The folder of a Java new enough: JAVA_HOME first, then PATH."""
    named = os.environ.get("ES_JAVA_HOME") or os.environ.get("JAVA_HOME")
    found = shutil.which("java")
    for program in ([Path(named) / "bin" / "java"] if named else []) + ([Path(found)] if found else []):
        if program.exists() and java_version(program) >= OLDEST_JAVA:
            return program.resolve().parent.parent
    return None


def java_version(program: Path) -> int:
    """The number in front of the first dot; 0 when it can't be told."""
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    told = re.search(r'version "(\d+)', done.stderr + done.stdout)
    return int(told[1]) if told else 0


def unprivileged_owner() -> str | None:
    """Who must run the server: Elasticsearch refuses to run as root. None: whoever we are will do."""
    if os.geteuid() != 0:
        return None
    import pwd  # Unix only, and only root needs it.

    for name in ("elasticsearch", "postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoElasticsearchError(
        "Elasticsearch can't run as root and there is no user elasticsearch, postgres or nobody to run it as."
    )


def enterable_folder() -> str:
    """A temporary folder that the user who runs the server may enter, when that isn't us."""
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108
        ways = (Path(parent).resolve(), *Path(parent).resolve().parents)
        if os.geteuid() != 0 or all(up.stat().st_mode & 0o001 for up in ways):
            return parent
    raise NoElasticsearchError("There is no temporary folder that another user may enter; set TMPDIR to one.")


def furnish(folder: Path, owner: str | None, settings: Mapping[str, str], jvm: Sequence[str]) -> None:
    """Its settings, and empty places for its data: nothing is ever written beside its programs."""
    places = {name: folder / name for name in ("config", "data", "logs", "tmp")}
    for place in places.values():
        place.mkdir(exist_ok=True)
    where = {"path.data": str(places["data"]), "path.logs": str(places["logs"])}
    lines = [f"{name}: {json.dumps(value)}" for name, value in (dict(settings) | where).items()]
    (places["config"] / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
    (places["config"] / "jvm.options").write_text("\n".join(jvm) + "\n")
    (places["config"] / "log4j2.properties").write_text(LOGGING)
    (folder / "log").touch()
    if owner:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user=owner)


def launch(home: Path, folder: Path, owner: str | None) -> subprocess.Popen[bytes]:
    """Start the server as our child, out of reach of the keyboard's Ctrl-C."""
    java = java_home()
    if java is None:
        raise NoElasticsearchError(HOW_TO_GET_IT)
    ours = {
        "ES_PATH_CONF": str(folder / "config"),
        "ES_TMPDIR": str(folder / "tmp"),
        "ES_JAVA_HOME": str(java),
        "HOME": str(folder),
    }
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL")}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [str(home / "bin" / "elasticsearch")],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=inherited | ours,
            user=owner,
            group=owner and primary_group(owner),
            extra_groups=[] if owner else None,
            start_new_session=True,
            preexec_fn=stop_with_parent,
        )


def stop_with_parent() -> None:
    """Ask Linux to end the server when we are killed and can't do it ourselves; elsewhere do nothing.

    The program that dies is the server's own parent, and the server leaves when that is gone.
    """
    with contextlib.suppress(OSError, AttributeError):
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def green(url: str) -> bool:
    """Whether every index is whole. An open port says nothing: after a crash the journal is read first."""
    try:
        with urllib.request.urlopen(  # noqa: S310
            f"{url}/_cluster/health?wait_for_status=green&timeout=1s", timeout=5
        ) as answer:
            return bool(json.load(answer)["status"] == "green")
    except (OSError, ValueError, urllib.error.URLError):
        return False


def listening(port: int) -> bool:
    """Whether anybody answers at this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


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
        except (OSError, zipfile.BadZipFile, NoElasticsearchError, subprocess.TimeoutExpired) as failed:
            print(f"Elasticsearch could not be fetched: {failed}", file=sys.stderr)
            return 1
    return 0 if find() is not None else 1


def get_java_and_maven() -> None:
    """From Debian's packages, when something is missing and we are root on Debian."""
    wanted = [] if java_home() is not None else ["default-jre-headless"]
    wanted += [] if shutil.which("mvn") else ["maven"]
    if not wanted or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"Installing {' and '.join(wanted)} from Debian's packages for the tests ...", file=sys.stderr)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *wanted]):
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                ["apt-get", *step],
                env=quiet,
                capture_output=True,
                timeout=INSTALLS_WITHIN_S,
                check=False,
            )


def fetch(part: Path) -> Path:
    """Let Maven copy the zip into this folder. NoElasticsearchError with Maven's own words when it can't."""
    done = subprocess.run(
        ["mvn", "-q", "-B", COPY, f"-Dartifact={ARTEFACT}", f"-DoutputDirectory={part}"],
        capture_output=True,
        text=True,
        timeout=INSTALLS_WITHIN_S,
        check=False,
        cwd=part,
    )
    found = sorted(part.glob("*.zip"))
    if done.returncode or not found:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise NoElasticsearchError(" / ".join(said[:2]) or "Maven copied nothing.")
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


def run(command: Sequence[str], optional: bool = False) -> int:
    """Run the command with ES_URL set, to a new server unless there is one; its own exit status.

    With ``optional`` and no Elasticsearch on this machine, the command runs without ES_URL, unless CI is set.
    """
    if os.environ.get("ES_URL"):
        return obey(command, os.environ)
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    with contextlib.ExitStack() as ending:
        try:
            started = ending.enter_context(server())
        except NoElasticsearchError as missing:
            if not optional or os.environ.get("CI"):
                raise
            print(missing, "Going on without it.", file=sys.stderr)
            return obey(command, os.environ)
        return obey(command, os.environ | {"ES_URL": started.url})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="elasticsearch.py", description=(__doc__ or "").splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("install", help="get the server with Maven, into a folder that is kept")
    runs = verbs.add_parser("run", help="run a command with ES_URL set to a new server")
    runs.add_argument(
        "--optional",
        action="store_true",
        help="without Elasticsearch, say so and run the command without ES_URL; where CI is set, fail",
    )
    runs.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    if asked.verb == "install":
        return install()
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    if not command:
        parser.error("run needs a command: run -- COMMAND ...")
    try:
        return run(command, asked.optional)
    except NoElasticsearchError as missing:
        print(missing, file=sys.stderr)
        return 3
    except FileNotFoundError as missing:
        print(f"There is no such command: {missing.filename}", file=sys.stderr)
        return 127
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
