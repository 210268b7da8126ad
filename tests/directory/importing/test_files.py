"""Files cut off, in the wrong encoding or another shape: a clear message, and nothing half-written."""

import csv
import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from directory.feeds.csv_feed import CsvFeed
from directory.feeds.hsds import JsonFeed
from directory.feeds.rows import FeedError
from directory.feeds.service import understand
from directory.models import ImportProblem, ImportRun, Service
from tests.directory.importing.feeding import csv_file, lines, location, page, record, take

ROOT = Path(__file__).resolve().parents[3]


def refused(file, **asked):
    """The message with which the import refuses the file, and proof that nothing was written."""
    with pytest.raises(FeedError) as message:
        take(file, **asked)
    assert not Service.objects.exists()
    assert not ImportRun.objects.exists()
    return str(message.value)


@pytest.mark.django_db
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_truncated_json_file_writes_nothing(tmp_path, share):
    file = page(tmp_path, [record(number) for number in range(300)])
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert "cut off" in refused(file)


@pytest.mark.django_db
def test_a_truncated_ndjson_file_writes_nothing_and_names_the_line(tmp_path):
    file = lines(tmp_path, [record(1), record(2), record(3)])
    file.write_bytes(file.read_bytes()[:-40])
    assert "line 3" in refused(file)


@pytest.mark.django_db
def test_a_truncated_gz_file_writes_nothing(tmp_path):
    file = tmp_path / "list.json.gz"
    whole = gzip.compress(json.dumps([record(number) for number in range(300)]).encode())
    file.write_bytes(whole[: len(whole) // 2])
    assert "compressed file ends too early" in refused(file)


@pytest.mark.django_db
def test_a_truncated_csv_file_writes_nothing(tmp_path):
    file = csv_file(tmp_path, "id,name,organisation,town", "1,Otters,Sparks,Taunton", "2,Seals,Sparks,Wells")
    file.write_bytes(file.read_bytes()[:-9])
    assert "cut off" in refused(file)
    file.write_bytes(b'id,name,organisation,town\r\n1,"Otters,Sparks,Taunton\r\n')
    assert "line 2" in refused(file)


@pytest.mark.django_db
def test_a_json_file_in_another_encoding_is_refused_with_the_byte_and_the_line(tmp_path):
    file = tmp_path / "list.json"
    file.write_bytes('[\n{"id": "1", "name": "Café", "status": "active"}\n]'.encode("cp1252"))
    said = refused(file)
    assert "isn't UTF-8" in said
    assert "line 2" in said


@pytest.mark.django_db
def test_one_ndjson_line_in_another_encoding_is_refused_alone(tmp_path):
    file = lines(tmp_path, [record(1)])
    file.write_bytes(file.read_bytes() + '{"id": "2", "name": "Café"}\n'.encode("cp1252"))
    outcome = take(file)
    assert str(outcome) == "1 new, 0 changed, 0 same, 1 rejected"
    assert "UTF-8" in ImportProblem.objects.get(run=outcome.run).reason


@pytest.mark.django_db
def test_a_broken_ndjson_line_in_the_middle_is_refused_alone(tmp_path):
    file = lines(tmp_path, [record(1)])
    file.write_text(file.read_text() + "{oops\n" + json.dumps(record(2)) + "\n42\n")
    outcome = take(file)
    assert str(outcome) == "2 new, 0 changed, 0 same, 2 rejected"
    assert list(ImportProblem.objects.values_list("line", flat=True)) == [2, 4]


@pytest.mark.django_db
def test_what_is_no_list_of_services_is_refused(tmp_path):
    file = tmp_path / "list.json"
    for said in ("", "<html></html>", "17", '{"error": "no"}', "[]"):
        file.write_text(said)
        assert refused(file)
    assert "no file" in refused(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda some: {"contents": some},
        lambda some: {"totalElements": 2, "content": some},
        lambda some: some,
        lambda some: {"services": some},
        lambda some: {"id": "o", "name": "Sparks", "description": "A charity", "services": some},
    ],
)
def test_every_wrapping_of_a_list_is_unwrapped(tmp_path, wrapped):
    file = tmp_path / "list.json"
    file.write_text("\ufeff" + json.dumps(wrapped([record(1), record(2)])), encoding="utf-8")
    feed = JsonFeed(file)
    assert feed.total == 2
    assert [understand(raw)[0].name for raw in feed.rows()] == ["Otters club 1", "Otters club 2"]


def test_one_service_and_one_service_at_a_location_are_lists_of_one(tmp_path):
    file = tmp_path / "one.json"
    service = record(1, service_at_locations=None)
    for said in (record(1), {"id": "l", "location": location(1), "service": service}):
        file.write_text(json.dumps(said), encoding="utf-8")
        (raw,) = JsonFeed(file).rows()
        assert understand(raw)[0].venues[0].name == "Hall 1"


def test_a_gzipped_list_with_one_record_a_line_is_read(tmp_path):
    file = tmp_path / "list.gz"
    file.write_bytes(gzip.compress(b"".join(json.dumps(record(n)).encode() + b"\n" for n in (1, 2))))
    assert JsonFeed(file).total == 2


@pytest.mark.django_db
def test_the_documented_template_comes_in_without_a_complaint():
    template = ROOT / "fixtures" / "feeds" / "template.csv"
    outcome = take(template)
    assert (outcome.new, outcome.rejected, outcome.warnings) == (3, 0, 0)


def test_the_template_has_every_column_that_the_documentation_names():
    from directory.feeds.columns import COLUMNS

    with (ROOT / "fixtures" / "feeds" / "template.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    told = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    assert [column for column in header if f"| `{column}` |" not in told] == []
    assert [column for column in header if column not in COLUMNS] == []
    assert [column for column in COLUMNS if f"`{column}`" not in told] == []


def rows_of(file, columns=None):
    return [understand(raw) for raw in CsvFeed(file, columns).rows()]


def test_a_row_below_with_the_same_id_and_no_name_adds_a_venue_with_its_own_time(tmp_path):
    file = csv_file(
        tmp_path,
        "id,name,organisation,venue,postcode,days,opens",
        "1,Otters,Sparks,Hall,TA1 1AA,Monday,18:00",
        "1,,,School,TA6 4RN,Friday,6.30pm",
        "2,Seals,Sparks,Hall,TA1 1AA,,",
    )
    (first, _), (second, _) = rows_of(file)
    assert [venue.name for venue in first.venues] == ["Hall", "School"]
    assert [(one.byday, one.opens_at) for one in first.schedules] == [("MO", "18:00"), ("FR", "18:30")]
    assert first.schedules[1].venue_id == first.venues[1].source_id
    assert first.venues[0].source_id == second.venues[0].source_id


def test_a_row_that_belongs_to_nobody_above_it_is_refused(tmp_path):
    file = csv_file(tmp_path, "id,name,organisation", "1,Otters,Sparks", "2,Seals,Sparks", "1,,")
    *_, (row, problems) = rows_of(file)
    assert row is None
    assert problems[0].line == 4


def test_columns_are_known_by_their_usual_names_and_those_not_used_are_listed(tmp_path):
    file = csv_file(tmp_path, "Service ID;Service-Name;Provider;Min age;Colour", "1;Otters;Sparks;5;blue")
    feed = CsvFeed(file)
    ((row, _),) = rows_of(file)
    assert (row.name, row.organisation.name, row.age_min) == ("Otters", "Sparks", 5)
    assert "Colour" in feed.notes[-1]


def test_a_councils_own_columns_are_named_in_a_small_file(tmp_path):
    columns = tmp_path / "columns.toml"
    columns.write_text(
        '[columns]\nid = ["club", "post"]\nname = "club"\norganisation = "club"\npostcode = "post"\n'
        '[fixed]\ncounty = "Greater Manchester"\n'
    )
    file = csv_file(tmp_path, "club,post", "Acre Gate,M41 5DX")
    ((row, _),) = rows_of(file, columns)
    assert (row.source_id, row.venues[0].county) == ("Acre Gate M41 5DX", "Greater Manchester")
    columns.write_text('[columns]\nid = "number"\nname = "club"\n')
    with pytest.raises(FeedError, match="names number"):
        CsvFeed(file, columns)
    columns.write_text('[columns]\nidd = "club"\n')
    with pytest.raises(FeedError, match="no column called idd"):
        CsvFeed(file, columns)


def test_a_csv_without_a_name_column_says_what_it_has(tmp_path):
    with pytest.raises(FeedError, match=r"no column for name\. It has: id, title_of_it"):
        CsvFeed(csv_file(tmp_path, "id,title_of_it", "1,Otters"))


def test_a_row_with_too_many_cells_is_refused_and_says_why(tmp_path):
    file = csv_file(tmp_path, "id,name,organisation", "1,Otters, seals,Sparks", "2,Seals,Sparks")
    (bad, problems), (good, _) = rows_of(file)
    assert bad is None
    assert "comma" in problems[0].reason
    assert good.name == "Seals"


def test_a_windows_csv_is_read_and_says_so(tmp_path):
    file = csv_file(tmp_path, "id,name,organisation", "1,Café £3,Sparks", encoding="cp1252")
    feed = CsvFeed(file)
    assert next(iter(feed.rows())).data["name"] == "Café £3"
    assert "Windows-1252" in feed.notes[0]
    assert "line 2" in feed.notes[0]


def test_excels_utf8_and_utf16_are_read(tmp_path):
    for encoding in ("utf-8-sig", "utf-16"):
        file = csv_file(tmp_path, "id,name,organisation", "1,Café,Sparks", encoding=encoding)
        assert rows_of(file)[0][0].name == "Café"


def test_a_csv_that_mixes_encodings_is_refused_with_the_byte(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(
        "id,name,organisation\n1,Café,Sparks\n".encode() + "2,Caf\xe9,Sparks\n".encode("latin-1")
    )
    with pytest.raises(FeedError, match=r"byte 41 \(0xe9\), on line 3"):
        CsvFeed(file)


MEASURE = """
import sys
from pathlib import Path
from directory.feeds.source import read
from directory.feeds.service import understand
feed = read(Path(sys.argv[1]))
assert sum(understand(raw)[0] is not None for raw in feed.rows()) == feed.total
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc"
)


def peak_megabytes(source):
    """What a process of its own needs at most to read the source."""
    command = [sys.executable, "-c", MEASURE, str(source)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(ran.stdout)


@needs_proc
@pytest.mark.parametrize("wrap", [True, False])
def test_a_file_twenty_times_as_large_takes_no_more_memory(tmp_path, wrap):
    def megabytes(number):
        record_text = json.dumps(record(1, description="word " * 1500))
        file = tmp_path / f"{number}.json"
        said = [record_text] * number
        file.write_text(f'{{"contents": [{", ".join(said)}]}}' if wrap else "\n".join(said) + "\n")
        return peak_megabytes(file), file.stat().st_size >> 20

    small, _ = megabytes(100)
    large, size = megabytes(2000)
    assert size >= 15
    assert large - small < 8


@pytest.mark.django_db
def test_an_import_that_was_killed_and_run_again_leaves_what_an_undisturbed_one_leaves(tmp_path):
    """A real process on a real database file is killed while it writes; the next run ends the work."""
    file = lines(tmp_path, [_told(number) for number in range(1200)])
    killed, undisturbed = tmp_path / "killed.sqlite3", tmp_path / "undisturbed.sqlite3"

    def manage(database, *words):
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "localoffer.settings.test",
        }
        command = [sys.executable, "manage.py", *words]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def taking_in(database):
        return manage(database, "import_services", str(file), "--publish", "-v0", "--skip-checks")

    if connection.vendor == "sqlite":  # the suite's own empty tables, which is quicker than making them
        killed.write_bytes(connection.connection.serialize())
    else:
        assert manage(killed, "migrate", "-v0", "--skip-checks").wait() == 0
    undisturbed.write_bytes(killed.read_bytes())
    half = _wait_for_some(killed, taking_in(killed))
    assert 0 < half < 1200
    assert half % 200 == 0
    ends, whole = taking_in(killed), taking_in(undisturbed)
    assert _last_line(ends) == f"{1200 - half} new, 0 changed, {half} same, 0 rejected"
    assert _last_line(whole) == "1200 new, 0 changed, 0 same, 0 rejected"
    found, wanted = _everything(killed), _everything(undisturbed)
    assert found.keys() == wanted.keys()
    for table, rows in wanted.items():
        assert found[table] == rows, table
    for table in ("service", "venue", "serviceatvenue", "schedule", "phone"):
        assert len(wanted[f"directory_{table}"]) == 1200
    assert {row["live"] for row in found["directory_service"]} == {1}


def _told(number):
    """A record in which much differs from one to the next."""
    return record(
        number,
        description="word " * 20,
        minimum_age=number % 7,
        maximum_age=number % 7 + 4,
        schedules=[{"byday": ("MO", "TU", "SA")[number % 3], "opens_at": f"{9 + number % 8}:00"}],
        phones=[{"number": f"01632 96{number % 10000:04d}"}],
    )


def _last_line(process):
    out, _ = process.communicate()
    return out.decode().splitlines()[-1]


# Moments, and numbers that a database counts up itself.
STAMPS = {"last_modified", "first_published_at", "last_published_at", "imported_at"}
STAMPS |= {"latest_revision_id", "live_revision_id", "revision_id"}


def _everything(database):
    """Every row of the directory and the words of every revision, without what differs from run to run."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as held:
        held.row_factory = sqlite3.Row
        names = held.execute("SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'directory_%'")
        tables = {name for (name,) in names} - {"directory_importrun", "directory_importproblem"}
        found = {}
        for table in tables:
            counted = {
                row["name"]
                for row in held.execute(f"PRAGMA table_info({table})")
                if row["pk"] and row["type"] == "integer"
            }
            left_out = STAMPS | counted
            rows = [
                {key: row[key] for key in row.keys() if key not in left_out}  # noqa: SIM118  (no mapping)
                for row in held.execute(f"SELECT * FROM {table}")
            ]
            found[table] = sorted(rows, key=repr)
        contents = held.execute("SELECT object_id, content FROM wagtailcore_revision")
        found["revisions"] = sorted(
            (
                key,
                repr(
                    sorted((name, said) for name, said in json.loads(content).items() if name not in STAMPS)
                ),
            )
            for key, content in contents
        )
        return found


def _wait_for_some(database, process):
    """The number of services there when the process was killed after its first chunk."""
    while process.poll() is None:
        if _count(database) > 0:
            process.send_signal(signal.SIGKILL)
            process.wait()
        time.sleep(0.01)
    return _count(database)


def _count(database):
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as held:
        held.execute("BEGIN")  # both counts from the same moment
        services = held.execute("SELECT count(*) FROM directory_service").fetchone()[0]
        venues = held.execute("SELECT count(*) FROM directory_serviceatvenue").fetchone()[0]
    assert services == venues
    return services
