"""One command line for every throw-away server: ``install``, and ``run -- COMMAND``."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

from scripts.servers.missing import NoServerError


class Running(Protocol):
    """A server that answers."""

    @property
    def url(self) -> str:
        """Where."""
        ...


@dataclass(frozen=True, slots=True)
class Throwaway:
    """A kind of server: how to get one, how to have one for a while, and how a command is told of it."""

    name: str
    module: str
    variable: str
    install: Callable[[], int]
    server: Callable[[], AbstractContextManager[Running]]
    #: Whether a server that the variable names already is used, and none started.
    lent: bool = False


def main(kind: Throwaway, arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; the command's own exit status, or ours: 2 not understood, 3 no server."""
    parser = _parser(kind)
    asked = parser.parse_args(arguments)
    if asked.verb == "install":
        return kind.install()
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    if not command:
        parser.error("run needs a command: run -- COMMAND ...")
    try:
        return _run(kind, command, asked.without if not os.environ.get("CI") else None)
    except NoServerError as missing:
        print(missing, file=sys.stderr)
        return 3
    except FileNotFoundError as missing:
        print(f"There is no such command: {missing.filename}", file=sys.stderr)
        return 127
    except KeyboardInterrupt:
        return 130


def _parser(kind: Throwaway) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m {kind.module}",
        description=f"A private {kind.name} for tests and measurements, thrown away at the end.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("install", help=f"get {kind.name} when it isn't here")
    runs = verbs.add_parser("run", help=f"run a command with {kind.variable} set to a new server")
    without = runs.add_mutually_exclusive_group()
    for option, what in (("optional", "run the command all the same"), ("skip-if-missing", "run nothing")):
        without.add_argument(
            f"--{option}",
            dest="without",
            action="store_const",
            const=option,
            help=f"without {kind.name}, say so and {what}; where CI is set, fail",
        )
    runs.add_argument("command", nargs=argparse.REMAINDER)
    return parser


def _run(kind: Throwaway, command: Sequence[str], without: str | None) -> int:
    """``without``: what to do when there is no server; None: NoServerError."""
    if kind.lent and os.environ.get(kind.variable):
        return obey(command, os.environ)
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, _leave)
    with contextlib.ExitStack() as ending:
        try:
            started = ending.enter_context(kind.server())
        except NoServerError as missing:
            if without is None:
                raise
            if without == "optional":
                print(missing, "Going on without it.", file=sys.stderr)
                return obey(command, os.environ)
            print(missing, f"Skipped: what was to run on {kind.name}.", file=sys.stderr)
            return 0
        return obey(command, os.environ | {kind.variable: started.url})


def _leave(signum: int, _frame: FrameType | None) -> None:
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
