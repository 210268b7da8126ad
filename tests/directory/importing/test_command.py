"""``manage.py import_services`` as a person runs it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.models import ImportRun, Service
from tests.directory.importing.feeding import lines, page, record

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
