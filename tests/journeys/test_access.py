"""axe finds nothing on any kind of page, at the width of a phone and of a desk."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over, problems

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "results": "/find/?q=autism+youth+club&near=TA6+4RN",
    "one group": "/find/?q=club&near=TA6+4RN&group=near&page=2",
    "map": "/find/?q=club&near=TA6+4RN&view=map",
    "table": "/find/?q=club&near=TA6+4RN&view=table",
    "nothing near": "/find/?q=autism+youth+club&near=Exford&within=5",
    "nothing": "/find/?q=zzzz&need=autism",
    "place and wishes in the words": "/find/?q=free+autism+club+for+my+7+year+old+near+bridgewater",
    "danger": "/find/?q=she+is+hurting+herself",
    "elsewhere": "/find/?q=potholes",
    "place unknown": "/find/?q=club&near=Halbeath",
    "place with namesakes": "/find/?q=club&near=Wells",
    "browse": "/browse/",
    "a to z": "/services/",
    "about": "/about/",
    "privacy": "/about/privacy/",
    "accessibility": "/about/accessibility/",
}
#: The errors of these pages are what is looked at.
MEANT = ("/find/?age=seven&q=" + "a" * 300, "/nope/")


def test_axe_finds_nothing_on_any_page(visitor: Visitor):
    look_over(visitor, PAGES, unfolded=True)
    for path in MEANT:
        visitor.open(path)
        assert problems(visitor) == []


def test_axe_finds_nothing_with_the_map_open_or_on_a_page_about_a_service(visitor: Visitor):
    page = visitor.open(PAGES["map"])
    expect(page.locator(".pin").first).to_be_visible()
    expect(page.get_by_text("Help with no place of its own is in the list alone")).to_be_visible()
    assert problems(visitor) == []
    page.get_by_role("link", name="Club number 1", exact=True).click()
    page.locator("#map").scroll_into_view_if_needed()
    expect(page.locator(".pin").first).to_be_visible()
    assert problems(visitor) == []
    page.get_by_role("link", name="Everything from").click()
    assert problems(visitor) == []
    assert not visitor.wrong


def test_axe_finds_nothing_while_suggestions_are_open(visitor: Visitor):
    page = visitor.open("/")
    page.get_by_label("What do you need?").focus()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("autism")
    expect(page.get_by_role("option").first).to_be_visible()
    assert problems(visitor) == []
    page.keyboard.press("ArrowDown")
    assert problems(visitor) == []
    assert visitor.wrong == []


def test_an_editor_works_in_wagtail_and_the_policy_stops_nothing(visitor: Visitor):
    page = visitor.open("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.locator("#id_password").fill("journey-journey-1")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(visitor.server.address + "/admin/")
    for path in ("/admin/pages/", "/admin/snippets/", "/admin/reports/site-history/"):
        visitor.open(path)
        page.wait_for_load_state("networkidle")
    visitor.open("/admin/pages/")
    page.get_by_role("link", name="Find help near you").first.click()
    page.wait_for_load_state("networkidle")
    assert [said for said in visitor.wrong if "Content Security" in said or "Refused" in said] == []
    assert visitor.elsewhere == []
