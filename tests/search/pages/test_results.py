"""What a parent sees when she has asked."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from search.terms import Facet
from tests.making import service, venue
from tests.search.pages.world import BRIDGWATER, HERE, index, read, some_clubs

pytestmark = pytest.mark.django_db


def test_help_comes_in_three_counted_groups(client: Client):
    some_clubs(2)
    service("Outreach club", kinds=["club"], comes_to_you=True, covers=["E1"])
    service("Screen club", kinds=["club"], online=True)
    index()
    page = read(client, f"/find/?q=club&near={HERE}")
    assert "2 near you" in page
    assert "1 online or by phone" in page
    assert page.index("Near you (2)") < page.index("Online and by phone (1)")


def test_results_are_numbered_through_as_the_page_shows_them(client: Client):
    some_clubs(12)
    for number in range(12):
        service(f"Outreach club {number}", kinds=["club"], comes_to_you=True, online=True)
        service(f"Screen club {number}", kinds=["club"], online=True)
    index()
    page = client.get(f"/find/?q=club&near={HERE}").context["page"]
    assert len(page.sections) > 1
    assert [result.number for result in page.shown] == list(range(1, len(page.shown) + 1))
    assert [bool(section.more) for section in page.sections] == [False, True]


def test_nothing_near_says_so_with_the_nearest_and_an_offer_to_widen(client: Client):
    far = venue("The Hut", BRIDGWATER[0] + 0.25, BRIDGWATER[1], town="Burnham")
    service("Sparks", kinds=["club"], at=[far])
    index()
    page = read(client, f"/find/?q=club&near={HERE}")
    assert "There is nothing for “club” within 10 miles of" in page
    assert "The nearest is Sparks in Burnham, 17.3 miles away." in page
    assert "Look within 20 miles" in page
    assert "Is this missing? Tell us" in page
    assert "No results" not in page


def test_words_that_find_nothing_offer_ways_on(client: Client):
    service("Sparks", kinds=["club"], needs=["autism"])
    index()
    page = read(client, "/find/?q=sparks&need=autism&cost=free")
    assert "We found nothing for “sparks” with what you ticked." in page
    assert "Search without “Autism”" in page
    assert "Browse by need" in page


def test_a_place_nobody_knows_is_said_and_the_search_goes_on_without_it(client: Client):
    some_clubs(1)
    index()
    page = read(client, "/find/?q=club&near=Halbeath")
    assert "There is a problem" in page
    assert "We could not find Halbeath" in page
    assert "Club 01" in page


def test_the_map_the_list_and_the_table_show_the_same_results(client: Client):
    some_clubs(3)
    index()
    listed = client.get(f"/find/?q=club&near={HERE}").content.decode()
    table = client.get(f"/find/?q=club&near={HERE}&view=table").content.decode()
    pins = json.loads(re.search(r'id="map-data" type="application/json">(.*?)</script>', listed)[1])["pins"]
    named = re.findall(r"Club \d\d", listed.split("<main")[1].split('id="map-data"')[0])
    assert [pin["name"] for pin in pins] == list(dict.fromkeys(named))
    assert [pin["number"] for pin in pins] == [1, 2, 3]
    assert set(re.findall(r"Club \d\d", table)) == {pin["name"] for pin in pins}


def test_a_long_list_is_paged_and_numbered_through(client: Client):
    some_clubs(23)
    index()
    first = client.get(f"/find/?q=club&near={HERE}&group=near").context["page"]
    second = client.get(f"/find/?q=club&near={HERE}&group=near&page=2").context["page"]
    assert [result.number for result in first.shown] == list(range(1, 21))
    assert [result.number for result in second.shown] == [21, 22, 23]
    assert second.pager.previous == first.here


def test_each_thing_that_was_asked_can_be_taken_back_by_itself(client: Client):
    service("Sparks", kinds=["club"], needs=["autism"], cost="free")
    index()
    chips = client.get("/find/?q=club&need=autism&cost=free").context["page"].chips
    assert [chip.href for chip in chips] == [
        "/find/?need=autism&cost=free",
        "/find/?q=club&cost=free",
        "/find/?q=club&need=autism",
    ]


def test_filters_say_how_many_each_leaves_and_need_no_script(client: Client):
    service("Free club", kinds=["club"], cost="free")
    service("Dear club", kinds=["club"], cost="paid")
    index()
    html = client.get("/find/?q=club").content.decode()
    held = {one.facet: one for one in client.get("/find/?q=club").context["page"].filters}
    assert [(option.label, option.count) for option in held[Facet.COST].options] == [
        ("Free", 1),
        ("More than £5", 1),
    ]
    assert re.search(r'<input[^>]+form="find"[^>]+name="cost" value="free"', html)
    assert "Apply filters" in html


def test_what_is_not_stated_is_said_and_an_old_listing_warns(client: Client):
    hall = venue("Hall", *BRIDGWATER, town="Bridgwater", features={"step-free": "yes"})
    service("Sparks", kinds=["club"], at=[hall], checked=date.today() - timedelta(days=500))
    index()
    page = read(client, f"/find/?near={HERE}")
    assert "Ages not stated" in page
    assert "Step-free: yes" in page
    assert "Not stated: quiet space, accessible toilet, parking" in page
    assert "ring before you go" in page


def test_a_listing_withdrawn_a_second_ago_is_gone_although_the_index_is_behind(client: Client):
    gone = service("Sparks", kinds=["club"])
    index()
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    assert "Sparks" not in read(client, "/find/?q=club")


def test_a_page_of_results_takes_four_statements(client: Client, django_assert_max_num_queries):
    some_clubs(8)
    index()
    client.get(f"/find/?q=club&near={HERE}")
    with django_assert_max_num_queries(4):
        client.get(f"/find/?q=club&near={HERE}")


def test_a_question_in_another_spelling_is_led_to_its_one_address(client: Client):
    answer = client.get("/find/?near=&view=list&q=club&page=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/find/?q=club"


def test_a_search_that_rests_says_so_and_shows_ways_that_work(client: Client):
    answer = client.get("/find/?q=club")  # nothing was ever indexed here
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Search is resting" in page
    assert 'href="/services/"' in page
    assert "01632 960123" in page
    assert answer["Retry-After"]


def test_browsing_counts_what_each_need_and_kind_holds(client: Client):
    service("Sparks", needs=["autism"], kinds=["club"])
    service("Otters", needs=["autism"], kinds=["sport"])
    index()
    page = read(client, "/browse/")
    assert "Autism 2 listings" in page
    assert "Sport 1 listing" in page


def test_suggestions_are_for_this_browser_alone(client: Client):
    service("Sparks together", kinds=["club"])
    index()
    answer = client.get("/find/suggest/?text=spar")
    assert any("Sparks" in line["text"] for line in answer.json()["suggestions"])
    assert "no-store" in answer["Cache-Control"]


def test_only_the_head_of_a_page_may_be_asked_for(client: Client):
    service("Sparks", kinds=["club"])
    index()
    answer = client.head("/find/?q=club")
    assert answer.status_code == 200
    assert answer.content == b""
    assert client.post("/find/?q=club").status_code == 405


@pytest.mark.parametrize(
    "query",
    ["q=%00%00", "q=food%22bank", "q=%27+OR+1%3D1--", "q=a%3Ab+(x+-", "near=%00", "page=99999999999999999999",
     "within=nan", "age=0.05", "box=1,2,3", "box=nan,nan,nan,nan",
     "need=%22%3E%3Cscript%3E", "q=%ff%fe", "sort[]=x",
     "q=" + "%F0%9F%98%80" * 40, "within=-5&near=TA6", "group=listed", "need=" + "&need=x" * 300],
)  # fmt: skip
def test_odd_addresses_are_read_or_refused_but_never_break(client: Client, query: str):
    service("Sparks", kinds=["club"])
    index()
    assert client.get(f"/find/?{query}", follow=True).status_code in (200, 400)


def test_markup_in_the_words_is_shown_and_not_run(client: Client):
    service("Sparks", kinds=["club"])
    index()
    html = client.get("/find/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
