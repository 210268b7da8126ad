"""Whom a server runs as, and a folder that this user may enter: no server here will run as root."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.servers.missing import NoServerError

#: The path of a unix socket has at most 107 characters.
SHORT = 60


def unprivileged(server: str, *names: str) -> str | None:
    """The first of these users there is, for us as root. None: whoever we are will do. NoServerError."""
    if os.geteuid() != 0:
        return None
    import pwd  # Unix only, and only root needs it.

    for name in names:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoServerError(f"{server} can't run as root and there is no user {' or '.join(names)} to run it as.")


def run_as(owner: str | None) -> dict[str, Any]:
    """What ``subprocess`` needs to run a program as this user, with no other group than theirs."""
    if owner is None:
        return {}
    import pwd  # Unix only, and only root needs it.

    return {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []}


def hand_over(paths: Iterable[Path], owner: str | None) -> None:
    """Make these the user's own."""
    if owner is not None:
        for path in paths:
            shutil.chown(path, user=owner)


def new_folder(prefix: str) -> Path:
    """A new temporary folder with a short path, open on the way for another user. NoServerError."""
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108
        way = (Path(parent).resolve(), *Path(parent).resolve().parents)
        enterable = os.geteuid() != 0 or all(up.stat().st_mode & 0o001 for up in way)
        if len(parent) < SHORT and enterable:
            return Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    raise NoServerError("There is no temporary folder that another user may enter; set TMPDIR to one.")
