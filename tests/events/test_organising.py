"""Those who organise: who comes, by hand, and dates that nobody can lose."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from localoffer.events.models import Booking, EventPage, EventSession, EventsPage
from tests.events.making import booked, event, first, session, subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(client):
    """Logs somebody in who may change these pages, and no others."""

    def as_editor_of(*pages, verbs=("change",)):
        person = get_user_model().objects.create_user("someone", "someone@example.org", "x")
        group = Group.objects.create(name="Organisers of one")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for page in pages:
            for verb in verbs:
                permission = Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=f"{verb}_page"
                )
                GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        person.groups.add(group)
        client.force_login(person)
        return person

    return as_editor_of


@pytest.fixture
def boss(client):
    """Somebody who may do everything."""
    person = get_user_model().objects.create_superuser("boss", "boss@example.org", "x")
    client.force_login(person)
    return person


def rows(client, made):
    page = BeautifulSoup(client.get(reverse("event_bookings", args=[made.pk])).content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")][:5]
        for row in page.select("tbody tr")
    ]


def doors(made, booking):
    date = first(made).pk
    return [
        ("get", reverse("event_bookings", args=[made.pk])),
        ("post", reverse("event_attendance", args=[made.pk, date])),
        ("get", reverse("event_booking_add", args=[made.pk, date])),
        ("post", reverse("event_booking_add", args=[made.pk, date])),
        ("post", reverse("event_booking_change", args=[made.pk, booking.pk])),
    ]


def test_who_may_edit_one_event_sees_its_people_and_nobody_elses(client, login):
    mine, other = event("Mine"), event("Other")
    own, foreign = booked(mine, "mine@example.org"), booked(other, "other@example.org")
    login(mine)
    for method, path in doors(mine, own):
        assert getattr(client, method)(path).status_code in (200, 302), path
    for method, path in doors(other, foreign):
        answer = getattr(client, method)(path, {"do": "cancel", "name": "x", "places": 1})
        assert answer.status_code in (302, 403), path
        assert b"other@example.org" not in answer.content
        assert "login" in answer.get("Location", "login") or answer["Location"] == "/admin/"
    assert Booking.objects.get(pk=foreign.pk).status == "confirmed"
    # A booking of another event by the address of one's own.
    answer = client.post(reverse("event_booking_change", args=[mine.pk, foreign.pk]), {"do": "cancel"})
    assert answer.status_code == 404
    assert client.post(reverse("event_attendance", args=[mine.pk, first(other).pk])).status_code == 404
    listed = client.get(reverse("event_bookings_all")).content.decode()
    assert "Mine" in listed
    assert "Other" not in listed


def test_a_visitor_is_sent_to_log_in(client):
    made = event()
    for method, path in doors(made, booked(made)):
        answer = getattr(client, method)(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/"), path


def test_an_organiser_sees_needs_marks_who_came_and_cancels(client, boss, posted):
    made = event("Sleep workshop", session(5, capacity=2))
    one = booked(made, places=2, needs="A signer")
    two = booked(made, "waits@example.org")
    assert rows(client, made) == [
        ["Demo Parent parent@example.org", "2", "Has a place", "A signer", "Not marked"],
        ["Demo Parent waits@example.org", "1", "On the waiting list", "", "Not marked"],
    ]
    posted(reverse("event_booking_change", args=[made.pk, one.pk]), {"do": "came"})
    assert rows(client, made)[0][4] == "Yes"
    posted(reverse("event_booking_change", args=[made.pk, two.pk]), {"do": "came"})
    assert rows(client, made)[1][4] == "Not marked"
    posted(reverse("event_booking_change", args=[made.pk, one.pk]), {"do": "cancel"})
    assert [row[2] for row in rows(client, made)] == ["Cancelled", "Has a place"]
    assert subjects(two.email) == ["A place has come free for you: Sleep workshop"]
    assert subjects(one.email) == ["Your booking is cancelled: Sleep workshop"]


def test_an_organiser_adds_somebody_who_rang_and_never_more_than_there_is_room_for(client, boss, posted):
    made = event("Sleep workshop", session(5, capacity=2, booking_closes=timezone.now() - timedelta(days=1)))
    path = reverse("event_booking_add", args=[made.pk, first(made).pk])
    assert posted(path, {"name": "Somebody", "places": 2, "email": ""}).status_code == 302
    assert posted(path, {"name": "Another", "places": 1, "email": "a@example.org"}).status_code == 302
    assert [row[2] for row in rows(client, made)] == ["Has a place", "On the waiting list"]
    assert subjects() == ["You are on the waiting list: Sleep workshop"]
    answer = posted(path, {"name": "A coach", "places": 3})
    assert "up to 2 places" in answer.content.decode()
    assert "Enter your name." in posted(path, {"places": 1}).content.decode()
    assert Booking.objects.count() == 2


def test_the_attendance_list_is_a_file_that_no_spreadsheet_runs(client, boss):
    made = event("Sleep workshop")
    booked(made, "one@example.org", name="=HYPERLINK(1)", needs="@SUM(1)", places=2)
    booked(made, "two@example.org", name=" +1", needs='Says "hello",\nand more')
    booked(made, "three@example.org")
    from localoffer.events.actions.cancelling import cancel

    cancel(booking=Booking.objects.get(email="three@example.org"), now=timezone.now())
    answer = client.post(reverse("event_attendance", args=[made.pk, first(made).pk]))
    table = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["name"] for row in table] == ["'=HYPERLINK(1)", "' +1"]
    assert [row["access_needs"] for row in table] == ["'@SUM(1)", 'Says "hello",\nand more']
    assert table[0]["places"] == "2"
    assert answer["Content-Disposition"].startswith('attachment; filename="sleep-workshop-')
    assert "no-store" in answer["Cache-Control"]
    [entry] = PageLogEntry.objects.filter(action="events.attendance")
    assert entry.user == boss
    assert "example.org" not in str(entry.data)


def test_the_bookings_of_an_event_are_read_in_as_many_statements_for_one_as_for_many(
    client, boss, django_assert_max_num_queries
):
    made = event("Sleep workshop", session(5), session(6), session(7))
    for date in made.sessions.all():
        for number in range(4):
            booked(date, f"parent{number}@example.org")
    client.get(reverse("event_bookings", args=[made.pk]))
    with django_assert_max_num_queries(13):
        client.get(reverse("event_bookings", args=[made.pk]))


# --- What an editor does with the page ---------------------------------------------


def form_of(made, *dates, **fields):
    """What Wagtail's editor posts for an event with these dates (each a mapping)."""
    posted = {
        "title": made.title,
        "slug": made.slug,
        "summary": "",
        "audience": "",
        "body": "null",
        "cost": "",
        "access_notes": "",
        "organiser_email": "",
        "also_known_as": "",
        "kept_by": "",
        "easy_read-count": "0",
        "sessions-TOTAL_FORMS": str(len(dates)),
        "sessions-INITIAL_FORMS": str(sum(bool(date.get("id")) for date in dates)),
        "sessions-MIN_NUM_FORMS": "0",
        "sessions-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **fields,
    }
    for number, date in enumerate(dates):
        posted |= {f"sessions-{number}-{name}": value for name, value in date.items()}
    return posted


def typed(date, **changes):
    """A date as its form shows it."""
    told = {
        "id": str(date.pk) if date.pk and not date._state.adding else "",
        "starts_at": timezone.localtime(date.starts_at).strftime("%Y-%m-%d %H:%M"),
        "ends_at": timezone.localtime(date.ends_at).strftime("%Y-%m-%d %H:%M"),
        "venue": "",
        "place": date.place,
        "joining_link": date.joining_link,
        "bookable": "on",
        "capacity": str(date.capacity or ""),
        "places_most": str(date.places_most),
        "waiting_most": str(date.waiting_most),
        "booking_opens": "",
        "booking_closes": "",
        "cancelled_reason": date.cancelled_reason,
    }
    return {name: value for name, value in (told | changes).items() if value is not None}


def edit(client, made, *dates, publish=True):
    path = reverse("wagtailadmin_pages:edit", args=[made.pk])
    return client.post(path, form_of(made, *dates, **({"action-publish": "1"} if publish else {})))


def test_an_editor_adds_a_date_twice_over_drafts_and_bookings_stay_with_theirs(client, boss):
    made = event("Sleep workshop")
    kept = booked(made)
    old = first(made)
    new = EventSession(starts_at=old.starts_at + timedelta(days=7), ends_at=old.ends_at + timedelta(days=7))
    new.place = "Hall"
    assert edit(client, made, typed(old), typed(new, id=""), publish=False).status_code == 302
    assert EventSession.objects.count() == 1
    draft = EventPage.objects.get(pk=made.pk).get_latest_revision_as_object()
    assert draft.sessions.all()[0].pk == old.pk
    # The same draft published twice: the new date is made once, and keeps its key.
    draft.save_revision().publish()
    second = EventSession.objects.get(place="Hall")
    booked(second, "next@example.org")
    EventPage.objects.get(pk=made.pk).get_latest_revision().publish()
    assert EventSession.objects.count() == 2
    assert set(Booking.objects.values_list("session", flat=True)) == {old.pk, second.pk}
    kept.refresh_from_db()
    assert kept.session_id == old.pk


def test_a_date_that_people_booked_cant_be_taken_away_but_cancelled(client, boss):
    made = event("Sleep workshop", session(5), session(9))
    booked(made)
    one, two = made.sessions.all()
    answer = edit(client, made, typed(one, DELETE="on"), typed(two))
    assert "people have booked the date that you took away" in answer.content.decode()
    assert EventSession.objects.count() == 2
    assert edit(client, made, typed(one), typed(two, DELETE="on")).status_code == 302
    assert list(EventSession.objects.all()) == [one]


def test_an_old_draft_that_knows_no_date_loses_none_that_people_booked(posting):
    made = event("Sleep workshop", session(5))
    old = made.get_latest_revision_as_object()
    old.sessions = []
    revision = old.save_revision()
    one = booked(made)
    revision.publish()
    one.refresh_from_db()
    assert one.session_id == first(made).pk


@pytest.mark.parametrize("how", ["delete", "unpublish"])
def test_an_event_that_people_booked_is_kept_until_they_are_told(client, boss, how, posting):
    made = event("Sleep workshop")
    booked(made)
    path = reverse(f"wagtailadmin_pages:{how}", args=[made.pk])
    answer = client.post(path, follow=True)
    assert "then everybody is told" in answer.content.decode()
    assert EventPage.objects.get(pk=made.pk).live
    above = reverse("wagtailadmin_pages:delete", args=[EventsPage.objects.get().pk])
    client.post(above)
    assert EventPage.objects.filter(pk=made.pk).exists()
    EventSession.objects.update(cancelled=True)
    client.post(path)
    assert not EventPage.objects.filter(pk=made.pk, live=True).exists()


def test_a_copy_of_an_event_has_no_dates_of_its_own_yet(boss):
    made = event("Sleep workshop")
    copy = made.copy(update_attrs={"slug": "again", "title": "Again"}, user=boss)
    assert copy.sessions.count() == 0
    assert made.sessions.count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"hours": -1}, "ends_at", "The end must come after the start."),
        ({"place": " "}, "place", "Say where it is"),
        ({"place": "Hall", "joining_link": "https://x.example.org"}, "joining_link", "tick “online”"),
        ({"cancelled": True}, "cancelled_reason", "Say why"),
        ({"capacity": 0}, "capacity", "greater than or equal to 1"),
        (
            {"booking_opens": timezone.now(), "booking_closes": timezone.now() - timedelta(days=1)},
            "booking_closes",
            "after it opens",
        ),
        (
            {"booking_closes": timezone.now() + timedelta(days=90)},
            "booking_closes",
            "before the session is over",
        ),
    ],
)
def test_a_date_that_nobody_could_go_to_is_refused_with_how_to_mend_it(fields, field, said):
    date = session(5, **fields)
    with pytest.raises(ValidationError) as refused:
        date.full_clean(exclude=["page"])
    assert said in " ".join(refused.value.message_dict[field])


def test_the_editor_of_an_event_has_a_button_to_its_bookings(client, boss):
    made = event("Sleep workshop")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).content.decode()
    assert reverse("event_bookings", args=[made.pk]) in page
    assert reverse("event_bookings_all") in page
