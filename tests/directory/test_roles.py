"""Roles are set up by migrating, in whatever order an operator migrates."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


@pytest.mark.sqlite
def test_an_operator_can_migrate_one_app_alone_on_an_empty_database(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, MANAGE, "migrate", "locations", "--verbosity", "0"],
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "localoffer.settings.dev",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
