"""What a parent sees of guidance beside the help: a section of its own, numbered and labelled."""

import json
import re

import pytest
from django.test import Client

from search import actions
from search.terms import VenueEntry
from tests.making import service
from tests.search.pages.world import BRIDGWATER, HERE, index, read, some_clubs

pytestmark = pytest.mark.django_db


def hall(number: int) -> VenueEntry:
    return VenueEntry(
        id=f"h{number}", name="Hall", town="Bridgwater", postcode="", lat=51.13 + number / 1000, lon=-3.0
    )


@pytest.fixture
def shelf(leaflets):
    """Six pages about clubs, one of them an event in a hall."""
    leaflets.put(1, "Clubs and noise", label="What to expect", summary="When a club is too loud.")
    leaflets.put(2, "Club fair", label="Event", venues=(hall(1),), url="/fair/")
    for number in range(3, 7):
        leaflets.put(number, f"Club news {number}", label="News", text="long " * 40)
    return leaflets


def pins(html: str) -> list[dict]:
    return json.loads(re.search(r'id="map-data" type="application/json">(.*?)</script>', html)[1])["pins"]


def listed(html: str) -> list[tuple[int, str]]:
    """(number, name) of every card, in the order of the page."""
    cards = re.findall(r'<span class="result__number"[^>]*>(\d+)</span><a [^>]*>([^<]*)<', html)
    return [(int(number), name) for number, name in cards]


def test_guidance_comes_after_the_nearest_help_under_a_heading_of_its_own(client: Client, shelf):
    some_clubs(2)
    service("Screen club", kinds=["club"], online=True)
    index()
    page = read(client, f"/find/?q=club&near={HERE}")
    assert page.index("Near you (2)") < page.index("What to expect and guidance (6)")
    assert page.index("What to expect and guidance (6)") < page.index("Online and by phone (1)")
    assert "See all 6 pages of guidance" in page
    html = client.get(f"/find/?q=club&near={HERE}").content.decode()
    assert '<strong class="govuk-tag govuk-tag--grey">What to expect</strong>' in html
    assert "When a club is too loud." in page


@pytest.mark.parametrize("view", ["", "&view=map"])
@pytest.mark.parametrize("near", ["", f"&near={HERE}"])
def test_an_event_has_the_same_number_in_the_list_and_on_the_map(client: Client, shelf, near: str, view: str):
    some_clubs(3)
    service("Screen club", kinds=["club"], online=True)
    index()
    html = client.get(f"/find/?q=club{near}{view}").content.decode()
    cards = listed(html)
    assert [number for number, _ in cards] == list(range(1, len(cards) + 1))
    on_map = {pin["name"]: pin["number"] for pin in pins(html)}
    assert on_map["Club fair"] == {name: number for number, name in cards}["Club fair"]
    assert "Clubs and noise" not in on_map
    assert set(on_map) == {"Club 01", "Club 02", "Club 03", "Club fair"}
    for number in on_map.values():
        assert html.count(f'id="result-{number}"') == 1


def test_a_table_of_help_has_a_small_table_of_guidance_below(client: Client, shelf):
    some_clubs(2)
    index()
    html = client.get(f"/find/?q=club&near={HERE}&view=table").content.decode()
    first, second = re.findall(r"<table.*?</table>", html, re.S)
    assert "Club 02" in first
    assert "Club fair" not in first
    assert "What to expect and guidance (6)" in second
    assert re.search(r"Club fair</a></th>\s*<td[^>]*>Event</td>", second)
    assert re.findall(r'id="result-(\d+)"', html) == ["1", "2", "3", "4", "5", "6"]


def test_all_of_it_is_one_link_away_and_leads_back(client: Client, shelf):
    some_clubs(2)
    index()
    for near in ("", f"&near={HERE}"):
        html = client.get(f"/find/?q=club{near}").content.decode()
        (href,) = set(re.findall(r'href="([^"]*group=guidance[^"]*)"', html))
        page = client.get(href.replace("&amp;", "&"))
        assert len(listed(page.content.decode())) == 6
        assert "All results</a>" in page.content.decode()
        assert "Club 01" not in [name for _, name in listed(page.content.decode())]
        table = client.get(href.replace("&amp;", "&") + "&view=table").content.decode()
        assert len(re.findall("<table", table)) == 1


def test_many_pages_of_guidance_are_turned(client: Client, leaflets):
    for number in range(25):
        leaflets.put(number + 1, f"Club page {number:02}")
    some_clubs(1)
    index()
    first = listed(client.get("/find/?q=club&group=guidance").content.decode())
    second = listed(client.get("/find/?q=club&group=guidance&page=2").content.decode())
    assert [number for number, _ in (*first, *second)] == list(range(1, 26))


def test_the_next_page_of_help_repeats_no_guidance(client: Client, shelf):
    some_clubs(25)
    index()
    first = client.get("/find/?q=club").content.decode()
    second = client.get("/find/?q=club&page=2").content.decode()
    assert "What to expect and guidance" in first
    assert "What to expect and guidance" not in second
    assert [number for number, _ in listed(second)] == [21, 22, 23, 24, 25]


def test_without_help_a_parent_still_finds_something_to_read(client: Client, shelf):
    service("Chess", kinds=["chess"], at=[BRIDGWATER])
    index()
    page = read(client, f"/find/?q=noise&near={HERE}")
    assert "There is nothing for “noise” within 10 miles of" in page
    assert "What to expect and guidance (1)" in page
    assert "Clubs and noise" in page
    anywhere = read(client, "/find/?q=noise")
    assert "We found no help for “noise”, but there is something to read ." in anywhere
    assert "What to expect and guidance (1)" in anywhere


def test_what_is_outside_this_directory_shows_no_guidance(client: Client, shelf):
    index()
    page = read(client, "/find/?q=xqzzy")
    assert "We know no help for “xqzzy”" in page
    assert "guidance" not in page.lower()


def test_a_page_leads_on_with_the_place_that_was_asked_about(client: Client, shelf):
    some_clubs(1)
    index()
    html = client.get(f"/find/?q=club&near={HERE}").content.decode()
    assert 'href="/fair/?near=51.128%2C-3.004"' in html
    assert 'href="/fair/"' in client.get("/find/?q=club").content.decode()


def test_a_name_with_signs_of_markup_is_only_text(client: Client, leaflets):
    leaflets.put(1, "<script>club</script>", label="<b>", summary="a")
    index()
    for view in ("", "&view=table", "&view=map"):
        html = client.get(f"/find/?q=club{view}").content.decode()
        assert "<script>club" not in html
        assert "&lt;script&gt;club" in html
        assert "<b>" not in html


def test_names_of_pages_are_suggested_while_typing(client: Client, shelf):
    actions.rebuild()
    lines = client.get("/find/suggest/?text=clubs+and").json()["suggestions"]
    assert {"text": "Clubs and noise", "kind": "page", "label": "What to expect"} in lines
