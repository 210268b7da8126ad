"""``manage.py import_services`` as a person runs it."""

import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.models import ImportRun, Service
from tests.directory.importing.feeding import FeedServer, csv_file, lines, page, record, serving

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command("import_services", *map(str, words), stdout=out, stderr=StringIO(), verbosity=0)
    return out.getvalue().splitlines()


def test_it_ends_with_one_line_of_counts(tmp_path):
    file = lines(tmp_path, [record(1), record(2, minimum_age=9, maximum_age=1)])
    assert run(file, "--publish")[-1] == "1 new, 0 changed, 0 same, 1 rejected"
    assert Service.objects.get().live


def test_without_publish_it_makes_drafts(tmp_path):
    run(page(tmp_path, [record(1)]))
    assert not Service.objects.get().live


def test_a_dry_run_says_what_would_be(tmp_path):
    file = page(tmp_path, [record(1)])
    assert run(file, "--dry-run", "--publish")[-1] == "Would be: 1 new, 0 changed, 0 same, 0 rejected"
    assert not Service.objects.exists()
    assert not ImportRun.objects.exists()


def test_the_exit_status_is_1_when_nothing_could_be_read(tmp_path):
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "nowhere.json")
    assert refused.value.returncode == 1
    with pytest.raises(SystemExit) as ended:
        run(page(tmp_path, [record(1, name=None)]))
    assert ended.value.code == 1


def test_a_report_is_whole_or_not_there(tmp_path):
    report = tmp_path / "reports" / "report.csv"
    run(lines(tmp_path, [record(1), record(2, id=None)]), "--report", report)
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 2
    assert [one.name for one in report.parent.iterdir()] == ["report.csv"]


class Terminal(StringIO):
    """Where a person looks on."""

    def isatty(self):
        return True


def watched(monkeypatch, *words):
    """What a person sees beside the counts."""
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    call_command("import_services", *map(str, words), stdout=StringIO(), stderr=StringIO())
    return seen.getvalue()


def test_a_person_sees_how_far_the_fetching_of_a_feed_is(monkeypatch):
    with serving(FeedServer([record(number) for number in range(1, 8)])) as feed:
        seen = watched(monkeypatch, feed.address, "--allow-private")
    assert "7/7" in seen.split("Importing")[0].split("Fetching")[-1]
    assert "Importing: 100%" in seen


def test_a_person_sees_how_far_a_file_on_the_web_is(monkeypatch, tmp_path):
    body = csv_file(tmp_path, "id,name,organisation", "1,Otters,Sparks").read_bytes()
    with serving(FeedServer([])) as feed:
        feed.ways["/clubs.csv"] = (200, "text/csv", body)
        seen = watched(monkeypatch, f"{feed.address}/clubs.csv", "--allow-private")
    assert f"{len(body):.1f}/{len(body):.1f}" in seen.split("Importing")[0]


def test_a_log_file_gets_no_bar(monkeypatch):
    with serving(FeedServer([record(1)])) as feed:
        monkeypatch.setattr(Terminal, "isatty", lambda _: False)
        assert watched(monkeypatch, feed.address, "--allow-private") == ""
