"""A feed on the web, over real HTTP on this machine."""

from datetime import UTC, datetime

import pytest

from directory.feeds.client import Client
from directory.feeds.rows import FeedError
from directory.feeds.web import fetch
from directory.models import ImportProblem, ImportRun, Service
from tests.directory.importing.feeding import FeedServer, csv_file, record, serving, take

pytestmark = pytest.mark.django_db
RECORDS = [record(number) for number in range(1, 8)]


@pytest.fixture(autouse=True)
def no_patience(monkeypatch):
    """Ask again at once, and give up an answer that doesn't come within a fifth of a second."""
    from directory.feeds import client

    monkeypatch.setattr(client, "BACKOFF", 0.0)
    monkeypatch.setattr(client, "READ_SECONDS", 0.2)


def get(feed, **asked):
    return take(feed.address, allow_private=True, **asked)


def pages_asked(feed):
    return [one for one in feed.asked if one.startswith("/services?")]


def test_every_page_of_a_feed_is_read():
    with serving(FeedServer(RECORDS)) as feed:
        assert str(get(feed)) == "7 new, 0 changed, 0 same, 0 rejected"
        assert str(get(feed, everything=True)) == "0 new, 0 changed, 7 same, 0 rejected"
    assert Service.objects.count() == 7


def test_a_feed_that_lists_only_summaries_is_asked_for_each_whole_record():
    with serving(FeedServer(RECORDS[:3], summaries=True)) as feed:
        get(feed)
    assert Service.objects.filter(at_venues__isnull=False).count() == 3


def test_a_record_that_cannot_be_fetched_is_a_rejected_row():
    with serving(FeedServer(RECORDS[:3], summaries=True)) as feed:
        feed.ways[f"/services/{RECORDS[1]['id']}"] = (404, "application/json", b"{}")
        outcome = get(feed)
    assert str(outcome) == "2 new, 0 changed, 0 same, 1 rejected"
    assert ImportProblem.objects.get(severity="rejected").identifier == RECORDS[1]["id"]


def test_the_next_run_asks_only_for_what_was_modified_since():
    with serving(FeedServer(RECORDS)) as feed:
        get(feed)
        assert ImportRun.objects.get().modified_to == datetime(2026, 1, 8, 10, tzinfo=UTC)
        feed.asked.clear()
        feed.records[2] = {**feed.records[2], "name": "Seals", "last_modified": "2026-03-01T10:00:00Z"}
        assert str(get(feed)) == "0 new, 1 changed, 1 same, 0 rejected"
        assert all("modified_after=2026-01-08T10%3A00%3A00Z" in one for one in pages_asked(feed))


def test_publishing_after_a_run_of_drafts_asks_for_everything():
    with serving(FeedServer(RECORDS)) as feed:
        get(feed, publish=False)
        assert str(get(feed)) == "0 new, 7 changed, 0 same, 0 rejected"
    assert Service.objects.filter(live=True).count() == 7


def test_one_record_a_line_is_taken_where_the_feed_offers_it():
    with serving(FeedServer(RECORDS)) as feed:
        feed.ndjson = True
        assert get(feed).new == 7
        assert len(pages_asked(feed)) == 1


def test_a_page_that_fails_in_the_middle_is_said_and_the_next_run_asks_for_it_again():
    with serving(FeedServer(RECORDS)) as feed:
        feed.ways["page=2"] = (500, "application/json", b"{}")
        outcome = get(feed)
        assert str(outcome) == "5 new, 0 changed, 0 same, 0 rejected"
        assert "Page 2" in outcome.failure
        assert ImportRun.objects.get().modified_to is None
        feed.ways.clear()
        assert str(get(feed)) == "2 new, 0 changed, 5 same, 0 rejected"


def test_a_server_error_is_asked_again_before_it_counts():
    with serving(FeedServer(RECORDS[:1])) as feed:
        feed.ways["/services"] = (503, "application/json", b"{}")
        with pytest.raises(FeedError, match="503"):
            get(feed)
    assert len(pages_asked(feed)) > 2


def test_a_feed_that_never_answers_is_given_up(monkeypatch):
    import threading

    done = threading.Event()
    feed = FeedServer(RECORDS[:1])
    quick = feed.answer
    feed.answer = lambda target: (done.wait(5), quick(target))[1]
    monkeypatch.setattr("directory.feeds.client.RETRIES", 0)
    with serving(feed):
        with pytest.raises(FeedError, match=r"didn't answer in time|can't be reached"):
            get(feed)
        done.set()
    assert not ImportRun.objects.exists()


def test_a_web_page_instead_of_data_is_called_a_web_page():
    with serving(FeedServer([])) as feed:
        feed.ways["/services"] = (200, "text/html", b"<html>Welcome</html>")
        with pytest.raises(FeedError, match="web page"):
            get(feed)


def test_json_that_is_no_list_and_words_that_are_no_json_are_refused():
    with serving(FeedServer([])) as feed:
        for body in (b'{"oops": 1}', b"oops"):
            feed.ways["/services"] = (200, "application/json", body)
            with pytest.raises(FeedError):
                get(feed)


def test_an_answer_without_end_is_cut_short(monkeypatch):
    monkeypatch.setattr("directory.feeds.client.JSON_MOST", 100_000)
    with serving(FeedServer([])) as feed:
        feed.ways["/services"] = (200, "application/json", b"[" + b" " * 1_000_000 + b"]")
        with pytest.raises(FeedError, match="larger than"):
            get(feed)


def test_a_feed_that_sends_us_to_another_host_is_not_followed():
    with serving(FeedServer([])) as feed:
        feed.ways["/services"] = (302, "location:http://example.org/services", b"")
        with pytest.raises(FeedError, match=r"another host \(example\.org\)"):
            get(feed)


def test_a_feed_that_moved_on_its_own_host_is_followed():
    with serving(FeedServer(RECORDS[:2])) as feed:
        feed.ways["/old/services"] = (301, f"location:{feed.address}/services?page=1", b"")
        assert take(f"{feed.address}/old", allow_private=True).new == 2


def test_an_address_inside_the_own_network_is_refused_unless_it_is_asked_for():
    with serving(FeedServer(RECORDS[:1])) as feed:
        with pytest.raises(FeedError, match="--allow-private"):
            take(feed.address)
        assert feed.asked == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/list.json", "gopher://example.org"]
)
def test_only_web_addresses_are_read(address):
    with pytest.raises(FeedError, match="Only http and https"):
        take(address)


def test_a_csv_on_the_web_is_read_as_a_csv(tmp_path):
    body = csv_file(tmp_path, "id,name,organisation", "1,Otters,Sparks").read_bytes()
    with serving(FeedServer([])) as feed:
        feed.ways["/lists/clubs.csv"] = (200, "text/csv", body)
        assert take(f"{feed.address}/lists/clubs.csv", allow_private=True).new == 1


def test_a_server_that_repeats_its_first_page_does_not_keep_us_for_ever(tmp_path):
    class Stuck(FeedServer):
        def answer(self, target):
            return super().answer(target.replace("page=2", "page=1").replace("page=3", "page=1"))

    feed = Stuck(RECORDS[:4])
    with serving(feed):
        fetched = fetch(feed.address, tmp_path, client=Client(allow_private=True))
    assert fetched.count == 2


def test_a_password_in_the_address_is_not_kept():
    with serving(FeedServer(RECORDS[:1])) as feed:
        take(feed.address.replace("http://", "http://council:secret@"), allow_private=True)
    assert "secret" not in ImportRun.objects.get().source
    assert "secret" not in Service.objects.get().source
