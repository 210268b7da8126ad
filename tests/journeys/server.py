"""One real server for all journeys: gunicorn, the dev settings, compressed static files, a real index."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "site" / "localoffer" / "static" / "build" / "site.css"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers and what it wrote."""

    address: str
    folder: Path
    site: Path

    @property
    def log(self) -> str:
        """Everything the server said so far."""
        return (self.folder / "server.log").read_text()


def environment(folder: Path) -> dict[str, str]:
    """A site of its own beside any other."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "localoffer.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder / 'village.sqlite3'}",
        "SEARCH_INDEX_DIR": str(folder / "index"),
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "HOME_AREA": "DEMO-SOMERSET",
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder / "mail"),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        "WEB_CONCURRENCY": "2",
        "LOG_LEVEL": "INFO",
    }


def assets_built() -> str:
    """Empty when the style sheet is there; otherwise what is missing and how to get it."""
    return "" if ASSETS.exists() else "the style sheet is not built: run `make setup` (it needs npm)"


@contextmanager
def shared_site(folder: Path) -> Iterator[Path]:
    """The site's files, made once even when several test workers ask at the same time."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            env = environment(folder)
            _run([sys.executable, "-m", "tests.journeys.village", str(folder)], env)
            _run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], env)
            (folder / "made").touch()
    yield folder


@contextmanager
def running(folder: Path, own: Path) -> Iterator[Server]:
    """gunicorn on a free port, writing into a folder of its own, until the journeys end."""
    own.mkdir(exist_ok=True)
    port = free_port()
    env = environment(folder) | {"PORT": str(port)}
    with (own / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--access-logfile", "-"],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=log,
        )
        try:
            yield _ready(Server(f"http://127.0.0.1:{port}", own, folder), process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _run(command: list[str], env: dict[str, str]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def _ready(server: Server, process: subprocess.Popen[bytes]) -> Server:
    for _ in range(PATIENCE * 10):
        assert process.poll() is None, server.log
        try:
            requests.get(server.address + "/robots.txt", timeout=5)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return server
    raise AssertionError(f"the server did not answer:\n{server.log}")
