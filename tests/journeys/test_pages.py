"""Pages of words in the real browser: for everybody, in every form, on paper, and where they are written."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over
from tests.journeys.village import PASSWORD

pytestmark = pytest.mark.browser

NOISE = "/help-at-school/noise/"
PAGES = {
    "front page": "/",
    "topic": "/help-at-school/",
    "guidance with every block": NOISE,
    "who can help": f"{NOISE}?near=TA6+4RN",
    "place unknown": f"{NOISE}?near=Halbeath",
    "large print": f"{NOISE}?size=large",
    "who can help in large print": f"{NOISE}?size=large&near=TA6+4RN",
    "easy read": f"{NOISE}easy-read/",
    "easy read in large print": f"{NOISE}easy-read/?size=large",
    "step by step": "/help-at-school/ask-for-a-plan/",
    "step by step in large print": "/help-at-school/ask-for-a-plan/?size=large",
    "questions": "/help-at-school/questions/",
    "handbook": "/help-at-school/handbook/",
    "handbook without a page": "/help-at-school/dance-guide/",
    "news": "/news/",
    "one piece of news": "/news/quiet-room/",
    "campaign": "/short-breaks-survey/",
    "campaign that is over": "/last-year/",
    "page that leads up": "/help-at-school/?gone=1",
    "accessibility": "/about/accessibility/",
}
#: 18 points, in the browser's pixels.
LARGE = 24

TOO_SMALL = """
() => [...document.querySelectorAll('article.page *')]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .filter(one => one.checkVisibility() && !one.closest('.govuk-visually-hidden'))
  .filter(one => parseFloat(getComputedStyle(one).fontSize) < LARGE)
  .map(one => `${one.tagName} ${one.className}: ${getComputedStyle(one).fontSize}`)
""".replace("LARGE", str(LARGE - 0.01))


def test_axe_finds_nothing_on_any_type_of_page_and_nothing_is_cut_off(visitor: Visitor):
    look_over(visitor, PAGES)


def test_axe_finds_nothing_when_everything_is_open(visitor: Visitor):
    look_over(visitor, {path: path for path in (NOISE, "/help-at-school/questions/")}, unfolded=True)


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_parent_finds_help_for_what_she_reads_about(visitor: Visitor):
    page = visitor.open("/")
    page.get_by_role("link", name="For parents and carers").click()
    page.get_by_role("link", name="Finding noise hard").click()
    page.get_by_label("Postcode or place").fill("TA6 4RN")
    page.get_by_role("button", name="Show who can help").click()
    expect(page.locator("#help-count")).to_contain_text("within 20 miles of")
    expect(page.locator(".help-near .result").first).to_be_visible()
    page.get_by_role("link", name=re.compile("on a list and a map")).click()
    expect(page.locator("h1")).to_contain_text("TA6 4RN")


def test_in_large_print_no_word_is_under_18_points_on_the_screen_or_on_paper(visitor: Visitor):
    page = visitor.open(NOISE)
    page.get_by_role("link", name="Large print").click()
    expect(page).to_have_title(re.compile("large print"))
    for path in (page.url, f"{NOISE}easy-read/?size=large", "/help-at-school/ask-for-a-plan/?size=large"):
        for media in ("screen", "print"):
            visitor.open(path)
            page.emulate_media(media=media)
            assert page.evaluate(TOO_SMALL) == [], (path, media)
            page.emulate_media(media="screen")
    visitor.open(f"{NOISE}?size=large&near=TA6+4RN")
    assert page.evaluate(TOO_SMALL) == []
    assert visitor.context.cookies() == []


def test_on_paper_what_is_closed_is_open_and_there_are_no_menus(visitor: Visitor):
    page = visitor.open(NOISE)
    hidden = page.locator(".govuk-details__text")
    expect(hidden).to_be_hidden()
    page.emulate_media(media="print")
    expect(hidden).to_be_visible()
    for gone in (".govuk-service-navigation", ".ways-to-read", ".help-near__form", ".govuk-breadcrumbs"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".page-foot__facts")).to_be_visible()
    visitor.open(f"{NOISE}?near=TA6+4RN")
    page.emulate_media(media="print")
    expect(page.locator(".help-near .result").first).to_be_visible()


def test_a_reader_goes_to_easy_read_and_back_by_keyboard(visitor: Visitor):
    page = visitor.open(NOISE)
    page.get_by_role("link", name="Easy Read").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Easy Read")
    page.get_by_role("link", name="The whole page, not in Easy Read").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.server.address + NOISE)


def test_a_link_to_a_question_opens_its_answer(visitor: Visitor):
    page = visitor.open("/help-at-school/questions/#how-long-does-it-take")
    expect(page.get_by_text("20 weeks.")).to_be_visible()
    expect(page.get_by_text("You can.", exact=True)).to_be_hidden()


def test_an_editor_is_told_what_a_handbook_lacks_and_the_policy_stops_nothing(visitor: Visitor):
    page = visitor.open("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(visitor.server.address + "/admin/")
    visitor.open("/admin/pages/")
    page.get_by_role("link", name="Find help near you").first.click()
    page.goto(page.url.rstrip("/").removesuffix("/edit") + "/add_subpage/")
    page.get_by_role("link", name="Document page", exact=False).first.click()
    expect(page.get_by_text("Save the draft, and this tells")).to_be_visible()
    page.locator("#id_title").fill("Bare handbook")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("could not be")).to_be_visible()
    expect(page.get_by_text("say here why")).to_be_visible()
    assert [said for said in visitor.wrong if "Content Security" in said or "Refused" in said] == []
