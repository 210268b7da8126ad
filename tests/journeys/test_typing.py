"""A parent types in her own words: lines under the box, and what the page makes of them."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser

NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
IPHONE = {
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
}
WISHFUL = "/find/?q=free+autism+club+for+my+7+year+old+near+bridgewater"


def at_the_box(page: Page) -> Locator:
    """The box with its suggestions ready, and the focus in it."""
    page.get_by_label("What do you need?").focus()
    box = page.get_by_role("combobox", name="What do you need?")
    expect(box).to_be_focused()
    return box


def test_lines_under_the_box_help_her_to_type(visitor: Visitor):
    page = visitor.open("/")
    box = at_the_box(page)
    page.keyboard.type("thurs")
    line = page.get_by_role("option", name="Thursday Crew")
    expect(line).to_contain_text("a listing")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(line).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_have_value("Thursday Crew")
    expect(box).to_be_focused()
    assert page.url == visitor.server.address + "/"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/find/\?q=Thursday\+Crew$"))
    assert visitor.wrong == []


def test_enter_searches_for_what_she_typed_although_lines_are_open(visitor: Visitor):
    page = visitor.open("/")
    at_the_box(page)
    page.keyboard.type("club")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/find/\?q=club$"))


def test_a_place_that_she_picks_goes_to_its_own_box(visitor: Visitor):
    page = visitor.open("/")
    box = at_the_box(page)
    page.keyboard.type("riding near exf")
    line = page.get_by_role("option", name="Exford")
    expect(line).to_contain_text("a place")
    line.click()
    expect(box).to_have_value("riding")
    expect(page.get_by_label("Postcode or place")).to_have_value(re.compile("^Exford"))
    expect(page.get_by_text("is now in the box for a postcode or place")).to_be_attached()


def test_the_script_of_the_suggestions_is_fetched_only_when_she_comes_to_the_box(visitor: Visitor):
    page = visitor.open("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in visitor.requests if "/suggest." in url]
    at_the_box(page)
    assert len([url for url in visitor.requests if "/suggest." in url]) == 1


def test_what_she_typed_before_the_script_came_is_kept_with_her_caret(visitor: Visitor):
    held: list[Route] = []
    visitor.context.route(re.compile(r"/suggest\.[0-9a-f]+\.js"), lambda route: held.append(route))
    page = visitor.open("/")
    box = page.get_by_label("What do you need?")
    box.focus()
    page.keyboard.type("autsm")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    _until(page, held, 1)
    held[0].continue_()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("i")
    expect(page.get_by_role("combobox")).to_have_value("autism")


def test_only_one_question_is_on_its_way_and_an_old_answer_is_never_shown(visitor: Visitor):
    held: list[Route] = []
    ended: list[str] = []
    visitor.context.route(re.compile(r"/find/suggest/"), lambda route: held.append(route))
    visitor.context.on("requestfailed", lambda request: ended.append(request.url))
    page = visitor.open("/")
    at_the_box(page)
    page.keyboard.type("club")
    with visitor.context.expect_event("request", lambda request: "text=clubs" in request.url):
        _until(page, held, 1)
        page.keyboard.type("s")
    _until(page, held, 2)
    assert [url for url in ended if url.endswith("text=club")]
    held[1].fulfill(json={"suggestions": [{"text": "Clubs", "kind": "kind"}]})
    expect(page.get_by_role("option")).to_have_text("Clubs a kind of help")


def _until(page: Page, held: list[Route], count: int) -> None:
    for _ in range(100):
        if len(held) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the question was never asked")


def test_a_line_with_markup_in_it_is_shown_and_not_run(visitor: Visitor):
    visitor.context.route(
        re.compile(r"/find/suggest/"),
        lambda route: route.fulfill(json={"suggestions": [{"text": "<img src=x>", "kind": "service"}]}),
    )
    page = visitor.open("/")
    at_the_box(page)
    page.keyboard.type("img")
    expect(page.get_by_role("option")).to_contain_text("<img src=x>")
    assert page.locator("[role=option] img").count() == 0


@pytest.mark.parametrize("visitor", [IPHONE], indirect=True)
def test_on_an_iphone_the_policy_has_nothing_to_refuse(visitor: Visitor):
    page = visitor.open("/")
    at_the_box(page)
    page.keyboard.type("thurs")
    expect(page.get_by_role("option", name="Thursday Crew")).to_have_text("Thursday Crew a listing")
    assert visitor.wrong == []


def test_a_box_that_is_filled_already_opens_no_list_until_she_types(visitor: Visitor):
    page = visitor.open("/find/?q=club")
    page.get_by_text("Change what or where").click()
    at_the_box(page)
    page.wait_for_timeout(500)
    assert not [url for url in visitor.requests if "/find/suggest/" in url]
    page.keyboard.press("End")
    page.keyboard.type("s")
    expect(page.get_by_role("option").first).to_be_visible()


def test_she_takes_the_parts_of_her_question_away_one_by_one(visitor: Visitor):
    page = visitor.open(WISHFUL)
    expect(page.get_by_text("We show these first. Nothing is hidden.")).to_be_visible()
    page.get_by_role("link", name="Take away free").click()
    expect(page).to_have_url(re.compile("ignore=free"))
    page.get_by_role("link", name="Take away within 10 miles of Bridgwater").click()
    expect(page).to_have_url(re.compile("ignore=free&ignore=place"))
    expect(page.get_by_role("link", name="Take away age 7")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("miles of"))).to_have_count(0)


@pytest.mark.parametrize("visitor", [NO_SCRIPT], indirect=True)
def test_without_javascript_the_place_in_her_words_stands_in_its_box_and_can_be_changed(visitor: Visitor):
    page = visitor.open("/find/?q=club+in+exford&ignore=free")
    page.get_by_text("Change what or where").click()
    near = page.get_by_label("Postcode or place")
    expect(near).to_have_value("Exford")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"\?q=club\+in\+exford&ignore=free$"))
    page.get_by_text("Change what or where").click()
    near.fill("")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"ignore=free&ignore=place$"))
    page.get_by_text("Change what or where").click()
    page.get_by_label("What do you need?").fill("swimming")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/find/\?q=swimming$"))


def test_the_number_to_ring_is_the_first_thing_she_reaches_on_a_page_about_danger(visitor: Visitor):
    page = visitor.open("/find/?q=she+is+hurting+herself")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "tel:999")
    expect(page.get_by_role("link", name="Childline: 0800 1111")).to_have_attribute("href", "tel:08001111")


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "path", [WISHFUL, "/find/?q=she+is+hurting+herself", "/find/?q=potholes", "/find/?q=zzzz"]
)
def test_nothing_of_it_makes_her_scroll_sideways_on_a_small_phone(visitor: Visitor, path: str):
    page = visitor.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
