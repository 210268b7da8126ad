"""The server as it runs: it can be killed, hang and come back with its data."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.elasticsearch.furnishing import furnish
from scripts.elasticsearch.installing import HOW_TO_GET_IT, find
from scripts.elasticsearch.java import java_home
from scripts.servers.missing import NoServerError
from scripts.servers.owner import new_folder, unprivileged
from scripts.servers.ports import PortTakenError, listening, on_free_port
from scripts.servers.process import answers, last_words, launch, until

STARTS_WITHIN_S = 300.0
STOPS_WITHIN_S = 5.0
GONE_WITHIN_S = 30.0


@contextlib.contextmanager
def server(settings: Mapping[str, str] | None = None, quick: bool = False) -> Iterator["Server"]:
    """Start a server in a new folder; stop it and remove the folder whatever happens inside.

    ``settings`` are elasticsearch.yml names and values on top of ours. With ``quick`` it starts sooner and
    answers slower. Raises NoServerError.
    """
    home = find()
    if home is None:
        raise NoServerError(HOW_TO_GET_IT)
    owner = unprivileged("Elasticsearch", "elasticsearch", "postgres", "nobody")
    folder = new_folder("signpost-es-")
    with contextlib.ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)

        def start(port: int) -> Server:
            furnish(folder, owner, {**(settings or {}), "http.port": str(port)}, quick=quick)
            made = Server(home, folder, owner, port)
            ending.callback(made.stop)
            made.start()
            return made

        yield on_free_port(start)


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
        """The process that leads the server's group. NoServerError when it isn't running."""
        if self._process is None:
            raise NoServerError("Elasticsearch is not running.")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it was started and nobody ended it."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it and wait until every index it holds is green; it ends with the thread that calls this.

        NoServerError with its last words, PortTakenError when that was why.
        """
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start it and go on."""
        java = java_home()
        if java is None:
            raise NoServerError(HOW_TO_GET_IT)
        ours = {
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_HOME": str(java),
            "HOME": str(self.folder),
        }
        inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL")}
        self._process = launch(
            [str(self.home / "bin" / "elasticsearch")],
            folder=self.folder,
            owner=self.owner,
            environment=inherited | ours,
            # What dies is the server's own parent, and the server leaves when that is gone.
            dies_by=signal.SIGKILL,
        )

    def wait(self) -> None:
        """Until every index it holds is green. NoServerError with its last words when it ended."""
        if self._process is not None and answers(self._process, lambda: green(self.url), STARTS_WITHIN_S):
            return
        said = last_words(self.folder)
        self.kill()
        taken = "BindHttpException" in said
        raise (PortTakenError if taken else NoServerError)(f"Elasticsearch did not start: {said}")

    def kill(self) -> None:
        """End it at once, as a power cut would (SIGKILL)."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait(timeout=GONE_WITHIN_S)
            self._process = None
            # The server itself is that program's child: its port says when it is gone too.
            until(lambda: not listening(self.port), GONE_WITHIN_S)

    def pause(self) -> None:
        """Let it hang: connections open and nothing answers (SIGSTOP). It hangs when this returns."""
        self._signal(signal.SIGSTOP)
        if self._process is not None:
            # Sent at once and obeyed a moment later, thread by thread: time for one more answer.
            group = self._process.pid
            until(lambda: stopped(group), STOPS_WITHIN_S, every=0.005)

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


def green(url: str) -> bool:
    """Whether every index is whole. An open port says nothing: after a crash the journal is read first."""
    try:
        with urllib.request.urlopen(  # noqa: S310
            f"{url}/_cluster/health?wait_for_status=green&timeout=1s", timeout=5
        ) as answer:
            return bool(json.load(answer)["status"] == "green")
    except (OSError, ValueError, urllib.error.URLError):
        return False


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
