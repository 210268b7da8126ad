"""A parent books a place, waits for one, and gives it back."""

import logging
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from localoffer.events.models import Booking, CancelLink, Letter
from tests.events.making import booked, event, first, session, subjects, token

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Demo Parent",
    "email": "parent@example.org",
    "places": "1",
    "access_needs": "",
    "leave_empty": "",
}


def form_of(made):
    return reverse("events:book", args=[first(made).pk])


def words(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())


def test_a_parent_books_and_is_told_by_e_mail(client, posted):
    made = event("Sleep workshop")
    page = BeautifulSoup(client.get(form_of(made)).content, "html.parser")
    assert page.h1.text == "Book: Sleep workshop"
    answer = posted(form_of(made), FORM | {"places": "2"})
    assert (answer.status_code, answer["Location"]) == (302, form_of(made) + "done/")
    assert "look in your e-mail" in words(client.get(answer["Location"]))
    held = Booking.objects.get()
    assert (held.status, held.places, held.email) == ("confirmed", 2, "parent@example.org")
    [letter] = mail.outbox
    assert letter.to == ["parent@example.org"]
    assert letter.subject == "You have a place: Sleep workshop"
    assert "You have 2 places." in letter.body
    assert "Friarn Hall, Bridgwater" in letter.body
    assert letter.from_email == "local.offer@example.org"


def test_no_cookie_is_set_and_no_page_of_booking_is_kept_by_a_shared_computer(client, posted):
    made = event()
    pages = [client.get(form_of(made)), posted(form_of(made), FORM), client.get(form_of(made) + "done/")]
    pages.append(client.get(reverse("events:cancel"), {"t": token()}))
    assert not client.cookies
    for answer in pages:
        assert "Set-Cookie" not in answer.headers
        assert "no-store" in answer["Cache-Control"]


def test_the_form_says_how_long_what_is_typed_is_kept(client):
    assert "30 days after the event" in words(client.get(form_of(event())))


def test_when_it_is_full_a_parent_joins_the_waiting_list_and_the_letter_says_her_number(client, posted):
    made = event("Sleep workshop", session(capacity=2))
    booked(made, "one@example.org", places=2)
    booked(made, "two@example.org")
    assert "Join the waiting list" in words(client.get(form_of(made)))
    answer = posted(form_of(made), FORM)
    assert answer["Location"].endswith("done/?list=1")
    assert "a new booking goes on the waiting list" in words(client.get(answer["Location"]))
    assert Booking.objects.get(email="parent@example.org").status == "waiting"
    assert mail.outbox[-1].subject == "You are on the waiting list: Sleep workshop"
    assert "You are number 2 on the waiting list." in mail.outbox[-1].body


def test_a_parent_who_books_twice_by_mistake_has_one_place(client, posted):
    made = event("Sleep workshop")
    once = posted(form_of(made), FORM)
    twice = posted(form_of(made), FORM | {"email": "Parent@Example.ORG ", "places": "3"})
    assert Booking.objects.get().places == 1
    assert subjects() == ["You have a place: Sleep workshop", "You have booked this already: Sleep workshop"]
    assert (once.status_code, once["Location"]) == (twice.status_code, twice["Location"])


@pytest.mark.parametrize("capacity", [None, 5, 1])
def test_a_stranger_learns_nothing_about_whether_an_address_has_booked(client, posted, capacity):
    """Two rooms alike, but for who is in them: her booking is in one, somebody else's in the other."""
    answers = []
    for title, email in (("With her", "parent@example.org"), ("Without", "another@example.org")):
        made = event(title, session(capacity=capacity, waiting_most=3))
        booked(made, email)
        answer = posted(form_of(made), FORM)
        after = client.get(answer["Location"])
        hidden = [str(first(made).pk), title, made.slug]
        seen = re.sub("|".join(hidden), "x", answer["Location"] + after.content.decode())
        answers.append((answer.status_code, seen))
    assert answers[0] == answers[1]


def test_where_the_waiting_list_is_full_an_address_that_has_booked_is_told_so_like_any_other(client, posted):
    answers = []
    for title, email in (("With her", "parent@example.org"), ("Without", "another@example.org")):
        made = event(title, session(capacity=3, waiting_most=1))
        booked(made, email, places=2)
        booked(made, "two@example.org", places=2)  # waits, and one place is free
        answer = posted(form_of(made), FORM | {"places": "2"})
        assert "There is only 1 place left, and the waiting list is full." in words(answer)
        answers.append(answer.status_code)
    assert answers == [409, 409]


def test_the_first_who_fits_has_a_place_that_comes_free(posting):
    made = event("Sleep workshop", session(capacity=3))
    booked(made, "three@example.org", places=3)
    large = booked(made, "large@example.org", places=4 - 1)
    small = booked(made, "small@example.org")
    other = booked(made, "other@example.org", places=2)
    from localoffer.events.actions.cancelling import cancel

    with posting():
        cancel(booking=Booking.objects.get(email="three@example.org"), now=timezone.now())
    states = {one.email.split("@")[0]: one.status for one in Booking.objects.all()}
    assert states == {"three": "cancelled", "large": "confirmed", "small": "waiting", "other": "waiting"}
    assert "A place has come free for you: Sleep workshop" in subjects(large.email)
    with posting():
        cancel(booking=large, now=timezone.now())
    states = {one.email.split("@")[0]: one.status for one in Booking.objects.all()}
    assert (states["small"], states["other"]) == ("confirmed", "confirmed")
    assert small.pk < other.pk


def test_a_link_that_a_mail_scanner_follows_cancels_nothing_and_the_button_does(client, posted):
    made = event("Sleep workshop", session(capacity=1))
    posted(form_of(made), FORM)
    posted(form_of(made), FORM | {"email": "next@example.org"})
    link = reverse("events:cancel")
    page = client.get(link, {"t": token(0)})
    assert "Cancel your booking?" in words(page)
    client.head(link, {"t": token(0)})
    assert Booking.objects.get(email="parent@example.org").status == "confirmed"
    answer = posted(link, {"t": token(0)})
    assert "Your booking is cancelled" in words(answer)
    assert Booking.objects.get(email="parent@example.org").status == "cancelled"
    assert Booking.objects.get(email="next@example.org").status == "confirmed"
    assert subjects("next@example.org")[-1] == "A place has come free for you: Sleep workshop"
    again = posted(link, {"t": token(0)})
    assert "Your booking is cancelled" in words(again)
    assert subjects("parent@example.org").count("Your booking is cancelled: Sleep workshop") == 1


def test_a_link_of_nobody_says_so_and_the_token_itself_is_kept_nowhere(client, posted):
    made = event()
    posted(form_of(made), FORM)
    assert client.get(reverse("events:cancel"), {"t": "x" * 43}).status_code == 404
    assert client.get(reverse("events:cancel")).status_code == 404
    assert client.post(reverse("events:cancel"), {"t": "\x00" * 500}).status_code == 404
    [link] = CancelLink.objects.all()
    assert token() not in link.digest
    assert len(link.digest) == 64


def test_every_letter_of_a_booking_has_a_link_that_works(client, posted):
    made = event()
    posted(form_of(made), FORM)
    posted(form_of(made), FORM)
    assert token(0) != token(1)
    for number in (0, 1):
        assert client.get(reverse("events:cancel"), {"t": token(number)}).status_code == 200


def test_once_it_has_begun_nobody_cancels(client, posted):
    made = event("Sleep workshop", session(0.01))
    posted(form_of(made), FORM)
    started = timezone.now() - timedelta(minutes=5)
    type(first(made)).objects.update(starts_at=started)
    answer = posted(reverse("events:cancel"), {"t": token()})
    assert "It has begun already" in words(answer)
    assert Booking.objects.get().status == "confirmed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "parent@"}, "Enter an e-mail address in full, like name@example.org."),
        ({"email": ""}, "Enter your e-mail address."),
        ({"email": "a" * 260 + "@example.org"}, "This e-mail address is too long."),
        ({"email": "one@example.org\nBcc: two@example.org"}, "Enter an e-mail address in full"),
        ({"name": " "}, "Enter your name."),
        ({"name": "x" * 121}, "Your name is too long for us"),
        ({"places": "two"}, "Say how many places, in figures"),
        ({"places": ""}, "Say how many places, in figures"),
        ({"places": "0"}, "Book at least 1 place."),
        ({"places": "-3"}, "Book at least 1 place."),
        ({"places": "5"}, "You can book up to 4 places."),
        ({"places": "9" * 40}, "You can book up to 4 places."),
        ({"access_needs": "x" * 1001}, "use 1,000 letters at most"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_the_top_and_beside_it_and_nothing_is_lost(client, typed, said):
    answer = client.post(form_of(event()), FORM | {"name": "Sam", "access_needs": "A signer"} | typed)
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 400
    [field] = typed
    top = page.select_one(f'.govuk-error-summary a[href="#id_{field}"]')
    assert said in top.text
    assert said in page.select_one(".govuk-form-group--error .govuk-error-message").text
    assert page.title.text.startswith("Error:")
    if field != "access_needs":
        assert page.select_one("#id_access_needs").text == "A signer"
    assert not Booking.objects.exists()
    assert not mail.outbox


def test_no_more_than_there_are_can_be_asked_for(client):
    answer = client.post(form_of(event("x", session(capacity=2))), FORM | {"places": "3"})
    assert "You can book up to 2 places." in words(answer)


@pytest.mark.parametrize(
    ("days", "fields", "said"),
    [
        (
            10,
            {"cancelled": True, "cancelled_reason": "The hall is flooded."},
            "The hall is flooded.",
        ),
        (-1, {}, "This date is over."),
        (-0.01, {}, "Booking for this date has closed."),
        (10, {"booking_closes": timezone.now() - timedelta(hours=1)}, "Booking for this date has closed."),
        (10, {"booking_opens": timezone.now() + timedelta(days=1)}, "Booking opens on"),
        (10, {"bookable": False}, "You don't need to book this."),
        (10, {"capacity": 1, "waiting_most": 0}, "This date is full, and so is its waiting list."),
    ],
)
def test_a_date_that_cant_be_booked_says_why_to_a_reader_and_to_a_late_post(client, days, fields, said):
    made = event("Sleep workshop", session(days, **fields))
    if "capacity" in fields:
        booked(made, "one@example.org")
    before = Booking.objects.count()
    assert said in words(client.get(form_of(made)))
    answer = client.post(form_of(made), FORM)
    assert said in words(answer)
    assert Booking.objects.count() == before


def test_a_date_of_a_draft_or_of_no_event_is_not_here(client):
    made = event("Draft", live=False)
    draft = session()
    draft.page = made
    draft.save()
    assert client.get(reverse("events:book", args=[draft.pk])).status_code == 404
    assert client.post(reverse("events:book", args=[draft.pk]), FORM).status_code == 404
    assert client.get("/bookings/5b1f0c2e-0000-4000-8000-000000000000/").status_code == 404


def test_who_fills_the_box_that_nobody_sees_is_thanked_and_books_nothing(client, posted):
    answer = posted(form_of(event()), FORM | {"leave_empty": "https://spam.example.org"})
    assert answer["Location"].endswith("/done/")
    assert not Booking.objects.exists()
    assert not mail.outbox


def test_a_stranger_cant_fill_somebodys_letter_box(client, posted):
    made = event("Sleep workshop")
    for _ in range(15):
        answer = posted(form_of(made), FORM)
    assert "There have been many bookings with this e-mail address." in words(answer)
    assert len(mail.outbox) == 10
    assert posted(form_of(made), FORM | {"email": "another@example.org"}).status_code == 302
    Letter.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert posted(form_of(made), FORM).status_code == 302


def test_one_address_cant_take_a_place_at_everything(client, posted):
    made = event("Sleep workshop", *[session(days) for days in range(3, 16)])
    answers = [posted(reverse("events:book", args=[one.pk]), FORM).status_code for one in made.sessions.all()]
    Letter.objects.update(made_at=timezone.now() - timedelta(days=2))
    last = list(made.sessions.all())[-3:]
    answers += [posted(reverse("events:book", args=[one.pk]), FORM).status_code for one in last]
    assert Booking.objects.count() == 12
    assert answers[-1] == 409


def test_nothing_of_a_booking_is_in_the_log(client, posted, caplog, settings):
    settings.EMAIL_BACKEND = "tests.events.mail_away.Refusing"
    caplog.set_level(logging.DEBUG)
    made = event("Sleep workshop")
    posted(form_of(made), FORM | {"access_needs": "A wheelchair space"})
    client.get(reverse("events:cancel"), {"t": "secret-token"})
    logged = "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "SMTPRecipientsRefused" in logged
    for word in ("parent@example.org", "Demo Parent", "wheelchair", "secret-token"):
        assert word not in logged


def test_a_forged_post_from_another_site_is_only_a_letter_with_a_link_to_undo_it(posting):
    from django.test import Client

    made = event("Sleep workshop")
    strict = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example.org"})
    with posting():
        assert strict.post(form_of(made), FORM).status_code == 302
    assert len(mail.outbox) == 1
    assert "If it was not you" in mail.outbox[0].body
    assert token()


def test_a_machine_cant_write_to_hundreds_of_strangers_through_one_form(client, posted, monkeypatch):
    from localoffer.events.actions import booking

    monkeypatch.setattr(booking, "RUSH_MOST", 3)
    made = event("Sleep workshop", session(capacity=None))
    for number in range(5):
        answer = posted(form_of(made), FORM | {"email": f"stranger{number}@example.org"})
    assert "Please try again in ten minutes." in words(answer)
    assert len(mail.outbox) == 3


def test_a_date_on_a_page_that_is_kept_private_is_nobodys_to_see_or_book(client):
    from wagtail.models import PageViewRestriction

    made = event("Only for some", session())
    PageViewRestriction.objects.create(page=made, restriction_type=PageViewRestriction.LOGIN)
    assert "Only for some" not in client.get("/events/").content.decode()
    assert "Only for some" not in client.get("/events/calendar/").content.decode()
    assert client.get(form_of(made)).status_code == 404
    assert client.post(form_of(made), FORM).status_code == 404
    assert not Booking.objects.exists()


def test_a_page_of_booking_takes_at_most_four_statements_and_writes_nothing(
    client, posted, django_assert_max_num_queries
):
    made = event("Sleep workshop", session(capacity=3))
    posted(form_of(made), FORM)
    pages = [form_of(made), form_of(made) + "done/", f"{reverse('events:cancel')}?t={token()}"]
    for path in pages:
        client.get(path)
        with django_assert_max_num_queries(4) as asked:
            assert client.get(path).status_code == 200
        told = [one["sql"].lstrip().upper()[:6] for one in asked.captured_queries]
        assert set(told) == {"SELECT"}, path
