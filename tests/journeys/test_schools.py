"""From home to a school in two clicks; a school's own page; and what the law asks for, checked in public."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over, problems
from tests.journeys.village import PASSWORD

pytestmark = pytest.mark.browser

SCHOOL = "/schools/900001-otterbrook-primary-school/"
CHECK = "/local-offer-check/"
PAGES = {
    "schools": "/schools/",
    "maintained": "/schools/?group=maintained",
    "second page": "/schools/?group=maintained&page=2",
    "near": "/schools/?near=TA6+4RN",
    "none near": "/schools/?near=TA24+5HG&within=2",
    "place unknown": "/schools/?near=Halbeath",
    "outside": "/schools/outside/",
    "school": SCHOOL,
    "school, chosen": f"{SCHOOL}?need=autism&kind=club",
    "school without an offer": "/schools/900002-heron-hall/",
    "school over the border": "/schools/901001-heathercombe-school/",
    "support": "/schools/support/",
    "support near": "/schools/support/?near=TA6+4RN&need=autism",
    "check": CHECK,
    "missing": f"{CHECK}?show=missing",
    "broken": f"{CHECK}?show=broken",
}
#: The errors of these pages are what is looked at.
GONE = ("/schools/900010-old-quarry-school/", "/schools/999999-nothing/")


def test_axe_finds_nothing_about_schools_and_the_check_and_nothing_is_cut_off(visitor: Visitor):
    look_over(visitor, PAGES)
    for path in GONE:
        visitor.open(path)
        assert problems(visitor) == []


def clicks(page: Page, *links: str) -> int:
    """Follow links by their words, as a person does; how many there were."""
    for words in links:
        page.get_by_role("link", name=words, exact=True).first.click()
    return len(links)


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("group", ["Maintained schools", "Independent schools"])
def test_from_home_to_the_list_of_a_sort_of_school_is_two_clicks_at_most(visitor: Visitor, group: str):
    page = visitor.open("/")
    assert clicks(page, "Schools", group) <= 2
    expect(page.locator("h1")).to_have_text(group)
    expect(page.locator(".schools-list li").first).to_be_visible()


def test_a_parent_finds_the_nearest_school_and_reads_what_it_offers(visitor: Visitor):
    page = visitor.open("/schools/")
    page.get_by_label("Near which postcode or place?").fill("TA6 4RN")
    page.get_by_label("Age group").select_option("primary")
    page.get_by_role("button", name="Show schools").click()
    expect(page.locator("#count")).to_contain_text("within 10 miles of TA6 4RN, nearest first")
    page.get_by_role("link", name="Otterbrook Primary School").click()
    expect(page.locator("h1")).to_have_text("Otterbrook Primary School")
    expect(page.locator("main")).to_contain_text("We ask you what helps your child.")
    expect(page.locator("main")).to_contain_text("The link worked when we last looked")
    page.get_by_label("Need").select_option("Autism")
    page.get_by_label("Kind of help").select_option("Youth club")
    page.get_by_role("button", name="Show help").click()
    expect(page).to_have_url(re.compile(r"need=autism&kind=youth-group#near$"))
    expect(page.locator(".schools-help")).to_contain_text("Thursday Crew")
    page.get_by_role("link", name=re.compile("^Everything near this school")).click()
    expect(page.locator("main")).to_contain_text("Thursday Crew")
    assert visitor.elsewhere == []
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_the_search_box_that_a_school_puts_on_its_website_finds_help_near_it(visitor: Visitor):
    block = visitor.open(SCHOOL).get_by_label(re.compile("^A piece of HTML")).input_value()
    page = visitor.page
    page.set_content(f"<main><h1>Our school</h1>{block}</main>")
    assert problems_of_block(page) == []
    page.get_by_label("What do you need?").fill("autism youth club")
    page.get_by_role("button", name="Find help near here").click()
    expect(page).to_have_url(re.compile(r"/find/\?q=autism\+youth\+club&near=TA6\+4RN$"))
    expect(page.locator("main")).to_contain_text("Thursday Crew")


def problems_of_block(page: Page) -> list[str]:
    """Every field has a label, every link words."""
    return [
        found
        for found in page.locator("input:not([type=hidden]), a, button").evaluate_all(
            "all => all.map(one => one.labels?.[0]?.textContent || one.textContent ? '' : one.outerHTML)"
        )
        if found
    ]


def test_a_parent_sees_what_is_missing_and_an_editor_mends_it(visitor: Visitor):
    page = visitor.open(CHECK)
    expect(page.locator("#sentence")).to_have_text(
        re.compile(r"^\d+ of 59 covered; \d+ links? broken; \d+ not looked at for a year\.$")
    )
    expect(page.locator("#therapies")).to_contain_text("The service has been withdrawn.")
    page.locator("#maintained-schools").get_by_role("link", name="Maintained schools").click()
    expect(page.locator("h1")).to_have_text("Maintained schools")
    visitor.open("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(visitor.server.address + "/admin/")
    visitor.open("/admin/local-offer-check/")
    expect(page.get_by_role("heading", name=re.compile("^Broken links"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Speech and language therapy")).first.click()
    expect(page.locator("#id_text")).to_have_value(re.compile("Speech and language"))
    assert [said for said in visitor.wrong if "Content Security" in said or "Refused" in said] == []
