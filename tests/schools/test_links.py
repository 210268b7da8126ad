"""Links to SEN information reports: taken in from a file, and looked at by asking."""

import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from localoffer.schools.actions.checking import check_links
from localoffer.schools.models import LinkCheck, SchoolOffer

from .making import looked, offer, school

pytestmark = pytest.mark.django_db
NEW = "https://otterbrook.example.org/sen"


def take_in(tmp_path, *lines):
    path = tmp_path / "links.csv"
    path.write_text("\n".join(("urn,url", *lines)) + "\n")
    out = StringIO()
    call_command("import_school_links", path, stdout=out)
    return out.getvalue()


def test_a_link_makes_a_public_offer_where_there_is_none_and_the_same_file_changes_nothing(tmp_path):
    school()
    assert "1 new, 0 changed, 0 the same" in take_in(tmp_path, f"900001,{NEW}")
    made = SchoolOffer.objects.get()
    assert (made.live, made.report_url, made.include) == (True, NEW, "")
    assert "0 new, 0 changed, 1 the same" in take_in(tmp_path, f"900001,{NEW}")
    assert made.revisions.count() == 1


def test_a_link_reaches_the_public_offer_and_leaves_the_words_of_a_draft_to_their_writer(tmp_path):
    mine = offer(school(), include="Public words.", report_url="https://old.example.org/")
    mine.include = "A draft's words."
    mine.save_revision()
    assert "1 changed" in take_in(tmp_path, f"900001,{NEW}")
    public = SchoolOffer.objects.get()
    assert (public.include, public.report_url) == ("Public words.", NEW)
    draft = public.get_latest_revision_as_object()
    assert (draft.include, draft.report_url) == ("A draft's words.", NEW)
    assert public.has_unpublished_changes


def test_an_offer_that_nobody_published_stays_a_draft_with_the_link(tmp_path):
    offer(school(), live=False)
    SchoolOffer.objects.update(has_unpublished_changes=True)
    assert "1 of them in a draft" in take_in(tmp_path, f"900001,{NEW}")
    public = SchoolOffer.objects.get()
    assert not public.live
    assert public.get_latest_revision_as_object().report_url == NEW


def test_every_bad_line_is_named_and_nothing_is_taken_in(tmp_path):
    school()
    school(900002, "B")
    with pytest.raises(CommandError) as wrong:
        take_in(
            tmp_path,
            f"900002,{NEW}",
            "x,https://a.example.org/",
            f"123456,{NEW}",
            "900001,www.a.example.org",
            f"900002,{NEW}",
        )
    said = str(wrong.value)
    assert "line 3, urn: “x” is not a number" in said
    assert "line 4, urn: no school with the number 123456" in said
    assert "line 5, url: “www.a.example.org” is not a whole address" in said
    assert "line 6, urn: 900002 is in the file twice" in said
    assert "Nothing was changed" in said
    assert not SchoolOffer.objects.exists()


class _Site(BaseHTTPRequestHandler):
    def do_GET(self):
        answers = {"/sen": 200, "/moved": 302, "/shy": 403, "/broken": 500}
        code = answers.get(self.path, 404)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/sen")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *said):
        pass


@pytest.fixture
def site():
    """A real web server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def silent():
    """A machine that takes the call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield f"http://127.0.0.1:{made.getsockname()[1]}/"


def checks():
    return {check.school_id: (check.works, check.said) for check in LinkCheck.objects.all()}


def test_the_command_asks_every_link_and_keeps_what_came_back_with_its_day(site, silent):
    links = ("/sen", "/moved", "/shy", "/gone", "/broken")
    for number, path in enumerate(links, 1):
        offer(school(900000 + number, f"School {number}"), report_url=site + path)
    offer(school(900006, "School 6"), report_url=silent)
    offer(school(900007, "A draft"), live=False, report_url=f"{site}/sen")
    offer(school(900008, "Closed", status="closed"), report_url=f"{site}/sen")
    offer(school(900009, "No link"))
    out = StringIO()
    call_command("check_school_links", timeout=0.5, allow_private=True, stdout=out)
    assert checks() == {
        900001: (True, "works"),
        900002: (True, "works"),
        900003: (True, "answers, but not to us (403)"),
        900004: (False, "not found (404)"),
        900005: (False, "internal server error (500)"),
        900006: (False, "no answer in 0.5 seconds"),
    }
    said = out.getvalue()
    assert "3 links work, 3 are broken" in said
    assert f"School 4: {site}/gone: not found (404)" in said
    assert all(timezone.now() - check.checked_at < timedelta(minutes=1) for check in LinkCheck.objects.all())


def test_a_link_into_this_machine_is_never_asked_unless_somebody_says_so(site):
    offer(school(), report_url=f"{site}/sen")
    checked = check_links()
    assert checked.working == 0
    assert "private network" in checks()[900001][1]


def test_a_run_goes_on_where_the_last_one_stopped_and_a_new_link_is_asked_again(site):
    mine = school()
    offer(mine, report_url=f"{site}/sen")
    looked(mine, f"{site}/sen", works=False)
    week = timedelta(days=7)
    assert check_links(older_than=week, allow_private=True).working == 0
    assert check_links(allow_private=True).working == 1
    SchoolOffer.objects.update(report_url=f"{site}/moved")
    assert check_links(older_than=week, allow_private=True).working == 1
    LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=8))
    assert check_links(older_than=week, allow_private=True).working == 1


def test_a_broken_link_remembers_when_it_worked_last(site):
    offer(school(), report_url=f"{site}/sen")
    check_links(allow_private=True)
    worked = LinkCheck.objects.get().worked_at
    assert worked
    SchoolOffer.objects.update(report_url=f"{site}/gone")
    check_links(allow_private=True)
    assert LinkCheck.objects.get().worked_at is None, "another link worked then"


@pytest.mark.parametrize("options", [{"timeout": 0}, {"timeout": 999}, {"older_than": -1}])
def test_a_wrong_option_is_named(options):
    with pytest.raises(CommandError, match="give"):
        call_command("check_school_links", **options)
