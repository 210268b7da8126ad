"""Who saved a search is told when something new fits it, and of nothing twice."""

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
from localoffer.newsletter.actions.alerting import send_alerts
from localoffer.newsletter.models import SavedSearch
from locations.models import Generation
from search import actions
from search.engine.base import SearchUnavailableError
from search.engine.embedded.engine import EmbeddedEngine
from tests.newsletter.world import (
    BRIDGWATER,
    PARENT,
    html_of,
    link_to,
    links,
    listed,
    path_of,
    published,
    reader,
    seen,
    somebody_else_sends,
)

pytestmark = pytest.mark.django_db

NEAR_BRIDGWATER, EXFORD = (51.14, -3.01), (51.13, -3.64)
QUERY = "near=Bridgwater&need=autism"


def send(**options: Any) -> None:
    call_command("send_alerts", verbosity=0, **options)


def silent(rows, total, title):
    return rows


def told() -> list[str]:
    """What the last mail tells of, in its order."""
    return [line[2:] for line in str(mail.outbox[-1].body).splitlines() if line.startswith("* ")]


def test_she_hears_of_a_new_group_within_her_distance_and_of_no_other(words):
    made = reader(searches=[QUERY], place="Bridgwater", seen=timezone.now() - timedelta(days=1))
    listed("Autism crew", needs=["autism"], at=[NEAR_BRIDGWATER], summary="A calm club.")
    listed("Exford crew", needs=["autism"], at=[EXFORD])
    listed("ADHD crew", needs=["adhd"], at=[NEAR_BRIDGWATER])
    listed("Known crew", hours_ago=50, needs=["autism"], at=[NEAR_BRIDGWATER])
    send()
    [message] = mail.outbox
    assert told() == ["Autism crew"]
    body = str(message.body)
    assert "- Need: Autism" in body
    assert "- Within 10 miles of Bridgwater" in body
    assert "A calm club." in body
    assert "0.9 miles away" in body
    assert message.subject == "1 new listing for your saved search"
    assert "You asked for this alert on" in seen(html_of(message))
    send()
    assert len(mail.outbox) == 1
    made.refresh_from_db()


def test_a_listing_with_new_details_is_told_apart_from_a_new_one(words):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Moved crew", hours_ago=6, first_hours_ago=2000, needs=["autism"], at=[NEAR_BRIDGWATER])
    listed("New crew", hours_ago=5, needs=["autism"], at=[NEAR_BRIDGWATER])
    send()
    body = str(mail.outbox[0].body)
    assert body.index("NEW HELP LISTED") < body.index("* New crew") < body.index("HELP WITH NEW DETAILS")
    assert body.index("HELP WITH NEW DETAILS") < body.index("* Moved crew")


def test_what_the_search_has_not_taken_in_yet_is_told_in_the_next_run(words):
    """An index may be an hour behind: what was published before it is told, and nothing is passed over."""
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Early crew", hours_ago=8, needs=["autism"], at=[NEAR_BRIDGWATER])
    late = published("Late crew", hours_ago=5, needs=["autism"], at=[NEAR_BRIDGWATER])
    actions.queue([late.pk])
    send()
    assert told() == ["Early crew"]
    actions.sync()
    send()
    assert told() == ["Late crew"]
    assert len(mail.outbox) == 2


def test_what_was_published_in_the_last_hour_waits(words):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Crew", hours_ago=0.5, needs=["autism"], at=[NEAR_BRIDGWATER])
    send()
    assert not mail.outbox
    send_alerts(now=timezone.now() + timedelta(hours=1), watch=silent)
    assert told() == ["Crew"]


def test_a_search_at_rest_postpones_and_loses_nothing(words, monkeypatch: pytest.MonkeyPatch):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])

    def resting(self, asked):
        raise SearchUnavailableError("Search is resting.")

    with monkeypatch.context() as night:
        night.setattr(EmbeddedEngine, "search", resting)
        with pytest.raises(CommandError, match="The search did not answer"):
            send()
    assert not mail.outbox
    send()
    assert told() == ["Crew"]


def test_a_place_that_is_gone_never_makes_a_county_look_near(words):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Exford crew", needs=["autism"], at=[EXFORD])
    Generation.objects.all().delete()
    told_now = send_alerts(watch=silent)
    assert told_now.unread == 1
    assert not mail.outbox


def test_a_withdrawn_listing_is_not_told(words):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    made = listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])
    Service.objects.filter(pk=made.pk).update(live=False)
    send()
    assert not mail.outbox


def test_an_alert_that_is_not_confirmed_is_not_sent(words):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    SavedSearch.objects.update(confirmed_at=None)
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])
    send()
    assert not mail.outbox


def test_from_the_moment_she_confirms_what_is_listed_is_new(words, client: Client):
    client.post("/newsletter/alert/?need=autism", {"email": PARENT})
    listed("Crew", hours_ago=2, needs=["autism"], at=[BRIDGWATER])
    SavedSearch.objects.update(seen=timezone.now() - timedelta(days=3))
    client.post(link_to("confirm"), {"wish": f"alert-{SavedSearch.objects.get().pk}"})
    mail.outbox.clear()
    send_alerts(now=timezone.now() + timedelta(hours=2), watch=silent)
    assert not mail.outbox


def test_her_mail_program_stops_one_alert_and_leaves_the_other(words, client: Client):
    made = reader(searches=[QUERY, "need=adhd"], seen=timezone.now() - timedelta(days=1))
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])
    send()
    [message] = mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.post(path_of(message.extra_headers["List-Unsubscribe"][1:-1]), {"List-Unsubscribe": "One-Click"})
    assert [one.query for one in made.searches.all()] == ["need=adhd"]


def test_every_link_of_an_alert_works(words, client: Client):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])
    send()
    for address in links(mail.outbox[0]):
        if address.startswith("http"):
            assert client.get(path_of(address)).status_code == 200, address


def test_a_mail_that_is_not_taken_is_tried_again(words, moods):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])
    moods.moods = [TimeoutError()]
    with pytest.raises(CommandError, match="tried again"):
        send()
    assert SavedSearch.objects.get().failures == 1
    send()
    assert moods.sent == [PARENT]
    assert SavedSearch.objects.get().failures == 0


def test_a_dry_run_tells_nobody_and_two_runs_at_a_time_neither(words, capsys):
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])
    call_command("send_alerts", "--dry-run", verbosity=0)
    assert "1 would be sent" in capsys.readouterr().out
    with somebody_else_sends("newsletter-alerts"), pytest.raises(CommandError, match="Another run"):
        send()
    assert not mail.outbox
    send()
    assert len(mail.outbox) == 1


def test_with_more_results_than_fit_one_question_every_new_one_is_told(
    words, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("localoffer.newsletter.queries.searches.PER_PAGE", 2)
    reader(searches=[QUERY], seen=timezone.now() - timedelta(days=1))
    for number in range(5):
        listed(f"Crew {number}", needs=["autism"], at=[(51.14 + number / 100, -3.01)])
    send()
    assert sorted(told()) == [f"Crew {number}" for number in range(5)]


def test_alike_searches_are_asked_once_and_each_reader_takes_two_statements(
    words, monkeypatch: pytest.MonkeyPatch
):
    asked = []
    search = EmbeddedEngine.search
    monkeypatch.setattr(
        EmbeddedEngine, "search", lambda self, question: asked.append(1) or search(self, question)
    )
    listed("Crew", needs=["autism"], at=[NEAR_BRIDGWATER])

    def statements(count: int) -> int:
        SavedSearch.objects.update(seen=timezone.now() - timedelta(days=1))
        asked.clear()
        with CaptureQueriesContext(connection) as queries:
            assert send_alerts(limit=count, watch=silent).sent == count
        assert len(asked) == 1
        return len(queries)

    for number in range(12):
        reader(f"p{number}@example.org", searches=[QUERY])
    statements(1)
    assert statements(12) - statements(2) == 2 * 10
    assert statements(1) <= 14


def test_without_anything_published_no_question_is_asked(words, monkeypatch: pytest.MonkeyPatch):
    reader(searches=[QUERY, "need=adhd"], seen=timezone.now() - timedelta(days=1))
    monkeypatch.setattr(EmbeddedEngine, "search", lambda self, asked: pytest.fail("nobody had to ask"))
    before = timezone.now() - timedelta(hours=2)
    assert send_alerts(watch=silent).nothing == 2
    assert all(one.seen > before for one in SavedSearch.objects.all())
