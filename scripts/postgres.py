"""A private PostgreSQL server for tests and measurements, thrown away at the end.

    python -m scripts.postgres install                 get PostgreSQL from Debian's packages, when root
    python -m scripts.postgres run -- COMMAND ...      run a command with DATABASE_URL set to a new server

Needs only the standard library, so that it runs before anything else is installed. The server never writes
to disk before it answers (fsync is off): whatever it holds is lost with it, on purpose.
"""

import contextlib
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.servers import command_line, debian
from scripts.servers.missing import NoServerError
from scripts.servers.owner import hand_over, new_folder, run_as, unprivileged
from scripts.servers.ports import PortTakenError, on_free_port
from scripts.servers.process import answers, last_words, launch

DEBIAN_BINARIES = Path("/usr/lib/postgresql")
NEEDED = ("initdb", "postgres", "pg_isready", "createdb")
NAME = "signpost"
HOW_TO_GET_IT = (
    "PostgreSQL is missing: install it with `apt-get install postgresql` as root, "
    "or put its bin folder on PATH."
)
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "UTC",
}
STARTS_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server with one empty database; ``url`` (over loopback, with a password) may make more."""

    url: str
    folder: Path


@contextlib.contextmanager
def server(settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start a server in a new folder, and stop it and remove the folder whatever happens inside.

    ``settings`` are postgresql.conf names and values on top of the fast, unsafe ones. Raises NoServerError.
    """
    binaries = find_binaries()
    if binaries is None:
        raise NoServerError(HOW_TO_GET_IT)
    owner = unprivileged("PostgreSQL", "postgres", "nobody")
    folder = new_folder("signpost-pg-")
    with contextlib.ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        hand_over([folder], owner)
        password = secrets.token_hex(16)
        initialise(binaries, folder, owner, password)
        cluster = Cluster(binaries, folder, owner, FAST | dict(settings or {}))
        ending.callback(cluster.stop)
        port = on_free_port(cluster.start)
        program([binaries / "createdb", "-h", folder, "-p", str(port), "-U", NAME, NAME], owner)
        yield Server(f"postgres://{NAME}:{password}@127.0.0.1:{port}/{NAME}", folder)


def find_binaries(packaged: Path = DEBIAN_BINARIES) -> Path | None:
    """The folder of the newest PostgreSQL's programs: Debian's own place first, then PATH."""
    versions = [place for place in packaged.glob("*/bin") if place.parent.name.split(".")[0].isdigit()]
    for place in sorted(versions, key=lambda place: float(place.parent.name), reverse=True):
        if all((place / program).exists() for program in NEEDED):
            return place
    found = shutil.which("initdb")
    if found is None:
        return None
    # A link on PATH may stand alone; its neighbours are where it points to.
    place = Path(found).resolve().parent
    return place if all((place / program).exists() for program in NEEDED) else None


def initialise(binaries: Path, folder: Path, owner: str | None, password: str) -> None:
    """Make an empty cluster: a password over loopback, none inside the owner's own folder."""
    key = folder / "password"
    key.write_text(password)
    key.chmod(0o600)
    hand_over([key], owner)
    program(
        [
            binaries / "initdb", "--pgdata", folder / "data", "--username", NAME, "--pwfile", key,
            "--auth-host=scram-sha-256", "--auth-local=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        ],
        owner,
    )  # fmt: skip
    key.unlink()


class Cluster:
    """A folder of data, and the server that runs on it."""

    def __init__(self, binaries: Path, folder: Path, owner: str | None, settings: Mapping[str, str]) -> None:
        self.binaries = binaries
        self.folder = folder
        self.owner = owner
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, port: int) -> int:
        """Start the server at this port of loopback and wait until it answers; the port.

        NoServerError with its last words, PortTakenError when that was why.
        """
        options = {
            "port": str(port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            **self.settings,
        }
        self._process = launch(
            [
                str(self.binaries / "postgres"),
                *("-D", str(self.folder / "data")),
                *(f"--{name}={value}" for name, value in options.items()),
            ],
            folder=self.folder,
            owner=self.owner,
            dies_by=signal.SIGQUIT,
        )
        if answers(self._process, lambda: self.ready(port), STARTS_WITHIN_S):
            return port
        self.stop()
        said = last_words(self.folder)
        taken = "could not create any TCP/IP sockets" in said
        raise (PortTakenError if taken else NoServerError)(f"PostgreSQL did not start: {said}")

    def ready(self, port: int) -> bool:
        """Whether it answers."""
        ask = [str(self.binaries / "pg_isready"), "--quiet", "--host", str(self.folder), "--port", str(port)]
        return subprocess.run(ask, timeout=10, check=False).returncode == 0

    def stop(self) -> None:
        """A fast shutdown; nothing in it is worth waiting for."""
        for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process is None or self._process.poll() is not None:
                return
            self._process.send_signal(request)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=15)


def program(command: Sequence[str | Path], owner: str | None) -> None:
    """Run one of PostgreSQL's programs as its owner. NoServerError with its own words when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd="/",
        **run_as(owner),
    )
    if done.returncode:
        raise NoServerError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()}")


def install() -> int:
    """Get PostgreSQL from Debian's packages when we may; otherwise say what is missing. The exit status."""
    if find_binaries() is None and debian.may_install():
        without_debians_own_cluster()
        debian.install("postgresql")
    if find_binaries() is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return 1
    return 0


def without_debians_own_cluster() -> None:
    """Keep Debian's package from starting a server of its own. A machine already set up is left alone."""
    settings = Path("/etc/postgresql-common")
    if not (settings / "createcluster.conf").exists():
        # In its drop-in folder: the package's own file must be the package's own, or dpkg stops to ask.
        (settings / "createcluster.d").mkdir(parents=True, exist_ok=True)
        (settings / "createcluster.d" / "signpost.conf").write_text("create_main_cluster = false\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status."""
    kind = command_line.Throwaway("PostgreSQL", "scripts.postgres", "DATABASE_URL", install, server)
    return command_line.main(kind, arguments)


if __name__ == "__main__":
    sys.exit(main())
