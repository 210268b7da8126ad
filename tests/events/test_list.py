"""What is next: a parent finds an event near her, follows it in her calendar, and finds it in the search."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from icalendar import Calendar

from localoffer.events.models import EventSession
from search import actions
from search.engine import engine
from tests.events.making import booked, change, event, first, index_page, session
from tests.making import term, venue

pytestmark = pytest.mark.django_db
BRIDGWATER, EXFORD = (51.128, -3.004), (51.13, -3.64)
HERE = "51.128,-3.004"


def page_of(client, path="/events/"):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def titles(page):
    return [link.text for link in page.select(".event-card h2 a")]


def pins(page):
    return json.loads(page.select_one("#map-data").text)["pins"]


@pytest.fixture
def somewhere():
    """Two places to go and one online, the farther one sooner."""
    near = venue("Friarn Hall", *BRIDGWATER, town="Bridgwater", postcode="TA6 4RN")
    far = venue("Moor Hall", *EXFORD, town="Exford")
    event("Far and soon", session(3, venue=far), free=True, needs=["autism"])
    event("Near and late", session(9, venue=near), session(12, venue=near))
    event("From home", session(6, online=True, joining_link="https://meet.example.org/secret"), free=True)


def test_the_soonest_is_first_and_what_is_over_is_gone(client, somewhere):
    event("Over", session(-2))
    event("Draft", live=False)
    page = page_of(client)
    assert titles(page) == ["Far and soon", "From home", "Near and late"]
    assert "3 events to come" in page.select_one("#event-count").text
    assert len(page.select("#result-3 .event-dates__one")) == 2


def test_an_event_that_is_running_is_still_there_and_one_with_a_date_left_shows_only_that(client):
    event("Now", session(-0.02))
    event("Twice", session(-3), session(3))
    assert titles(page_of(client)) == ["Now", "Twice"]
    assert len(page_of(client).select("#result-2 .event-dates__one")) == 1


def test_near_a_place_the_nearest_comes_first_with_its_miles(client, somewhere):
    page = page_of(client, f"/events/?near={HERE}&sort=nearest")
    assert titles(page) == ["Near and late", "Far and soon", "From home"]
    assert "27.7 miles · Exford" in " ".join(page.select_one("#result-2 .result__where").text.split())
    soonest = page_of(client, f"/events/?near={HERE}")
    assert titles(soonest)[0] == "Far and soon"
    assert "miles" in soonest.select_one("#result-1 .result__where").text


def test_the_map_has_the_events_of_the_list_by_their_numbers(client, somewhere):
    page = page_of(client, f"/events/?near={HERE}&sort=nearest")
    numbers = {link.text: index for index, link in enumerate(page.select(".event-card h2 a"), 1)}
    assert [(pin["number"], pin["name"]) for pin in pins(page)] == [
        (numbers["Near and late"], "Near and late"),
        (numbers["Far and soon"], "Far and soon"),
    ]
    narrowed = page_of(client, "/events/?need=autism")
    assert [pin["name"] for pin in pins(narrowed)] == ["Far and soon"] == titles(narrowed)


def test_a_venue_that_is_kept_back_gives_its_town_alone(client):
    kept = venue("Hidden House", 51.23701, -2.99702, town="Burnham", postcode="TA8 1AA", address_hidden=True)
    kept.address_1 = "7 Secret Lane"
    kept.parking = "Behind Secret Lane"
    kept.save()
    made = event("Quiet day", session(5, venue=kept))
    for path in ("/events/", made.url, "/events/calendar/"):
        shown = client.get(path).content.decode()
        for word in ("Hidden House", "Secret Lane", "TA8 1AA", "51.23701"):
            assert word not in shown, (path, word)
    assert pins(page_of(client))[0]["lat"] == 51.24


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("free=1", ["Far and soon", "From home"]),
        ("online=1", ["From home"]),
        ("free=1&online=1", ["From home"]),
        ("need=autism", ["Far and soon"]),
        ("need=autism&online=1", []),
        ("need=%00&sort=upwards&page=-1&free=yes", ["Far and soon", "From home", "Near and late"]),
    ],
)
def test_a_parent_sees_only_what_she_chose(client, somewhere, query, left):
    page = page_of(client, f"/events/?{query}")
    assert titles(page) == left
    if not left:
        assert page.select_one("#no-events a")["href"] == "/events/"


def test_a_place_that_nobody_knows_is_said_beside_the_box_and_the_list_stays(client, somewhere):
    page = page_of(client, "/events/?near=Halbeath")
    assert "Halbeath" in page.select_one("#event-near-error").text
    assert page.title.text.startswith("Error:")
    assert page.select_one("#event-near")["value"] == "Halbeath"
    assert len(titles(page)) == 3


def test_with_nothing_to_come_the_page_says_so(client):
    index_page()
    assert "no events to come" in page_of(client).select_one("#no-events").text


def test_many_events_come_in_pages_and_their_numbers_go_on(client):
    for number in range(23):
        event(f"Event {number}", session(number + 1))
    second = page_of(client, "/events/?free=&page=2")
    assert len(titles(second)) == 3
    assert second.select_one("ol.event-list")["start"] == "21"
    assert second.select_one("#result-21")
    assert second.select_one('a[rel="prev"]')["href"] == "?page=1"
    assert page_of(client).select_one('a[rel="next"]')["href"] == "?page=2"


@pytest.mark.parametrize(
    ("path", "most"),
    [("/events/", 8), (f"/events/?near={HERE}&sort=nearest&need=autism", 9), ("EVENT", 6)],
)
def test_pages_take_as_many_statements_for_one_event_as_for_many(client, somewhere, path, most):
    made = event("Sleep workshop", session(4, capacity=3), session(20), needs=["autism"])
    booked(made)
    asked = made.url if path == "EVENT" else path
    client.get(asked)
    with CountedStatements() as few:
        client.get(asked)
    for number in range(12):
        many = event(f"Another {number}", session(5), session(6), needs=["autism", "adhd"])
        booked(many, f"parent{number}@example.org")
    client.get(asked)  # publishing emptied what this process keeps of the site's addresses and menu
    with CountedStatements() as more:
        client.get(asked)
    assert few.count == more.count
    assert few.count <= most, few.told


class CountedStatements:
    """How many statements what happens inside takes."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection)
        self.context.__enter__()
        return self

    def __exit__(self, *wrong):
        self.context.__exit__(*wrong)

    @property
    def count(self):
        return len(self.context)

    @property
    def told(self):
        return "\n".join(one["sql"][:160] for one in self.context)


def test_an_event_says_what_a_parent_asks_in_her_order(client):
    made = event(
        "Sleep workshop",
        summary="How to sleep.",
        audience="Parents of small children",
        body="<p>We talk.</p>",
        free=True,
        access_notes="Step-free",
    )
    page = page_of(client, made.url)
    assert page.h1.text == "Sleep workshop"
    heads = [head.text for head in page.select("article h2")][:5]
    assert heads == [
        "When and where?",
        "Who is it for?",
        "What happens there?",
        "What does it cost?",
        "Will it suit me?",
    ]
    assert page.select_one(f'a[href="/bookings/{first(made).pk}/"]')


def test_an_event_that_is_over_says_that_there_is_no_date(client):
    page = page_of(client, event("Over", session(-3)).url)
    assert "There is no date to come" in page.select_one("#no-dates").text


def test_how_many_places_are_left_is_never_a_number(client):
    made = event("Sleep workshop", session(capacity=30))
    for taken, said in ((0, "Places left"), (27, "Few places left"), (3, "Full: waiting list")):
        for number in range(taken):
            booked(made, f"parent{taken}-{number}@example.org")
        page = page_of(client, made.url)
        assert page.select_one(".event-day .govuk-tag").text.strip() == said


def test_the_joining_link_is_on_no_page_and_in_no_feed(client, somewhere, index):
    made = event("Hybrid", session(online=True, place="Hall", joining_link="https://meet.example.org/secret"))
    actions.rebuild()
    paths = ["/events/", made.url, "/events/calendar/", f"{made.url}calendar/", "/find/?q=hybrid"]
    for path in [*paths, f"/bookings/{first(made).pk}/", f"/bookings/{first(made).pk}/done/"]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "meet.example.org" not in answer.content.decode(), path


def test_search_engines_read_each_date_as_an_event(client):
    hall = venue("Friarn Hall", *BRIDGWATER, town="Bridgwater", postcode="TA6 4RN")
    made = event(
        "Sleep workshop",
        session(5, venue=hall, capacity=4),
        session(9, online=True),
        session(12, venue=hall, online=True, cancelled=True, cancelled_reason="No"),
        free=True,
    )
    told = json.loads(page_of(client, made.url).select_one('script[type="application/ld+json"]').text)
    one, two, three = told["@graph"]
    assert told["@context"] == "https://schema.org"
    assert {each["@type"] for each in told["@graph"]} == {"Event"}
    assert one["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 51.128, "longitude": -3.004}
    assert [each["eventAttendanceMode"].rpartition("/")[2] for each in told["@graph"]] == [
        "OfflineEventAttendanceMode",
        "OnlineEventAttendanceMode",
        "MixedEventAttendanceMode",
    ]
    assert three["eventStatus"] == "https://schema.org/EventCancelled"
    assert (one["offers"]["price"], one["offers"]["availability"]) == (0, "https://schema.org/InStock")
    assert "offers" not in three
    assert one["startDate"][:10] == timezone.localtime(first(made).starts_at).date().isoformat()
    assert two["location"][0]["@type"] == "VirtualLocation"


def test_a_calendar_follows_every_date_to_come(client, somewhere):
    event("Over", session(-3))
    answer = client.get("/events/calendar/")
    assert answer["Content-Type"].startswith("text/calendar")
    assert not answer.cookies
    read = Calendar.from_ical(answer.content)
    dates = read.walk("VEVENT")
    assert [str(one["summary"]) for one in dates] == ["Far and soon", "From home", *["Near and late"] * 2]
    assert len({str(one["uid"]) for one in dates}) == 4
    assert [str(zone["tzid"]) for zone in read.walk("VTIMEZONE")] == ["Europe/London"]
    for one in dates:
        assert one["dtstart"].params["TZID"] == "Europe/London"
        assert str(one["status"]) == "CONFIRMED"
        assert str(one["url"]).startswith("https://signpost.example.org/events/")
    starts = EventSession.objects.order_by("starts_at")[1].starts_at
    assert dates[0]["dtstart"].dt == starts
    assert b"\r\n" in answer.content


def test_a_date_that_is_cancelled_is_the_same_entry_of_a_calendar_called_off(client):
    made = event("Sleep workshop")
    before = Calendar.from_ical(client.get(f"{made.url}calendar/").content).walk("VEVENT")[0]
    now = timezone.now() + timedelta(minutes=3)
    change(made, cancelled=True, cancelled_reason="The hall is flooded.")
    type(made).objects.update(last_published_at=now)
    after = Calendar.from_ical(client.get(f"{made.url}calendar/").content).walk("VEVENT")[0]
    assert before["uid"] == after["uid"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert "The hall is flooded." in str(after["description"])


def test_a_calendar_without_a_date_is_whole(client):
    index_page()
    read = Calendar.from_ical(client.get("/events/calendar/").content)
    assert read.walk("VEVENT") == []


def test_a_parent_finds_an_event_with_its_venue_in_the_search(client, index):
    hall = venue("Friarn Hall", *BRIDGWATER, town="Bridgwater", postcode="TA6 4RN")
    event("Better nights", session(5, venue=hall), session(8, venue=hall), audience="Tired parents")
    actions.rebuild()
    shown = client.get(f"/find/?q=better+nights+tired&near={HERE}").content.decode()
    assert "Better nights" in shown


def test_the_venues_of_many_events_are_read_for_the_search_in_one_statement(django_assert_num_queries):
    hall = venue("Friarn Hall", *BRIDGWATER, town="Bridgwater")
    other = venue("Moor Hall", *EXFORD, town="Exford")
    made = [event(f"Event {number}", session(5, venue=hall), session(-5, venue=other)) for number in range(3)]
    made.append(event("Called off", session(5, venue=hall, cancelled=True, cancelled_reason="No")))
    with django_assert_num_queries(1):
        type(made[0]).read_for_search(made)
        told = [[entry.name for entry in one.searched_venues()] for one in made]
    assert told == [["Friarn Hall"]] * 3 + [[]]


def test_an_event_leaves_the_search_by_the_nightly_sweep_when_its_last_date_is_over(client, index):
    made = event("Better nights", session(-4), session(5))
    event("Not dated yet").sessions.all().delete()
    actions.rebuild()
    documents = engine().health().documents
    EventSession.objects.filter(page=made).update(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=2)
    )
    call_command("search_sweep", verbosity=0)
    actions.sync()
    assert engine().health().documents == documents - 1
    assert made.url not in client.get("/find/?q=better+nights").content.decode()


def test_markup_in_an_event_is_only_text(client):
    term("autism")
    made = event("<b>x</b>", audience="<script>alert(1)</script>", cost="<i>y</i>", body="<p>fine</p>")
    for path in ("/events/", made.url):
        shown = client.get(path).content.decode()
        assert "<script>alert" not in shown
        assert "<b>x" not in shown
