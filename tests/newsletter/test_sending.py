"""An issue reaches everybody who wants it, once, whatever happens on the way."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Service
from localoffer.newsletter.actions.sending import send_issue
from localoffer.newsletter.content import Content, Item
from localoffer.newsletter.models import Delivery, Digest, Issue, Reader
from tests import making
from tests.newsletter.world import html_of, link_to, links, path_of, reader, seen, somebody_else_sends

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(db) -> Service:
    return making.service("Thursday Crew", needs=["autism"], summary="A relaxed evening club.")


@pytest.fixture
def issue(club) -> Issue:
    item = Item(
        key=f"service:{club.pk}",
        title=club.name,
        path=club.get_absolute_url(),
        summary=club.summary,
        needs=("autism",),
        everywhere=True,
    )
    now = timezone.now()
    return Issue.objects.create(
        week=Issue.week_of(timezone.localdate()),
        since=now - timedelta(days=7),
        until=now,
        content=Content(new=(item,)).as_json(),
        status=Issue.Status.APPROVED,
    )


def some_readers(count: int, needs: tuple[str, ...] = ()) -> list[Reader]:
    return [reader(f"reader{number}@example.org", needs=needs) for number in range(count)]


def send(**options: Any) -> None:
    call_command("send_newsletter", verbosity=0, **options)


def silent(rows, total, title):
    return rows


def test_every_reader_gets_her_part_once_and_a_second_run_sends_nothing(issue):
    reader("all@example.org", needs=[])
    reader("autism@example.org", needs=["autism"])
    reader("anxiety@example.org", needs=["anxiety"])
    reader("alerts-only@example.org", searches=["need=autism"])
    send()
    assert sorted(message.to[0] for message in mail.outbox) == ["all@example.org", "autism@example.org"]
    issue.refresh_from_db()
    assert (issue.status, issue.told) == (Issue.Status.SENT, 2)
    assert Delivery.objects.get(reader__email="anxiety@example.org").outcome == "nothing"
    send()
    assert len(mail.outbox) == 2


def test_somebody_who_has_not_confirmed_gets_nothing(issue):
    waiting = Reader.objects.create(email="waiting@example.org")
    Digest.objects.create(reader=waiting)
    send()
    assert not mail.outbox


@pytest.mark.parametrize("status", ["draft", "sent"])
def test_an_issue_that_nobody_approved_is_not_sent(issue, status, capsys):
    Issue.objects.update(status=status)
    some_readers(1)
    call_command("send_newsletter")
    assert "no approved issue" in capsys.readouterr().out
    assert not mail.outbox


def test_an_issue_that_is_too_old_is_not_sent(issue):
    Issue.objects.update(week=issue.week - timedelta(days=21))
    some_readers(1)
    send()
    assert not mail.outbox


def test_the_mail_says_why_she_gets_it_and_how_to_stop_it(issue, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://offer.example.org"
    Issue.objects.update(intro="Hello & welcome <all>.\n\nHalf term is near.")
    reader(needs=["autism"])
    send()
    [message] = mail.outbox
    assert "autism" not in message.subject.lower()
    html, text = html_of(message), str(message.body)
    for words in (
        "Hello & welcome <all>.",
        "Thursday Crew",
        "A relaxed evening club.",
        "You asked for our weekly news on",
        "You chose: Autism.",
    ):
        assert words in text, words
        assert words in seen(html), words
    stop = message.extra_headers["List-Unsubscribe"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.startswith("<https://offer.example.org/newsletter/stop/?key=")
    assert stop.endswith(">")
    assert {path_of(address).partition("?")[0] for address in links(message) if "newsletter" in address} == {
        "/newsletter/stop/",
        "/newsletter/manage/",
    }
    assert all(address.startswith(("https://offer.example.org", "mailto:")) for address in links(message))
    assert '<html lang="en-gb"' in html
    assert html.count("<h1") == 1
    assert "\n\n\n" not in text


def test_her_mail_program_stops_it_with_one_post(issue, client: Client):
    reader(needs=[])
    send()
    stop = path_of(mail.outbox[0].extra_headers["List-Unsubscribe"][1:-1])
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert not Reader.objects.exists()
    assert not Delivery.objects.exists()


def test_every_link_of_the_mail_works(issue, client: Client):
    reader(needs=[])
    send()
    for page in ("manage", "stop"):
        assert client.get(link_to(page)).status_code == 200
    [listing] = {
        path_of(address) for address in links(mail.outbox[0]) if "/services/" in address and "crew" in address
    }
    assert client.get(listing).status_code == 200


def test_a_listing_withdrawn_after_the_issue_was_made_is_not_sent(issue, club):
    some_readers(1)
    Service.objects.filter(pk=club.pk).update(live=False)
    send()
    assert not mail.outbox


def test_one_address_that_is_refused_holds_up_nobody_and_is_tried_again(issue, moods, caplog):
    some_readers(3)
    refused = smtplib.SMTPRecipientsRefused({"reader1@example.org": (550, b"no such reader1@example.org")})
    moods.moods = [None, refused, None]
    with caplog.at_level(logging.DEBUG), pytest.raises(CommandError, match="tried again"):
        send()
    assert moods.sent == ["reader0@example.org", "reader2@example.org"]
    failed = Delivery.objects.get(outcome="failed")
    assert (failed.reader.email, failed.why) == ("reader1@example.org", "SMTPRecipientsRefused")
    assert "@example.org" not in caplog.text
    issue.refresh_from_db()
    assert issue.status == Issue.Status.APPROVED
    send()
    assert sorted(moods.sent) == [f"reader{number}@example.org" for number in range(3)]
    issue.refresh_from_db()
    assert issue.status == Issue.Status.SENT


def test_a_run_that_is_killed_goes_on_where_it_was(issue, moods):
    some_readers(4)
    moods.moods = [None, None, KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        send()
    assert len(moods.sent) == 2
    send()
    assert sorted(moods.sent) == [f"reader{number}@example.org" for number in range(4)]


def test_a_server_that_is_away_ends_the_run_soon_and_loses_nothing(issue, moods):
    some_readers(9)
    moods.moods = [None, *(TimeoutError() for _ in range(9))]
    with pytest.raises(CommandError, match="could not be reached"):
        send()
    assert len(moods.moods) == 6
    moods.moods = []
    send()
    assert sorted(moods.sent) == [f"reader{number}@example.org" for number in range(9)]


def test_who_deletes_everything_while_a_run_is_under_way_gets_nothing(issue, moods):
    some_readers(2)

    def deleting(rows, total, title):
        for row in rows:
            Reader.objects.filter(pk=row.reader_id).delete()
            yield row

    send_issue(issue=issue, watch=deleting)
    assert moods.sent == []


def test_two_runs_at_a_time_send_nothing_twice(issue):
    some_readers(1)
    with somebody_else_sends("newsletter"), pytest.raises(CommandError, match="Another run is sending"):
        send()
    assert not mail.outbox
    send()
    assert len(mail.outbox) == 1


def test_a_dry_run_says_how_many_and_sends_and_records_nothing(issue, capsys):
    some_readers(3)
    reader("anxiety@example.org", needs=["anxiety"])
    call_command("send_newsletter", "--dry-run", verbosity=0)
    out = capsys.readouterr().out
    assert "3 would be sent" in out
    assert "1 readers had nothing" in out
    assert "@example.org" not in out
    assert not mail.outbox
    assert not Delivery.objects.exists()
    send()
    assert len(mail.outbox) == 3


def test_a_run_may_be_limited(issue):
    some_readers(3)
    send(limit=2)
    assert len(mail.outbox) == 2
    issue.refresh_from_db()
    assert issue.status == Issue.Status.APPROVED
    send(limit=2)
    assert len(mail.outbox) == 3
    with pytest.raises(CommandError, match="1 or more"):
        send(limit=0)


def test_an_editor_looks_at_the_issue_as_a_mail_before_it_goes(issue, tmp_path, capsys):
    call_command("send_newsletter", "--preview")
    assert "Thursday Crew" in capsys.readouterr().out
    path = tmp_path / "issue.html"
    call_command("send_newsletter", preview=str(path))
    assert "<h1>" in path.read_text()
    with pytest.raises(CommandError, match="can't be written"):
        call_command("send_newsletter", preview=str(tmp_path / "none" / "x.html"))
    Issue.objects.all().delete()
    with pytest.raises(CommandError, match="no issue yet"):
        call_command("send_newsletter", "--preview")


def test_the_same_message_sent_again_is_known_as_the_same(issue):
    reader(needs=[])
    send()
    Delivery.objects.all().delete()
    Issue.objects.update(status="approved")
    send()
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second
    assert "parent" not in first


def test_each_reader_more_takes_two_statements(issue, moods):
    def statements(count: int) -> int:
        Delivery.objects.all().delete()
        Issue.objects.update(status="approved")
        with CaptureQueriesContext(connection) as asked:
            send_issue(issue=issue, limit=count, watch=silent)
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in asked)

    some_readers(20)
    statements(1)
    assert statements(15) - statements(5) == 2 * 10
    assert statements(1) <= 16
