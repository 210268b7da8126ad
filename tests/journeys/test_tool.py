"""What to expect: from home to the page for exactly that, a checklist and the nearest help."""

import io

import docx
import pypdf
import pytest
import requests
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over

pytestmark = pytest.mark.browser

TOOL = "/what-to-expect/"
NOISE = f"{TOOL}sensory-and-physical/noise-and-busy-places/"
PAGES = {
    "finder": TOOL,
    "what fits": f"{TOOL}?who=parent&phase=primary&notice=too+noisy+for+him&near=TA6+4RN",
    "nothing fits": f"{TOOL}?notice=zzzz",
    "danger": f"{TOOL}?notice=she+is+hurting+herself",
    "too long": f"{TOOL}?notice={'a' * 300}",
    "area": f"{TOOL}sensory-and-physical/",
    "all ages": NOISE,
    "parent": f"{NOISE}primary/parent/?near=TA6+4RN",
    "parent, place unknown": f"{NOISE}primary/parent/?near=Halbeath",
    "parent, large print": f"{NOISE}primary/parent/?size=large",
    "young person": f"{NOISE}secondary/young-person/",
    "school": f"{NOISE}early-years/school/",
    "provider": f"{NOISE}post-16/provider/",
    "checklist": f"{NOISE}primary/parent/checklist/",
    "young person's checklist": f"{NOISE}secondary/young-person/checklist/",
    "strategy": f"{TOOL}strategies/quieter-rooms/?near=TA6+4RN",
}


class Counting:
    """Presses links and buttons, and counts them."""

    def __init__(self, page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()
        self.clicks += 1


def test_axe_finds_nothing_on_what_to_expect_and_nothing_is_cut_off(visitor: Visitor):
    look_over(visitor, PAGES)


def test_axe_finds_nothing_with_everything_unfolded(visitor: Visitor):
    look_over(visitor, {path: path for path in (TOOL, PAGES["parent"], PAGES["school"])}, unfolded=True)


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_parent_has_what_to_expect_the_nearest_help_and_a_checklist_in_four_clicks(
    visitor: Visitor,
):
    page = visitor.open("/")
    parent = Counting(page)
    parent.press("link", "What to expect")
    page.get_by_label("What do you notice?").fill("he can't stand the noise at school")
    page.get_by_label("Postcode or place").fill("TA6 4RN")
    parent.press("button", "Show what to expect")
    parent.press("link", "Finding noise and busy places hard")
    expect(page.get_by_role("heading", name="What should happen for every child")).to_be_visible()
    expect(page.locator("#universal .thing").first).to_be_visible()
    expect(page.locator("#help-near .result").first).to_contain_text("mile")
    parent.press("link", "See the checklist")
    expect(page.locator("h1")).to_contain_text("Take it to the meeting")
    expect(page.locator(".boxes").first).to_contain_text("I have told")
    assert parent.clicks == 4
    assert visitor.context.cookies() == []
    assert visitor.elsewhere == []


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_one_is_picked_from_the_lists_for_a_young_person(visitor: Visitor):
    page = visitor.open(TOOL)
    page.get_by_label("Young person").check()
    page.get_by_label("Secondary, 11 to 16").check()
    page.get_by_text("Sensory and physical needs", exact=True).click()
    page.get_by_role("button", name="Finding noise and busy places hard").click()
    expect(page).to_have_url(f"{visitor.server.address}{NOISE}secondary/young-person/")
    expect(page.locator("#talk")).to_be_visible()
    page.get_by_role("link", name="School, nursery or college").click()
    expect(page).to_have_url(f"{visitor.server.address}{NOISE}secondary/school/")
    expect(page.locator("h2", has_text="Universal: for every child")).to_be_visible()
    expect(page.locator("#talk")).to_have_count(0)


def test_enter_in_the_words_looks_them_up_and_picks_nothing_from_the_lists(visitor: Visitor):
    page = visitor.open(TOOL)
    page.get_by_label("What do you notice?").fill("worries about everything")
    page.get_by_label("What do you notice?").press("Enter")
    expect(page.locator("#found")).to_have_text("Which of these fits best?")
    expect(page.locator("#found-list a").first).to_contain_text("Worries")


def test_the_checklist_is_taken_away_as_word_and_as_pdf(visitor: Visitor):
    page = visitor.open(f"{NOISE}primary/parent/checklist/")
    files = {}
    for name in ("Word file to fill in", "PDF to print"):
        address = page.get_by_role("link", name=name).get_attribute("href")
        files[name] = requests.get(visitor.server.address + address, timeout=30)
        assert files[name].headers["Cache-Control"].startswith(("public", "max-age"))
        assert "Set-Cookie" not in files[name].headers
    document = docx.Document(io.BytesIO(files["Word file to fill in"].content))
    assert "noise" in document.core_properties.title
    assert len(pypdf.PdfReader(io.BytesIO(files["PDF to print"].content)).pages) >= 2


def test_a_link_to_a_thing_that_is_folded_away_unfolds_it(visitor: Visitor):
    page = visitor.open(f"{NOISE}primary/parent/")
    thing = page.locator("#targeted .thing").first
    expect(thing).to_be_hidden()
    page.goto(f"{page.url}#{thing.get_attribute('id')}")
    expect(thing).to_be_visible()


def test_on_paper_everything_is_unfolded_and_nothing_is_to_press(visitor: Visitor):
    page = visitor.open(f"{NOISE}primary/parent/")
    page.emulate_media(media="print")
    expect(page.locator("#targeted .thing").first).to_be_visible()
    for hidden in (".chooser", ".meeting", ".level__more > summary", ".govuk-service-navigation"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_a_service_leads_back_to_what_school_should_also_be_doing(visitor: Visitor):
    page = visitor.open("/find/?q=thursday+crew")
    page.get_by_role("link", name="Thursday Crew", exact=True).first.click()
    section = page.locator("section[aria-labelledby=expected]")
    section.get_by_role("link").first.click()
    expect(page.locator(".level__heading").first).to_be_visible()
