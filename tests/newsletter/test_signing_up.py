"""A parent asks for news, says that it was she, changes her mind, and is forgotten."""

import logging
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from localoffer.newsletter.actions import joining
from localoffer.newsletter.keys import Purpose, key
from localoffer.newsletter.models import Digest, Reader, SavedSearch
from tests import making
from tests.newsletter.world import PARENT, html_of, link_to, links, reader, seen, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def needs(db):
    making.term("communication-and-interaction", name="Communication and interaction")
    making.term("autism", name="Autism", parent="communication-and-interaction")
    making.term("anxiety", name="Anxiety")


def read(answer) -> str:
    return seen(answer.content.decode())


def test_a_parent_signs_up_confirms_and_gets_the_news(client: Client):
    answer = sign_up(client, needs=["autism"])
    assert answer.status_code == 302
    assert "Check your e-mail" in read(client.get(answer.headers["Location"]))
    [message] = mail.outbox
    assert message.to == [PARENT]
    assert "Autism" in message.body
    assert "Autism" in seen(html_of(message))
    confirm = link_to("confirm")
    # A mail scanner opens every link: that alone confirms nothing.
    assert "Was it you?" in read(client.get(confirm))
    assert Reader.objects.get().confirmed_at is None
    assert "all set" in read(client.post(confirm, {"wish": "news"}))
    digest = Digest.objects.get(confirmed_at__isnull=False)
    assert [term.code for term in digest.needs.all()] == ["autism"]
    assert digest.reader.confirmed_at is not None
    assert "nothing left to confirm" in read(client.get(confirm))


def test_the_page_says_the_same_whether_or_not_an_address_is_known(client: Client):
    reader("known@example.org", needs=[])
    known = sign_up(client, "Known@Example.org ")
    unknown = sign_up(client, "unknown@example.org")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [["known@example.org"], ["unknown@example.org"]]
    assert Reader.objects.filter(email="known@example.org").count() == 1


def test_nobody_else_can_change_what_a_reader_gets(client: Client):
    reader(needs=["autism"])
    sign_up(client, needs=["anxiety"])
    current = Digest.objects.get(confirmed_at__isnull=False)
    assert [term.code for term in current.needs.all()] == ["autism"]
    page = read(client.get(link_to("confirm")))
    assert "This takes the place of what you get now" in page
    client.post(link_to("confirm"), {"wish": "news"})
    [changed] = Digest.objects.all()
    assert [term.code for term in changed.needs.all()] == ["anxiety"]


def test_what_she_did_not_ask_for_is_deleted_when_she_says_so(client: Client):
    sign_up(client)
    answer = client.post(link_to("confirm"), {})
    assert "We keep nothing about you" in read(answer)
    assert not Reader.objects.exists()


@pytest.mark.parametrize("wrong", ["", "parent", "parent@", "a b@example.org", "x" * 300 + "@example.org"])
def test_an_address_that_is_none_is_told_with_how_to_mend_it(client: Client, wrong: str):
    answer = sign_up(client, wrong)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "There is a problem" in page
    assert 'href="#id_email">Enter an e-mail address, such as name@example.org.' in page
    assert not Reader.objects.exists()
    assert not mail.outbox


def test_a_need_that_is_not_on_the_list_is_refused(client: Client):
    answer = sign_up(client, needs=["flying"])
    assert answer.status_code == 400
    assert "Choose from the list" in read(answer)


def test_a_machine_that_fills_every_field_is_told_the_same_and_nothing_is_kept(client: Client):
    answer = sign_up(client, website="https://buy.example.org/")
    assert answer.headers["Location"] == "/newsletter/check-your-e-mail/"
    assert not Reader.objects.exists()
    assert not mail.outbox


def test_nobody_can_be_flooded_with_questions_to_confirm(client: Client):
    for _ in range(5):
        sign_up(client)
    assert len(mail.outbox) == 1
    later = [11, 11, 11]
    for minutes in later:
        Reader.objects.update(mailed_at=timezone.now() - timedelta(minutes=minutes))
        sign_up(client)
    assert len(mail.outbox) == joining.TIMES_A_DAY
    yesterday = timezone.localdate() - timedelta(days=1)
    Reader.objects.update(mailed_at=timezone.now() - timedelta(days=1), mailed_on=yesterday)
    sign_up(client)
    assert len(mail.outbox) == joining.TIMES_A_DAY + 1


def test_one_link_confirms_all_that_was_asked_for_within_ten_minutes(client: Client):
    sign_up(client)
    client.post("/newsletter/alert/?need=autism", {"email": PARENT})
    assert len(mail.outbox) == 1
    page = read(client.get(link_to("confirm")))
    assert "The weekly news" in page
    assert "Need: Autism" in page
    alert = SavedSearch.objects.get()
    client.post(link_to("confirm"), {"wish": ["news", f"alert-{alert.pk}"]})
    alert.refresh_from_db()
    assert alert.confirmed_at is not None
    assert Digest.objects.get().confirmed_at is not None


def test_a_machine_that_types_thousands_of_addresses_is_stopped_and_families_are_told_when(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(joining, "MOST_AN_HOUR", 3)
    for number in range(3):
        assert sign_up(client, f"a{number}@example.org").status_code == 302
    answer = sign_up(client, "b@example.org")
    assert answer.status_code == 503
    assert "try again in an hour" in read(answer)
    assert not Reader.objects.filter(email="b@example.org").exists()


def test_a_mail_server_that_is_away_is_said_and_she_may_try_again_at_once(client: Client, settings, caplog):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", taken.getsockname()[1]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        with caplog.at_level(logging.DEBUG):
            answer = sign_up(client)
    assert answer.status_code == 503
    assert "We could not send" in read(answer)
    assert "ConnectionRefusedError" in caplog.text
    assert PARENT not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sign_up(client).status_code == 302
    assert len(mail.outbox) == 1


def test_a_link_that_is_cut_off_or_made_up_opens_nothing(client: Client):
    made = reader(needs=[])
    other = key(Purpose.STOP, made.secret, "news")
    for page in ("confirm", "manage", "stop"):
        for wrong in ("", "abc", key(Purpose.MANAGE, made.secret)[:-1], f"{made.secret}:x:y"):
            answer = client.get(f"/newsletter/{page}/", {"key": wrong})
            assert answer.status_code == 400, (page, wrong)
            assert "This link does not work" in read(answer)
    # A key to stop the news is no key to see everything.
    assert client.get("/newsletter/manage/", {"key": other}).status_code == 400


def test_a_link_to_confirm_works_for_a_week(client: Client, monkeypatch: pytest.MonkeyPatch):
    sign_up(client)
    confirm = link_to("confirm")
    late = timezone.now().timestamp() + 7 * 24 * 3600 + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    answer = client.post(confirm, {"wish": "news"})
    assert answer.status_code == 400
    assert "too old" in read(answer)
    assert Reader.objects.get().confirmed_at is None


def test_a_reader_sees_all_that_is_kept_changes_it_and_deletes_it_at_once(client: Client):
    made = reader(needs=["autism"], searches=["need=autism", "need=anxiety"])
    manage = f"/newsletter/manage/?key={key(Purpose.MANAGE, made.secret)}"
    page = read(client.get(manage))
    assert "Autism" in page
    assert "Need: Anxiety" in page
    assert "p…@example.org" in page
    assert PARENT not in page
    answer = client.post(manage, {"do": "choose", "needs": ["anxiety"]})
    assert "Your choices are saved" in read(client.get(answer.headers["Location"]))
    assert [term.code for term in Digest.objects.get().needs.all()] == ["anxiety"]
    first, second = SavedSearch.objects.order_by("pk")
    client.post(manage, {"do": f"stop-alert-{first.pk}"})
    assert list(SavedSearch.objects.all()) == [second]
    assert "We keep nothing about you" in read(client.post(manage, {"do": "forget"}))
    assert not Reader.objects.exists()
    assert not SavedSearch.objects.exists()
    assert "We keep nothing about you" in read(client.get(manage))


def test_a_reader_deletes_nobody_elses_alert(client: Client):
    other = reader("other@example.org", searches=["need=autism"])
    mine = reader(needs=[])
    manage = f"/newsletter/manage/?key={key(Purpose.MANAGE, mine.secret)}"
    client.post(manage, {"do": f"stop-alert-{other.searches.get().pk}"})
    assert SavedSearch.objects.filter(reader=other).exists()


def test_a_mail_program_stops_the_news_with_one_post_and_no_cookie():
    made = reader(needs=[], searches=["need=autism"])
    stop = f"/newsletter/stop/?key={key(Purpose.STOP, made.secret, 'news')}"
    program = Client(enforce_csrf_checks=True)
    assert "Stop the weekly news?" in read(program.get(stop))
    assert Digest.objects.exists()
    for _ in range(2):
        answer = program.post(
            stop, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
        assert not answer.cookies
    assert not Digest.objects.exists()
    assert SavedSearch.objects.exists()


def test_with_the_last_thing_stopped_the_address_is_gone(client: Client):
    made = reader(searches=["need=autism"])
    client.post(f"/newsletter/stop/?key={key(Purpose.STOP, made.secret, str(made.searches.get().pk))}")
    assert not Reader.objects.exists()


def test_the_link_to_confirm_also_leads_a_known_reader_to_what_she_gets(client: Client):
    reader(needs=["autism"])
    sign_up(client)
    assert "What you get from us" in read(client.get(link_to("manage")))


def test_no_page_sets_a_cookie_or_gives_its_key_away(client: Client):
    made = reader(needs=["autism"], searches=["need=autism"])
    manage = f"/newsletter/manage/?key={key(Purpose.MANAGE, made.secret)}"
    for path in ("/newsletter/", "/newsletter/check-your-e-mail/", "/newsletter/alert/?need=autism", manage):
        answer = client.get(path)
        assert answer.status_code == 200
        assert not answer.cookies, path
    assert client.get(manage).headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in client.get(manage).headers["Cache-Control"]


def test_mails_are_whole_in_text_and_in_html_with_whole_addresses(client: Client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://offer.example.org/"
    sign_up(client)
    [message] = mail.outbox
    assert all(address.startswith(("https://offer.example.org/", "mailto:")) for address in links(message))
    html = html_of(message)
    assert '<html lang="en-gb"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize(("path", "most"), [("/newsletter/", 2), ("/newsletter/check-your-e-mail/", 0)])
def test_signing_up_is_shown_in_few_statements(client: Client, path, most, django_assert_max_num_queries):
    client.get(path)
    with django_assert_max_num_queries(most):
        client.get(path)


def test_managing_takes_as_many_statements_for_one_alert_as_for_ten(
    client: Client, django_assert_num_queries
):
    one = reader("one@example.org", needs=["autism"], searches=["need=autism"])
    ten = reader("ten@example.org", needs=["autism", "anxiety"], searches=[f"age={age}" for age in range(10)])
    for made in (one, ten):
        with django_assert_num_queries(8):
            client.get("/newsletter/manage/", {"key": key(Purpose.MANAGE, made.secret)})
