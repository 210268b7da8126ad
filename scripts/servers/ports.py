"""Ports of this machine, on which several servers may start at the same moment."""

import socket
from collections.abc import Callable
from typing import TypeVar

from scripts.servers.missing import NoServerError

TRIES = 3
Started = TypeVar("Started")


class PortTakenError(NoServerError):
    """Somebody else took the port between our look and the server's start."""


def on_free_port(start: Callable[[int], Started]) -> Started:
    """What ``start`` makes of a free port; on PortTakenError of another one, a few times."""
    for _ in range(TRIES - 1):
        try:
            return start(free_port())
        except PortTakenError:
            continue
    return start(free_port())


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listening(port: int) -> bool:
    """Whether anybody answers at this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
