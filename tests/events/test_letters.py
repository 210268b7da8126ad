"""Letters: what is owed leaves, once, whatever the mail server does meanwhile."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from localoffer.events.actions.booking import Wish, book
from localoffer.events.actions.letters import CLAIM, send_owed
from localoffer.events.models import Booking, EventSession, Letter
from tests.events.making import booked, change, event, first, session, subjects
from tests.events.test_booking import FORM, form_of

pytestmark = pytest.mark.django_db
AWAY, REFUSING, CHOOSY, FALLING, THERE = (
    "tests.events.mail_away.Away",
    "tests.events.mail_away.Refusing",
    "tests.events.mail_away.Choosy",
    "tests.events.mail_away.Falling",
    "django.core.mail.backends.locmem.EmailBackend",
)


def run(name, *options):
    out = StringIO()
    call_command(name, *options, stdout=out)
    return out.getvalue()


def attached(letter):
    [(name, content, kind)] = letter.attachments
    assert (name, kind) == ("event.ics", "text/calendar")
    return Calendar.from_ical(content).walk("VEVENT")[0]


@pytest.mark.parametrize("trouble", [AWAY, REFUSING])
def test_while_the_mail_is_away_no_booking_is_lost_and_the_letter_leaves_later(posted, settings, trouble):
    settings.EMAIL_BACKEND = trouble
    made = event("Sleep workshop")
    assert posted(form_of(made), FORM).status_code == 302
    assert Booking.objects.get().status == "confirmed"
    assert Letter.objects.get().sent_at is None
    assert not mail.outbox
    settings.EMAIL_BACKEND = THERE
    assert "1 letters sent" in run("send_letters")
    assert subjects() == ["You have a place: Sleep workshop"]
    assert "0 letters sent" in run("send_letters")


def test_with_the_mail_away_the_command_says_so_and_loses_nothing(settings):
    booked(event())
    settings.EMAIL_BACKEND = AWAY
    with pytest.raises(CommandError, match="ConnectionRefusedError") as said:
        run("send_letters")
    assert "mail.example.org" not in str(said.value)
    settings.EMAIL_BACKEND = THERE
    assert "1 letters are owed" in run("send_letters", "--dry-run")
    run("send_letters")
    assert len(mail.outbox) == 1


def test_one_address_that_is_refused_holds_up_nobody_and_is_given_up_at_last(settings):
    made = event()
    booked(made, "bad@example.org")
    booked(made, "good@example.org")
    settings.EMAIL_BACKEND = CHOOSY
    assert "1 letters sent, 1 refused" in run("send_letters")
    assert [one.to for one in mail.outbox] == [["good@example.org"]]
    for _ in range(20):
        run("send_letters")
    assert Letter.objects.get(sent_at=None).tries == 12


def test_a_server_that_goes_away_half_way_has_sent_what_it_sent(settings):
    made = event()
    for number in range(3):
        booked(made, f"parent{number}@example.org")
    settings.EMAIL_BACKEND = FALLING
    with pytest.raises(CommandError):
        run("send_letters")
    settings.EMAIL_BACKEND = THERE
    run("send_letters")
    assert sorted(one.to[0] for one in mail.outbox) == [f"parent{number}@example.org" for number in range(3)]


def test_a_letter_that_somebody_else_is_sending_is_not_sent_twice_unless_they_died(settings):
    booked(event())
    Letter.objects.update(claimed_at=timezone.now())
    assert send_owed(now=timezone.now(), watch=lambda keys, total: keys).sent == 0
    Letter.objects.update(claimed_at=timezone.now() - CLAIM - timedelta(seconds=1))
    assert send_owed(now=timezone.now(), watch=lambda keys, total: keys).sent == 1


def test_a_letter_is_only_sent_when_the_booking_is_committed(posting):
    made = event()
    with posting():
        booked(made)
        assert not mail.outbox
    assert len(mail.outbox) == 1


def test_a_booking_that_is_taken_back_sends_nothing(posting):
    from django.db import transaction

    made = event()
    with posting(), transaction.atomic():
        booked(made)
        transaction.set_rollback(True)
    assert not mail.outbox
    assert not Letter.objects.exists()


def test_the_letter_of_a_place_has_the_joining_link_and_a_line_for_the_calendar(posting):
    where = {"online": True, "joining_link": "https://meet.example.org/secret", "capacity": 1}
    made = event("Sleep workshop", session(5, **where))
    with posting():
        booked(made)
    with posting():
        booked(made, "waits@example.org")
    place, waits = mail.outbox
    assert "To join online: https://meet.example.org/secret" in place.body
    entry = attached(place)
    assert entry["dtstart"].dt == first(made).starts_at
    assert entry["dtstart"].params["TZID"] == "Europe/London"
    assert "https://meet.example.org/secret" in str(entry["description"])
    assert str(entry["uid"]) == f"{first(made).pk}@signpost.example.org"
    assert "meet.example.org" not in waits.body
    assert waits.attachments == []


def test_a_letter_says_the_same_as_plain_text_and_as_html_and_runs_nothing(posting):
    made = event("<script>alert(1)</script> & more")
    with posting():
        booked(made)
    [letter] = mail.outbox
    html = letter.alternatives[0].content
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<script>alert(1)</script> & more" in letter.body
    assert '<a href="https://signpost.example.org/bookings/cancel/?t=' in html
    assert "https://signpost.example.org/events/" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_what_a_stranger_types_is_in_no_letter_to_somebody_else(posting):
    made = event(organiser_email="team@example.org")
    with posting():
        booked(made, name="Buy at spam.example.org", needs="Look at spam.example.org")
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert "spam" not in letter.body + letter.subject


def test_the_organisers_hear_that_there_are_access_needs_and_read_them_where_they_log_in(posting):
    made = event("Sleep workshop", organiser_email="team@example.org")
    with posting():
        booked(made, needs="My son uses a wheelchair")
    assert subjects("team@example.org") == ["Access needs for Sleep workshop"]
    letter = next(one for one in mail.outbox if one.to == ["team@example.org"])
    assert "wheelchair" not in letter.body
    assert f"https://signpost.example.org/admin/bookings/{made.pk}/" in letter.body
    assert "cancel/?t=" not in letter.body


def test_a_title_with_a_line_end_makes_no_second_header(posting):
    made = event("Sleep workshop")
    type(made).objects.filter(pk=made.pk).update(title="Sleep\nBcc: all@example.org")
    with posting():
        booked(made)
    assert mail.outbox[0].subject == "You have a place: Sleep Bcc: all@example.org"


# --- What is published anew ---------------------------------------------------


def test_when_a_date_is_cancelled_everybody_who_booked_is_told_once(posting):
    made = event("Sleep workshop", session(5, capacity=1))
    booked(made)
    booked(made, "waits@example.org")
    Letter.objects.all().delete()
    with posting():
        change(made, cancelled=True, cancelled_reason="The hall is flooded.")
    assert sorted(one.to[0] for one in mail.outbox) == ["parent@example.org", "waits@example.org"]
    for letter in mail.outbox:
        assert letter.subject == "Cancelled: Sleep workshop"
        assert "The hall is flooded." in letter.body
        assert str(attached(letter)["status"]) == "CANCELLED"
    with posting():
        change(made, cancelled=True, cancelled_reason="The hall is flooded.")
    run("send_letters")
    assert len(mail.outbox) == 2


def test_what_publishing_left_undone_the_command_finds(posting):
    made = event("Sleep workshop")
    booked(made)
    Letter.objects.update(sent_at=timezone.now())
    EventSession.objects.update(cancelled=True, cancelled_reason="No")
    run("send_letters")
    run("send_letters")
    assert subjects() == ["Cancelled: Sleep workshop"]


def test_when_a_date_moves_those_who_booked_are_told_the_new_one(posting):
    made = event("Sleep workshop")
    booked(made)
    Letter.objects.all().delete()
    later = first(made).starts_at + timedelta(days=1)
    with posting():
        change(made, starts_at=later, ends_at=later + timedelta(hours=1))
    assert subjects() == ["Changed: Sleep workshop"]
    assert attached(mail.outbox[0])["dtstart"].dt == later
    with posting():
        change(made, capacity=50)
    assert len(mail.outbox) == 1


def test_when_there_is_more_room_those_who_wait_move_up(posting):
    made = event("Sleep workshop", session(5, capacity=1))
    booked(made)
    booked(made, "waits@example.org")
    Letter.objects.all().delete()
    with posting():
        change(made, capacity=3)
    assert Booking.objects.get(email="waits@example.org").status == "confirmed"
    assert subjects() == ["A place has come free for you: Sleep workshop"]


def test_with_less_room_nobody_who_has_a_place_loses_it(posting):
    made = event("Sleep workshop", session(5, capacity=3))
    booked(made, places=3)
    with posting():
        change(made, capacity=2)
    assert Booking.objects.get().status == "confirmed"
    assert booked(made, "late@example.org").status == "waiting"


def test_an_editor_waits_for_a_few_letters_and_the_command_sends_the_rest(posting):
    made = event("Sleep workshop")
    for number in range(9):
        booked(made, f"parent{number}@example.org")
    Letter.objects.all().delete()
    with posting():
        change(made, cancelled=True, cancelled_reason="No")
    assert len(mail.outbox) == 5
    run("send_letters")
    assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox) == 9


# --- Reminders ------------------------------------------------------------------


def test_everybody_with_a_place_is_reminded_once(posting):
    long_ago = timezone.now() - timedelta(days=9)
    made = event("Sleep workshop", session(1, capacity=2), session(4))
    booked(made, now=long_ago)
    booked(made, "two@example.org", now=long_ago)
    booked(made, "waits@example.org", now=long_ago)
    booked(made.sessions.all()[1], "later@example.org", now=long_ago)
    booked(event("Off", session(1, cancelled=False)), "off@example.org", now=long_ago)
    EventSession.objects.filter(page__title="Off").update(cancelled=True)
    Letter.objects.all().delete()
    assert run("send_reminders", "--dry-run") == "2 reminders would be sent.\n"
    assert not mail.outbox
    assert not Letter.objects.exists()
    assert "2 reminders. 2 letters sent" in run("send_reminders")
    assert "0 reminders. 0 letters sent" in run("send_reminders")
    assert sorted(one.to[0] for one in mail.outbox) == ["parent@example.org", "two@example.org"]
    assert mail.outbox[0].subject == "Soon: Sleep workshop"


def test_who_has_only_just_booked_needs_no_reminder():
    booked(event("Sleep workshop", session(1)))
    Letter.objects.all().delete()
    assert "0 reminders" in run("send_reminders")


def test_reminders_that_were_stopped_half_way_go_on_where_they_were(settings):
    made = event("Sleep workshop", session(1))
    for number in range(3):
        booked(made, f"parent{number}@example.org", now=timezone.now() - timedelta(days=9))
    Letter.objects.all().delete()
    settings.EMAIL_BACKEND = FALLING
    with pytest.raises(CommandError, match="3 new reminders are written down"):
        run("send_reminders")
    settings.EMAIL_BACKEND = THERE
    assert "0 reminders. 2 letters sent" in run("send_reminders")
    assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox) == 3


# --- Forgetting -------------------------------------------------------------------


def after(days):
    return timezone.now() + timedelta(days=days)


def known(booking):
    booking.refresh_from_db()
    return booking.name, booking.email, booking.access_needs


def test_thirty_days_after_only_the_counts_are_left(client):
    from localoffer.events.actions.forgetting import forget

    made = event("Sleep workshop", session(1, capacity=2))
    one = booked(made, places=2, needs="A signer")
    two = booked(made, "waits@example.org")
    run("send_letters")
    assert forget(now=after(1.5)).bookings == 0
    assert known(one)[2] == "A signer"
    assert forget(now=after(3)).needs == 1
    assert known(one) == ("Demo Parent", "parent@example.org", "")
    assert forget(now=after(30)).bookings == 0
    assert forget(now=after(32)).bookings == 2
    assert known(one) == known(two) == ("", "", "")
    assert (one.places, one.status, two.status) == (2, "confirmed", "waiting")
    assert not Letter.objects.exists()
    assert forget(now=after(33)) == type(forget(now=after(33)))(0, 0)
    link = f"{reverse('events:cancel')}?t=" + mail.outbox[0].body.split("?t=")[1].split()[0]
    assert client.get(link).status_code == 404


def test_the_editors_say_for_how_long_and_the_form_says_it_too(client):
    from localoffer.events.actions.forgetting import forget
    from localoffer.events.models import EventsPage

    made = event("Sleep workshop", session(1))
    one = booked(made)
    EventsPage.objects.update(keep_days=7)
    assert "7 days after the event" in client.get(form_of(made)).content.decode()
    assert forget(now=after(9)).bookings == 1
    assert known(one) == ("", "", "")


def test_a_cancelled_booking_is_forgotten_after_a_day_and_its_needs_at_once():
    from localoffer.events.actions.cancelling import cancel
    from localoffer.events.actions.forgetting import forget

    one = booked(event(), needs="A signer")
    cancel(booking=one, now=timezone.now())
    assert known(one)[2] == ""
    assert forget(now=after(0.5)).bookings == 0
    assert forget(now=after(1.1)).bookings == 1
    assert known(one) == ("", "", "")


def test_forgetting_can_be_looked_at_first():
    made = event("Sleep workshop", session(1))
    booked(made)
    EventSession.objects.update(
        starts_at=timezone.now() - timedelta(days=50), ends_at=timezone.now() - timedelta(days=49)
    )
    assert run("forget_bookings", "--dry-run").startswith("1 bookings")
    assert Booking.objects.exclude(email="").count() == 1
    assert run("forget_bookings").startswith("1 bookings")
    assert not Booking.objects.exclude(email="").exists()


def test_a_booking_of_an_organiser_without_an_address_is_owed_no_letter():
    made = event()
    wish = Wish("Somebody who rang", "", 2)
    book(session_id=first(made).pk, wish=wish, now=timezone.now(), by_hand=True)
    book(session_id=first(made).pk, wish=wish, now=timezone.now(), by_hand=True)
    assert Booking.objects.count() == 2
    assert not Letter.objects.exists()


def test_a_letter_that_can_not_be_written_holds_up_no_other(monkeypatch):
    from localoffer.events.actions import letters

    made = event()
    booked(made, "bad@example.org")
    booked(made, "good@example.org")
    write = letters.write

    def choosy(letter, *rest):
        if letter.booking.email == "bad@example.org":
            raise ValueError("nonsense about bad@example.org")
        return write(letter, *rest)

    monkeypatch.setattr(letters, "write", choosy)
    assert "1 letters sent, 1 refused" in run("send_letters")
    assert [one.to for one in mail.outbox] == [["good@example.org"]]


def test_two_commands_at_the_same_time_send_each_letter_once():
    booked(event())

    def meanwhile(keys, total):
        for key in keys:
            send_owed(now=timezone.now(), watch=lambda others, number: others)
            yield key

    send_owed(now=timezone.now(), watch=meanwhile)
    assert len(mail.outbox) == 1
