"""A parent who doesn't know where to start goes from question to question, without JavaScript or cookies."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over, problems
from tests.journeys.server import Server

pytestmark = pytest.mark.browser

PLAIN = [{"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}]
PAGES = {
    "first question": "/start/",
    "third question": "/start/school/not-enough/",
    "end with a service": "/start/school/disagree/",
    "end with a search": "/start/home/break/",
    "help near": "/start/home/break/?near=TA6+4RN",
    "place unknown": "/start/home/break/?near=Halbeath",
    "end with words": "/start/feelings/danger/",
    "none of these": "/start/?talk=none",
    "gone since": "/start/school/long-ago/",
    "glossary": "/glossary/",
    "booklet": "/booklet/",
    "booklet that can't be": "/booklet/made.pdf?near=Halbeath&kind=club",
}


def test_axe_finds_nothing_on_the_way_or_in_the_glossary_and_nothing_is_cut_off(visitor: Visitor):
    sound = {name: path for name, path in PAGES.items() if name != "booklet that can't be"}
    look_over(visitor, sound)
    visitor.open(PAGES["booklet that can't be"])
    assert problems(visitor) == []


@pytest.mark.parametrize("visitor", PLAIN, indirect=True)
def test_without_javascript_somebody_makes_a_booklet_and_has_a_pdf(visitor: Visitor):
    page = visitor.open("/booklet/")
    page.get_by_text("Which kinds of help? (all").click()
    page.get_by_label("Helpline").check()
    page.get_by_label("Large print").check()
    with page.expect_response(lambda answer: "/booklet/made.pdf" in answer.url) as answered:
        page.get_by_role("button", name="Make the booklet").click()
    address = answered.value.url
    assert "kind=helpline" in address
    assert "size=large" in address
    printed = visitor.context.request.get(address)
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF-")
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("visitor", PLAIN, indirect=True)
def test_a_parent_is_led_to_the_right_service_and_can_go_back_and_share_the_way(
    visitor: Visitor, browser: Browser, server: Server
):
    page = visitor.open("/start/")
    page.get_by_role("link", name="Help at school, nursery or college").click()
    page.get_by_role("link", name="There is extra help, but it is not enough").click()
    expect(page.locator("h1")).to_contain_text("Does your child have an EHC plan?")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("How are things at school?")
    page.go_forward()
    page.get_by_role("link", name="No, and I want to ask for one").click()
    expect(page.locator("#end h2")).to_have_text("Education, health and care plans: asking for one")
    expect(page.locator("#person")).to_contain_text("0808 157 0100")

    friend = Visitor(browser.new_context(java_script_enabled=False), server)
    friend.open(page.url)
    expect(friend.page.locator("#end h2")).to_have_text("Education, health and care plans: asking for one")
    friend.page.get_by_role("link", name=re.compile("^Change ?: How are things")).click()
    expect(friend.page.locator("h1")).to_contain_text("How are things at school?")
    assert friend.context.cookies() == []
    friend.context.close()
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("visitor", PLAIN, indirect=True)
def test_a_parent_who_needs_a_break_finds_one_near_home_in_four_steps(visitor: Visitor):
    page = visitor.open("/start/")
    page.get_by_role("link", name="A break, or help at home").click()
    page.get_by_role("link", name="A break for us, or for my child").click()
    page.get_by_label("Where do you want help?").fill("TA6 4RN")
    page.get_by_role("button", name="Show help near there").click()
    page.locator("#near-you").get_by_role("link", name="Saturday break").click()
    expect(page.locator("h1")).to_contain_text("Saturday break")


@pytest.mark.parametrize("visitor", PLAIN, indirect=True)
def test_whoever_finds_no_answer_that_fits_gets_a_person(visitor: Visitor):
    page = visitor.open("/start/feelings/")
    page.get_by_role("button", name="None of these").click()
    expect(page.locator("h1")).to_have_text("Let us find it together")
    expect(page.locator("#person")).to_contain_text("0808 157 0100")
    page.get_by_role("link", name="Go back to where you were").click()
    page.get_by_role("link", name="Somebody is hurt or in danger").click()
    expect(page.locator("#end")).to_contain_text("999")
    page.get_by_role("button", name="This did not help").click()
    expect(page.locator("main")).to_contain_text("What we showed did not help.")
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("visitor", PLAIN, indirect=True)
def test_a_word_explains_itself_by_keyboard_without_javascript_and_closes_again(visitor: Visitor):
    page = visitor.open("/start/school/not-enough/")
    button = page.get_by_role("button", name="what it means")
    meaning = page.locator(".word__meaning")
    expect(button).to_have_count(1)
    expect(meaning).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("A paper with the force of law.")
    box = meaning.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    button.click()
    meaning.get_by_role("link", name="All words").click()
    expect(page).to_have_url(re.compile("/glossary/#ehc-plan$"))
    expect(page.locator("#ehc-plan")).to_be_in_viewport()


def test_axe_finds_nothing_while_a_meaning_is_open_and_paper_has_it_in_brackets(visitor: Visitor):
    page = visitor.open("/start/school/not-enough/")
    page.get_by_role("button", name="what it means").click()
    expect(page.locator(".word__meaning")).to_be_visible()
    assert problems(visitor) == []
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    expect(page.locator(".word__plain")).to_be_visible()
    expect(page.locator(".word__open")).to_be_hidden()
    assert visitor.wrong == []
