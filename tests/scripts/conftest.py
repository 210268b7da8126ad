"""A temporary folder and an environment of the test's own, for starting servers as people do."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def temporary() -> Iterator[dict[str, str]]:
    """An environment without a server, and with a temporary folder that the server's user may enter."""
    with tempfile.TemporaryDirectory(prefix="sst-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        without = {name: value for name, value in os.environ.items() if name not in ("ES_URL", "CI")}
        yield without | {"TMPDIR": folder}
