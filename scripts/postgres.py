"""A private PostgreSQL server for tests and measurements, thrown away at the end.

    python scripts/postgres.py install                 get PostgreSQL from Debian's packages, when root
    python scripts/postgres.py run -- COMMAND ...      run a command with DATABASE_URL set to a new server

Needs only the standard library, so that it runs before anything else is installed. The server never writes
to disk before it answers (fsync is off): whatever it holds is lost with it, on purpose.
"""

import argparse
import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

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
INSTALLS_WITHIN_S = 900


class NoPostgresError(Exception):
    """PostgreSQL is not on this machine, or would not start. The message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server with one empty database; ``url`` (over loopback, with a password) may make more."""

    url: str
    folder: Path


@contextlib.contextmanager
def server(settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start a server in a new folder, and stop it and remove the folder whatever happens inside.

    ``settings`` are postgresql.conf names and values on top of the fast, unsafe ones. Raises NoPostgresError.
    """
    binaries = find_binaries()
    if binaries is None:
        raise NoPostgresError(HOW_TO_GET_IT)
    owner = unprivileged_owner()
    folder = short_folder()
    try:
        if owner:
            shutil.chown(folder, user=owner)
        password = secrets.token_hex(16)
        initialise(binaries, folder, owner, password)
        with running(binaries, folder, owner, FAST | dict(settings or {})) as port:
            create_database(binaries, folder, owner, port)
            yield Server(f"postgres://{NAME}:{password}@127.0.0.1:{port}/{NAME}", folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries(debian: Path = DEBIAN_BINARIES) -> Path | None:
    """The folder of the newest PostgreSQL's programs: Debian's own place first, then PATH."""
    versions = [place for place in debian.glob("*/bin") if place.parent.name.split(".")[0].isdigit()]
    for place in sorted(versions, key=lambda place: float(place.parent.name), reverse=True):
        if all((place / program).exists() for program in NEEDED):
            return place
    found = shutil.which("initdb")
    if found is None:
        return None
    # A link on PATH may stand alone; its neighbours are where it points to.
    place = Path(found).resolve().parent
    return place if all((place / program).exists() for program in NEEDED) else None


def unprivileged_owner() -> str | None:
    """Who must run the server: PostgreSQL refuses to run as root. None: whoever we are will do."""
    if os.geteuid() != 0:
        return None
    import pwd  # Unix only, and only root needs it.

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgresError(
        "PostgreSQL can't run as root and there is no user postgres or nobody to run it as."
    )


def short_folder() -> Path:
    """A new folder whose path is short enough to hold a unix socket (107 characters) and open on the way."""
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108
        enterable = os.geteuid() != 0 or all(
            up.stat().st_mode & 0o001 for up in Path(parent).resolve().parents
        )
        if len(parent) < 60 and enterable and Path(parent).stat().st_mode & 0o001:
            return Path(tempfile.mkdtemp(prefix="signpost-pg-", dir=parent))
    raise NoPostgresError("There is no temporary folder that another user may enter; set TMPDIR to one.")


def initialise(binaries: Path, folder: Path, owner: str | None, password: str) -> None:
    """Make an empty cluster: a password over loopback, none inside the owner's own folder."""
    key = folder / "password"
    key.write_text(password)
    key.chmod(0o600)
    if owner:
        shutil.chown(key, user=owner)
    program(
        [
            binaries / "initdb", "--pgdata", folder / "data", "--username", NAME, "--pwfile", key,
            "--auth-host=scram-sha-256", "--auth-local=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        ],
        owner,
    )  # fmt: skip
    key.unlink()


@contextlib.contextmanager
def running(binaries: Path, folder: Path, owner: str | None, settings: Mapping[str, str]) -> Iterator[int]:
    """The server on a free loopback port, stopped afterwards. Another may take the port first: try again."""
    for _ in range(3):
        port = free_port()
        process = launch(binaries, folder, owner, port, settings)
        try:
            if ready(process, binaries, folder, port):
                yield port
                return
        finally:
            stop(process)
    log = (folder / "log").read_text(errors="replace").strip().splitlines()
    raise NoPostgresError("PostgreSQL did not start: " + " / ".join(log[-3:]))


def launch(
    binaries: Path, folder: Path, owner: str | None, port: int, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start the server as our child, out of reach of the keyboard's Ctrl-C."""
    options = {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder)}
    arguments = [f"--{name}={value}" for name, value in (options | dict(settings)).items()]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(folder / "data"), *arguments],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            user=owner,
            group=owner and primary_group(owner),
            extra_groups=[] if owner else None,
            start_new_session=True,
            preexec_fn=stop_with_parent,
        )


def stop_with_parent() -> None:
    """Ask Linux to stop the server when we are killed and can't do it ourselves; elsewhere do nothing."""
    with contextlib.suppress(OSError, AttributeError):
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGQUIT)


def ready(process: subprocess.Popen[bytes], binaries: Path, folder: Path, port: int) -> bool:
    """Wait until it answers; False when it ended instead."""
    ask = [str(binaries / "pg_isready"), "--quiet", "--host", str(folder), "--port", str(port)]
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        if subprocess.run(ask, timeout=10, check=False).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """A fast shutdown; nothing in it is worth waiting for."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(request)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)


def create_database(binaries: Path, folder: Path, owner: str | None, port: int) -> None:
    program([binaries / "createdb", "-h", folder, "-p", str(port), "-U", NAME, NAME], owner)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def primary_group(user: str) -> int:
    import pwd  # Unix only, and only root needs it.

    return pwd.getpwnam(user).pw_gid


def program(command: Sequence[str | Path], owner: str | None) -> None:
    """Run one of PostgreSQL's programs as its owner; its own words when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd="/",
        user=owner,
        group=owner and primary_group(owner),
        extra_groups=[] if owner else None,
    )
    if done.returncode:
        raise NoPostgresError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()}")


def install() -> int:
    """Get PostgreSQL from Debian's packages when we may; otherwise say in one line what is missing."""
    if find_binaries() is not None:
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return 1
    print("Installing PostgreSQL from Debian's packages for the tests ...", file=sys.stderr)
    without_debians_own_cluster()
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "postgresql"]):
        try:
            done = subprocess.run(
                ["apt-get", *step],
                env=quiet,
                capture_output=True,
                text=True,
                timeout=INSTALLS_WITHIN_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(
                f"apt-get {step[0]} took longer than {INSTALLS_WITHIN_S} s. {HOW_TO_GET_IT}", file=sys.stderr
            )
            return 1
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            print(f"apt-get {step[0]} failed: {' '.join(last)} {HOW_TO_GET_IT}", file=sys.stderr)
            return 1
    return 0 if find_binaries() is not None else 1


def without_debians_own_cluster() -> None:
    """Keep Debian's package from starting a server of its own. A machine already set up is left alone."""
    settings = Path("/etc/postgresql-common")
    if not (settings / "createcluster.conf").exists():
        # In its drop-in folder: the package's own file must be the package's own, or dpkg stops to ask.
        (settings / "createcluster.d").mkdir(parents=True, exist_ok=True)
        (settings / "createcluster.d" / "signpost.conf").write_text("create_main_cluster = false\n")


def run(command: Sequence[str]) -> int:
    """Run the command with DATABASE_URL set to a new server; its own exit status."""
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    with server() as started:
        return obey(command, os.environ | {"DATABASE_URL": started.url})


def leave(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def obey(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Wait for the command. When we are stopped it is stopped too, and given time to tidy up."""
    with subprocess.Popen(list(command), env=dict(environment)) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the keyboard's Ctrl-C reached the command as well
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=5)
            raise
        finally:
            if child.poll() is None:
                child.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=10)
                child.kill()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="postgres.py", description=(__doc__ or "").splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("install", help="get PostgreSQL from Debian's packages, when root")
    runs = verbs.add_parser("run", help="run a command with DATABASE_URL set to a new server")
    runs.add_argument(
        "--skip-if-missing",
        action="store_true",
        help="without PostgreSQL, say so and succeed; where CI is set, fail",
    )
    runs.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    if asked.verb == "install":
        return install()
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    if not command:
        parser.error("run needs a command: postgres.py run -- COMMAND ...")
    try:
        return run(command)
    except NoPostgresError as missing:
        print(missing, file=sys.stderr)
        if asked.skip_if_missing and not os.environ.get("CI"):
            print("Skipped: what was to run on PostgreSQL.", file=sys.stderr)
            return 0
        return 3
    except FileNotFoundError as missing:
        print(f"There is no such command: {missing.filename}", file=sys.stderr)
        return 127
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
