"""A parent finds help: by keyboard, without JavaScript, on a small phone, with the map."""

import json
import re
import sqlite3
import time

import pytest
import requests
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visitor
from tests.journeys.server import Server

pytestmark = pytest.mark.browser

SEARCH = "/find/?q=autism+youth+club&near=TA6+4RN"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
CALM = {"reduced_motion": "reduce"}
NO_SCRIPT = {"java_script_enabled": False}
EXPECTED_LEAST = 2


def test_she_finds_a_club_with_the_keyboard_alone(visitor: Visitor):
    page = visitor.open("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("What do you need?")).to_be_focused()
    page.keyboard.type("autism youth club")
    page.keyboard.press("Tab")
    page.keyboard.type("TA6 4RN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Autism youth club near TA6 4RN")
    link = page.get_by_role("link", name="Thursday Crew", exact=True)
    for _ in range(40):
        if link.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thursday Crew")
    expect(page.get_by_text("1.5 miles from TA6 4RN")).to_be_visible()
    assert not visitor.wrong


@pytest.mark.parametrize("visitor", [NO_SCRIPT], indirect=True)
def test_without_javascript_she_searches_filters_and_turns_the_page(visitor: Visitor):
    page = visitor.open("/")
    page.get_by_label("What do you need?").fill("club")
    page.get_by_label("Postcode or place").fill("TA6 4RN")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="27 near you", exact=True)).to_be_visible()
    page.get_by_text("Filters", exact=True).click()
    page.locator("summary", has_text="Cost").click()
    page.get_by_label(re.compile(r"^Free")).check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile(r"/find/\?q=club&near=TA6\+4RN&cost=free$"))
    expect(page.get_by_role("link", name="12 near you", exact=True)).to_be_visible()
    visitor.open("/find/?q=club&near=TA6+4RN&group=near")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#result-21")).to_be_visible()
    page.get_by_role("link", name="Map").click()
    expect(page.get_by_text("The map needs JavaScript")).to_be_visible()
    expect(page.locator(".result").first).to_be_visible()


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "path",
    ["/", SEARCH, SEARCH + "&view=map", SEARCH + "&view=table", "/browse/", "/services/", "/about/privacy/"],
)
def test_nothing_makes_her_scroll_sideways_on_a_small_phone(visitor: Visitor, path: str):
    page = visitor.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if path == SEARCH:
        page.get_by_text("Filters", exact=True).click()
        page.get_by_text("Change what or where").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.get_by_role("link", name="Thursday Crew", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Thursday Crew")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_pin_leads_to_its_card_and_the_card_to_its_pin(visitor: Visitor):
    page = visitor.open(SEARCH)
    page.locator("#result-1").get_by_role("button", name="Show on the map").click()
    pin = page.get_by_role("button", name=re.compile(r"^1: Thursday Crew"))
    expect(pin).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Thursday Crew", exact=True)).to_be_focused()
    expect(page.locator("#result-1")).to_have_class(re.compile("is-shown"))
    assert not visitor.wrong


@pytest.mark.parametrize("visitor", [CALM], indirect=True)
def test_the_pins_are_those_of_the_list_and_clusters_say_their_count(visitor: Visitor):
    page = visitor.open("/find/?q=club&near=TA6+4RN&group=near&view=map")
    for _ in range(3):
        page.get_by_role("button", name="Zoom out").click()
        page.wait_for_timeout(300)
    expect(page.locator(".cluster").first).to_be_visible()
    held = json.loads(page.locator("#map-data").text_content() or "{}")["pins"]
    assert [pin["number"] for pin in held] == list(range(1, 21))
    shown = page.locator(".pin").count()
    counted = [int(re.match(r"\d+", text)[0]) for text in page.locator(".cluster").all_inner_texts()]
    assert shown + sum(counted) == len(held)
    assert page.locator(".cluster").first.get_attribute("aria-label").endswith("results here. Zoom in")


def test_she_searches_the_part_of_the_map_she_sees(visitor: Visitor):
    page = visitor.open("/find/?q=club&near=TA6+4RN")
    page.get_by_role("button", name="Search this area").click()
    expect(page).to_have_url(re.compile(r"box=\d"))
    expect(page.get_by_text("inside the map you chose").first).to_be_visible()


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_on_a_phone_the_map_is_fetched_only_when_it_is_opened(visitor: Visitor):
    page = visitor.open(SEARCH)
    page.wait_for_load_state("networkidle")
    assert not [url for url in visitor.requests if "/map." in url]
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator("#the-map")).to_be_in_viewport()
    expect(page.locator(".leaflet-container")).to_be_visible()
    assert [url for url in visitor.requests if "/map." in url]


def test_when_nothing_is_near_she_widens_the_search(visitor: Visitor):
    page = visitor.open("/find/?q=autism+youth+club&near=Exford&within=5")
    expect(
        page.get_by_text("There is nothing for “autism youth club” within 5 miles of Exford.")
    ).to_be_visible()
    page.get_by_role("button", name="Look within 10 miles").click()
    expect(page.get_by_role("heading", name=re.compile("Near you"))).to_be_visible()
    expect(page.locator("#result-1")).to_contain_text("Minehead Sparks")


def test_help_over_the_county_border_is_found_and_says_so(visitor: Visitor):
    page = visitor.open("/find/?q=riding&near=Exford&within=15")
    expect(page.locator("#result-1")).to_contain_text("Border riders")


def test_a_shared_address_gives_the_same_in_another_browser(visitor: Visitor, browser: Browser):
    page = visitor.open("/find/?q=club&near=TA6+4RN&cost=free&sort=nearest")
    names = page.locator(".result__name a").all_inner_texts()
    other = browser.new_context()
    again = other.new_page()
    again.goto(page.url)
    assert again.locator(".result__name a").all_inner_texts() == names
    assert len(names) >= EXPECTED_LEAST
    other.close()


def test_nobody_else_is_asked_and_no_cookie_is_set_on_the_whole_way(visitor: Visitor):
    page = visitor.open("/")
    visitor.open(SEARCH)
    expect(page.locator(".leaflet-container")).to_be_visible()
    page.get_by_role("link", name="Thursday Crew", exact=True).click()
    for path in ("/browse/", "/services/", "/about/", "/nope/"):
        visitor.open(path)
    page.wait_for_load_state("networkidle")
    assert visitor.elsewhere == []
    assert visitor.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_log_of_the_server_holds_nothing_of_what_she_typed(visitor: Visitor, server: Server):
    page = visitor.open("/find/?q=zebrafish+respite&near=TA6+4RN")
    page.wait_for_load_state("networkidle")
    visitor.open("/nope/?q=zebrafish&near=TA6+4RN")
    assert "/find/" in server.log
    assert "zebrafish" not in server.log
    assert "4RN" not in server.log


def test_an_address_that_is_kept_back_is_nowhere_on_its_page(visitor: Visitor):
    page = visitor.open("/services/")
    page.get_by_role("link", name="Safe Saturdays").click()
    html = page.content()
    assert "Secret Lane" not in html
    assert "TA8 1AA" not in html
    assert "51.237" not in html
    assert "Hidden House" not in html
    expect(page.get_by_text("The address is kept back")).to_be_visible()


def test_families_read_while_an_import_writes(server: Server):
    writer = sqlite3.connect(server.site / "village.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        for path in ("/", SEARCH, "/browse/", "/services/", "/about/", "/map/base.geojson"):
            started = time.monotonic()
            assert requests.get(server.address + path, timeout=30).status_code == 200
            assert time.monotonic() - started < 8, path
    finally:
        writer.execute("ROLLBACK")
        writer.close()
