"""The throw-away Elasticsearch: fetched whole or not at all, there for a command, gone after it."""

import contextlib
import os
import signal
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import elasticsearch
from scripts.elasticsearch.installing import VERSION, unpack
from scripts.elasticsearch.java import java_home
from scripts.elasticsearch.running import green
from tests.scripts.starting import left, listening, run, wait_until

WAITS = "import os, time; print(os.environ['ES_URL'], os.getpid(), flush=True); time.sleep(60)"
SAYS = "import os; print(os.environ.get('ES_URL', 'none')); raise SystemExit(5)"


@pytest.fixture
def installed() -> None:
    if elasticsearch.find() is None:
        if os.environ.get("CI"):
            pytest.fail(elasticsearch.HOW_TO_GET_IT)
        pytest.skip(elasticsearch.HOW_TO_GET_IT)


def test_a_stopped_run_takes_its_real_server_and_its_folder_along(installed, temporary):
    started = run("elasticsearch", sys.executable, "-c", WAITS, environment=temporary)
    assert started.stdout is not None
    url, _ = started.stdout.readline().split()
    assert green(url)
    assert len(left(temporary)) == 1
    started.terminate()
    started.communicate(timeout=60)
    assert not listening(url)
    assert left(temporary) == []


def test_no_server_outlives_a_run_that_is_killed(installed, temporary):
    started = run("elasticsearch", sys.executable, "-c", WAITS, environment=temporary)
    assert started.stdout is not None
    url, command = started.stdout.readline().split()
    started.kill()
    started.wait(timeout=30)
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(command), signal.SIGKILL)  # nobody was left to stop it
    started.communicate(timeout=30)
    wait_until(lambda: not listening(url))


def test_where_there_is_a_server_already_that_one_is_used(temporary):
    said = run(
        "elasticsearch", sys.executable, "-c", SAYS, environment=temporary | {"ES_URL": "http://127.0.0.1:9"}
    )
    out, _ = said.communicate(timeout=30)
    assert (out.strip(), said.returncode) == ("http://127.0.0.1:9", 5)
    assert left(temporary) == []


@pytest.mark.parametrize(
    ("options", "ci", "out", "status"),
    [
        (("--optional",), "", "none", 5),
        ((), "", "", 3),
        (("--optional",), "true", "", 3),
        (("--skip-if-missing",), "", "", 0),
        (("--skip-if-missing",), "true", "", 3),
    ],
)
def test_without_a_server_the_tests_go_on_at_home_and_fail_on_a_build_server(
    temporary, options, ci, out, status
):
    nowhere = temporary | {"SIGNPOST_CACHE": temporary["TMPDIR"], "CI": ci}
    said = run("elasticsearch", sys.executable, "-c", SAYS, environment=nowhere, options=options)
    told, complained = said.communicate(timeout=30)
    assert (told.strip(), said.returncode) == (out, status)
    assert "scripts.elasticsearch install" in complained


def package(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        program = zipfile.ZipInfo(f"elasticsearch-{VERSION}/bin/elasticsearch")
        program.external_attr = 0o100755 << 16
        made.writestr(program, "#!/bin/sh\n")
        made.writestr(f"elasticsearch-{VERSION}/lib/server.jar", "x" * 10_000)
    return path


def test_a_fetched_package_is_unpacked_with_programs_that_can_be_run(tmp_path):
    (tmp_path / "part").mkdir()
    unpack(package(tmp_path / "part" / "server.zip"), tmp_path)
    home = tmp_path / f"elasticsearch-{VERSION}"
    assert os.access(home / "bin" / "elasticsearch", os.X_OK)
    assert (home / "lib" / "server.jar").stat().st_size == 10_000


@pytest.mark.parametrize("damage", ["cut short", "changed"])
def test_a_damaged_package_is_never_installed(tmp_path, damage):
    (tmp_path / "part").mkdir()
    whole = package(tmp_path / "part" / "server.zip")
    content = bytearray(whole.read_bytes())
    if damage == "changed":
        content[5_000] ^= 1
    whole.write_bytes(content[:6_000] if damage == "cut short" else content)
    with pytest.raises(zipfile.BadZipFile):
        unpack(whole, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["part"]


def test_a_package_that_somebody_else_has_just_installed_is_left_as_it_is(tmp_path):
    for part in ("first", "second"):
        (tmp_path / part).mkdir()
        unpack(package(tmp_path / part / "server.zip"), tmp_path)
    assert (tmp_path / f"elasticsearch-{VERSION}" / "lib" / "server.jar").exists()


def test_a_java_too_old_for_the_server_is_not_taken(tmp_path, monkeypatch):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.delenv("ES_JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    for version, found in (("11.0.2", None), ("17.0.15", tmp_path), ("21", tmp_path)):
        java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
        java.chmod(0o755)
        assert java_home() == found
