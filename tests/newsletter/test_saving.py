"""A parent reads what would be kept of her search before she saves it, and little is."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from localoffer.newsletter.models import Reader, SavedSearch
from tests.newsletter.world import (
    BRIDGWATER,
    PARENT,
    listed,
    reader,
    seen,
)

pytestmark = pytest.mark.django_db


def read(answer) -> str:
    return seen(answer.content.decode())


def test_a_parent_reads_what_would_be_kept_before_she_saves_it(words, client: Client):
    page = read(client.get("/newsletter/alert/?q=autism+youth+club&near=ta64rn&age=7&within=5"))
    assert "Need: Autism" in page
    assert "Kind of help: Youth group" in page
    assert "Age: 5 to 10" in page
    assert "Only the first half of your postcode: TA6" in page
    assert "Closer: a spot in TA6, rounded to about a mile" in page
    assert "We look within 5 miles" in page
    assert "TA6 4RN" not in page
    assert "Keep my words" not in page


def test_codes_and_the_first_half_of_a_postcode_are_all_that_is_kept(words, client: Client):
    path = "/newsletter/alert/?q=autism+youth+club&near=ta64rn&age=7&within=5&page=2&sort=name"
    answer = client.post(path, {"email": PARENT, "where": "rough"})
    assert answer.headers["Location"] == "/newsletter/check-your-e-mail/"
    saved = SavedSearch.objects.get()
    assert saved.query == "near=TA6&within=5&need=autism&kind=youth-group&age=5-10"
    assert saved.place == "TA6"
    assert saved.confirmed_at is None


def test_an_alert_is_about_help_and_never_about_things_to_read(words, client: Client):
    client.post(
        "/newsletter/alert/?need=autism&near=Bridgwater&group=guidance", {"email": PARENT, "where": "rough"}
    )
    assert SavedSearch.objects.get().query == "near=Bridgwater&need=autism"


def test_a_closer_spot_is_kept_rounded_and_only_if_she_agrees(words, client: Client):
    path = "/newsletter/alert/?q=autism&near=TA6+4RN"
    client.post(path, {"email": PARENT, "where": "close"})
    saved = SavedSearch.objects.get()
    assert saved.query == "near=51.13%2C-3.00&need=autism"
    assert saved.place == "a spot in TA6, rounded to about a mile"
    Reader.objects.all().delete()
    client.post(path, {"email": PARENT, "where": "nothing"})
    assert SavedSearch.objects.get().query == "need=autism"


def test_a_town_is_kept_by_its_name_wherever_it_was_said(words, client: Client):
    for number, path in enumerate(("?q=autism&near=bridgwater", "?q=autism+near+bridgwater")):
        client.post(f"/newsletter/alert/{path}", {"email": f"p{number}@example.org", "where": "rough"})
    assert [one.query for one in SavedSearch.objects.all()] == ["near=Bridgwater&need=autism"] * 2


def test_words_without_a_name_of_ours_are_kept_only_if_she_ticks_it(words, client: Client):
    listed("Lego club", at=[BRIDGWATER])
    path = "/newsletter/alert/?q=autism+lego"
    assert "Keep my words too: “lego”" in read(client.get(path))
    client.post(path, {"email": PARENT})
    assert SavedSearch.objects.get().query == "need=autism"
    Reader.objects.all().delete()
    client.post(path, {"email": PARENT, "words": "1"})
    assert SavedSearch.objects.get().query == "q=lego&need=autism"


def test_where_there_are_only_words_she_is_asked_for_them(words, client: Client):
    listed("Lego club", at=[BRIDGWATER])
    answer = client.post("/newsletter/alert/?q=lego", {"email": PARENT})
    assert answer.status_code == 400
    assert "Tick the box if we may keep your words" in read(answer)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "near=Bridgwater", "near=Nowhereton&need=autism", "age=seven", "q=" + "a" * 300]
)
def test_a_search_for_nothing_or_nowhere_is_no_alert(words, client: Client, query: str):
    answer = client.get(f"/newsletter/alert/?{query}")
    assert answer.status_code == 400
    assert "What should we look for?" in read(answer)


def test_a_place_that_was_not_offered_is_refused(words, client: Client):
    answer = client.post("/newsletter/alert/?need=autism&near=TA6+4RN", {"email": PARENT, "where": "exact"})
    assert answer.status_code == 400
    assert not SavedSearch.objects.exists()


def test_the_same_alert_is_kept_once_and_ten_are_the_most(words, client: Client):
    made = reader(searches=["need=autism"])
    client.post("/newsletter/alert/?need=autism", {"email": PARENT})
    assert made.searches.count() == 1
    assert "You get this already" in str(mail.outbox[-1].body)
    for age in range(9):
        SavedSearch.objects.create(reader=made, query=f"need=adhd&within={age}")
    client.post("/newsletter/alert/?kind=youth-group", {"email": PARENT})
    assert made.searches.count() == 10


def test_nothing_of_a_search_is_in_a_log(words, client: Client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/newsletter/alert/?q=autism&near=TA6+4RN", {"email": PARENT, "where": "rough"})
        SavedSearch.objects.update(confirmed_at=timezone.now(), seen=timezone.now() - timedelta(days=2))
        listed("Crew", needs=["autism"], at=[BRIDGWATER])
        call_command("send_alerts", verbosity=0)
    assert len(mail.outbox) == 2
    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    ).lower()
    assert "autism" not in said
    assert "ta6" not in said
    assert PARENT not in said


def test_the_page_takes_four_statements_at_most(words, client: Client, django_assert_max_num_queries):
    path = "/newsletter/alert/?q=autism+youth+club&near=TA6+4RN"
    client.get(path)
    with django_assert_max_num_queries(4):
        client.get(path)
