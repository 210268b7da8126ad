"""What a parent reads about one service."""

import re
from datetime import date, datetime, time
from uuid import uuid4

import pytest
from django.test import Client

from directory.listing import tell
from directory.models import Schedule
from directory.sessions import next_date, sessions
from search import actions
from tests.making import organisation, service, venue
from tests.search.pages.world import BRIDGWATER, HERE, read

#: Sunday 22 November 2026, in the morning.
NOW = datetime(2026, 11, 22, 10, 0)


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"freq": "WEEKLY", "byday": "TH"}, date(2026, 11, 26)),
        ({"freq": "WEEKLY", "byday": "SU", "closes_at": time(12)}, date(2026, 11, 22)),
        ({"freq": "WEEKLY", "byday": "SU", "closes_at": time(9)}, date(2026, 11, 29)),
        ({"freq": "WEEKLY", "byday": "TH", "except_dates": "2026-11-26"}, date(2026, 12, 3)),
        ({"freq": "WEEKLY", "byday": "TH", "valid_to": date(2026, 11, 25)}, None),
        ({"freq": "WEEKLY", "byday": "TH", "valid_from": date(2027, 1, 5)}, date(2027, 1, 7)),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TH", "dtstart": date(2026, 11, 19)}, date(2026, 12, 3)),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TH"}, None),
        ({"freq": "MONTHLY", "byday": "1MO"}, date(2026, 12, 7)),
        ({"freq": "MONTHLY", "byday": "-1FR"}, date(2026, 11, 27)),
        ({"freq": "MONTHLY", "bymonthday": "31"}, date(2026, 12, 31)),
        ({"dtstart": date(2026, 12, 24)}, date(2026, 12, 24)),
        ({"dtstart": date(2026, 11, 1)}, None),
        ({"description": "Ask us"}, None),
    ],
)
def test_the_next_session_is_a_date_only_where_one_follows(row: dict, expected: date | None):
    assert next_date(Schedule(**row), NOW) == expected


def test_a_rhythm_is_said_in_words_and_what_is_over_is_left_out():
    rows = [
        Schedule(freq="WEEKLY", byday="MO,WE"),
        Schedule(freq="MONTHLY", byday="1SA"),
        Schedule(freq="WEEKLY", byday="FR", valid_to=date(2026, 1, 1)),
        Schedule(freq="WEEKLY", interval=2, byday="TU"),
    ]
    said = {session.rhythm for session in sessions(rows, NOW)}
    assert said == {"Every Monday and Wednesday", "First Saturday of the month", "Every other Tuesday"}


@pytest.mark.django_db
def test_the_questions_stand_in_the_order_in_which_she_asks(client: Client):
    one = service("Sparks")
    html = client.get(one.get_absolute_url()).content.decode()
    asked = ["Who is it for?", "What happens there?", "When?", "Where?", "What does it cost?",
             "How do I get it?", "Will it suit my child?", "Contact"]  # fmt: skip
    places = [html.index(f">{question}<") for question in asked]
    assert places == sorted(places)


@pytest.mark.django_db
def test_what_is_not_stated_is_said_for_every_feature(client: Client):
    hall = venue("Hall", *BRIDGWATER, features={"step-free": "yes", "parking": "no"})
    other = service("Other", features={"bsl": "yes"})
    one = service("Sparks", at=[hall])
    page = read(client, one.get_absolute_url())
    assert "Step free yes" in page
    assert "Parking no" in page
    assert "Bsl not stated" in page
    assert "Bsl yes" in read(client, other.get_absolute_url())


@pytest.mark.django_db
def test_the_nearest_venue_comes_first_for_a_family_that_said_where_it_is(client: Client):
    far = venue("A far hall", BRIDGWATER[0] + 0.2, BRIDGWATER[1], town="Burnham")
    near = venue("Z near hall", BRIDGWATER[0] + 0.01, BRIDGWATER[1], town="Bridgwater")
    one = service("Sparks", at=[far, near])
    page = read(client, f"{one.get_absolute_url()}?near={HERE}")
    assert page.index("Z near hall") < page.index("A far hall")
    assert "0.7 miles from" in page


@pytest.mark.django_db
def test_an_address_kept_back_is_in_no_part_of_the_page(client: Client):
    refuge = venue(
        "Hidden House", 51.23712, -2.99734, town="Burnham", postcode="TA8 1AA",
        address_1="7 Secret Lane", address_hidden=True,
    )  # fmt: skip
    one = service("Safe place", at=[refuge])
    html = client.get(one.get_absolute_url()).content.decode()
    assert "address is kept back" in html
    for secret in ("Hidden House", "Secret Lane", "TA8 1AA", "51.237", "2.997"):
        assert secret not in html


@pytest.mark.django_db
def test_what_is_kept_back_never_reaches_the_page_at_all():
    refuge = venue(
        "Hidden House", 51.23712, -2.99734, town="Burnham", address_1="7 Secret Lane", address_hidden=True
    )
    spot = tell(service("Safe place", at=[refuge]), feature_terms=[], now=NOW).spots[0]
    assert (spot.name, spot.address, spot.lat, spot.lon) == ("Burnham", "Burnham", 51.24, -3.0)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [{"live": False}, {"status": "defunct"}])
def test_a_service_that_is_not_public_has_no_page_but_a_way_on(client: Client, state: dict):
    one = service("Sparks", **state)
    answer = client.get(one.get_absolute_url())
    assert answer.status_code == 404
    assert "Sparks" not in answer.content.decode()
    assert "Search for similar help" in answer.content.decode()
    assert client.get(f"/services/{uuid4()}/x/").status_code == 404


@pytest.mark.django_db
def test_an_old_name_in_an_address_leads_to_the_new_one(client: Client):
    one = service("Sparks")
    answer = client.get(f"/services/{one.pk}/old-name/?near={HERE}")
    assert answer.status_code == 301
    assert answer["Location"] == f"{one.get_absolute_url()}?near={HERE}"


@pytest.mark.django_db
def test_similar_help_is_named_and_this_one_is_not_similar_to_itself(client: Client):
    one = service("Sparks", kinds=["club"], at=[BRIDGWATER])
    service("Embers", kinds=["club"], at=[(BRIDGWATER[0] + 0.02, BRIDGWATER[1])])
    actions.rebuild()
    html = client.get(one.get_absolute_url()).content.decode()
    similar = html.split('id="similar"')[1].split("</section>")[0]
    assert "Embers" in similar
    assert "1.4 miles from here" in re.sub(r"\s+", " ", similar)
    assert "Sparks" not in similar


@pytest.mark.django_db
def test_a_page_about_a_service_is_whole_while_the_search_rests(client: Client):
    one = service("Sparks", kinds=["club"], at=[BRIDGWATER])
    assert "Who is it for?" in read(client, one.get_absolute_url())


@pytest.mark.django_db
def test_a_page_about_a_service_takes_four_statements(client: Client, django_assert_max_num_queries):
    one = service("Sparks", kinds=["club"], at=[BRIDGWATER], features={"bsl": "yes"}, prices=[3])
    service("Embers", kinds=["club"], at=[BRIDGWATER])
    actions.rebuild()
    near = f"{one.get_absolute_url()}?near={HERE}"
    assert "miles from" in read(client, near)
    with django_assert_max_num_queries(4):
        client.get(near)
    with django_assert_max_num_queries(3):
        client.get(one.get_absolute_url())


@pytest.mark.django_db
def test_markup_in_a_listing_ends_no_script_early(client: Client):
    one = service("</script><script>alert(1)</script>", summary="<b>bold</b>")
    assert "<script>alert" not in client.get(one.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_an_organisation_shows_what_it_offers_and_nothing_else(client: Client):
    owner = organisation("Sparks Together")
    service("Thursday Crew", owner)
    service("A draft", owner, live=False)
    service("Of others", "Otters")
    page = read(client, owner.get_absolute_url())
    assert "Thursday Crew" in page
    assert "A draft" not in page
    assert "Of others" not in page


@pytest.mark.django_db
def test_everything_can_be_read_from_a_to_z_without_the_search(client: Client):
    service("Zebras")
    service("Apples")
    service("A draft", live=False)
    page = read(client, "/services/")
    assert page.index("Apples") < page.index("Zebras")
    assert "A draft" not in page


@pytest.mark.django_db
def test_an_editor_previews_a_draft_as_its_page(admin_client: Client):
    draft = service("Sparks", live=False, kinds=["club"], at=[BRIDGWATER])
    draft.save_revision()
    request = admin_client.get("/about/").wsgi_request
    html = draft.make_preview_request(request, draft.default_preview_mode).render().content.decode()
    assert "Who is it for?" in html
    assert "Sparks" in html


@pytest.mark.django_db
def test_a_page_about_an_organisation_takes_four_statements(client: Client, django_assert_max_num_queries):
    owner = organisation("Sparks Together")
    for name in ("Sparks", "Embers"):
        service(name, owner, kinds=["club"], at=[BRIDGWATER])
    with django_assert_max_num_queries(4):
        client.get(owner.get_absolute_url())
