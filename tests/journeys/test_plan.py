"""From a gap to a promise: a commissioner asks what if and plans, a reviewer publishes, a parent reads it."""

import re
import uuid

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over, problems
from tests.journeys.server import Server
from tests.journeys.village import PASSWORD

pytestmark = pytest.mark.browser

GAP = "/gaps/weekend-short-breaks/"
PAGES = {
    "what if": f"{GAP}what-if/",
    "scenario": "/gaps/scenarios/1/",
    "no scenario": "/gaps/scenarios/9999/",
    "plan": "/action-plan/",
    "plan of one measure": "/action-plan/?measure=weekend-short-breaks",
    "promise": "/action-plan/1/",
    "no promise": "/action-plan/9999/",
    "you said, we did": "/action-plan/you-said-we-did/",
}


def log_in(visitor: Visitor, name: str) -> Page:
    page = visitor.open("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(visitor.server.address + "/admin/")
    return page


def another(browser: Browser, server: Server) -> Visitor:
    return Visitor(browser.new_context(viewport={"width": 1280, "height": 900}), server)


def test_axe_finds_nothing_on_what_if_and_the_plan_and_nothing_is_cut_off(visitor: Visitor):
    look_over(visitor, PAGES)


def test_a_commissioner_asks_and_plans_a_reviewer_publishes_and_a_parent_reads_it(
    visitor: Visitor, browser: Browser, server: Server
):
    name = f"Weekend breaks in the east {uuid.uuid4().hex[:6]}"
    page = log_in(visitor, "commissioner")
    visitor.open(GAP)
    page.get_by_role("link", name="What if there were more?").click()
    page.get_by_label("How many more places?").fill("nine lives")
    page.get_by_role("button", name="Find the best places").click()
    expect(page.get_by_role("alert")).to_contain_text("a whole number from 1 to 10")
    assert problems(visitor) == []
    page.get_by_label("How many more places?").fill("2")
    page.get_by_label("Where might they be?").select_option("The middle of any area")
    page.get_by_label("Name (optional)").fill(name)
    page.get_by_role("button", name="Find the best places").click()
    expect(page.locator("h1")).to_have_text(f"What if? {name}")
    expect(page.locator(".gaps-lead")).to_contain_text("2 more places would bring")
    expect(page.locator("svg .gaps-pin")).to_have_count(2)
    assert problems(visitor) == []
    page.get_by_role("button", name="Plan for this gap").click()
    expect(page).to_have_url(re.compile("/admin/snippets/commissioning/actionitem/edit/"))
    editor = page.url
    page.locator("#id_title").fill(name)
    page.locator("#id_promise").fill("We will ask two villages in the east to host one.")
    page.locator("#id_because").fill("It is too far for us.")
    page.locator("#id_owner").fill("Short breaks team")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile("Submit to")).click()
    expect(page.get_by_text("has been submitted for moderation")).to_be_visible()
    assert [said for said in visitor.wrong if "Content Security" in said or "Refused" in said] == []

    reviewer = another(browser, server)
    desk = log_in(reviewer, "reviewer")
    parent = another(browser, server)
    plan = parent.open("/action-plan/")
    expect(plan.get_by_role("link", name=name)).to_have_count(0)
    reviewer.open(editor)
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(desk.locator(".messages")).to_contain_text("updated")

    parent.open("/action-plan/")
    plan.get_by_role("link", name=name).click()
    expect(plan.locator("h1")).to_have_text(name)
    expect(plan.locator("#because")).to_contain_text("It is too far for us.")
    expect(plan.locator("#outcome")).to_contain_text("not been measured again")
    plan.get_by_role("link", name=re.compile("^What if")).click()
    expect(plan.locator("#planned")).to_contain_text(name)
    assert plan.get_by_role("button", name="Plan for this gap").count() == 0
    reviewer.context.close()
    parent.context.close()


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_parent_reads_the_plan_and_what_changed(visitor: Visitor):
    page = visitor.open("/gaps/")
    page.get_by_role("link", name="The action plan").click()
    page.get_by_label("What kind of help?").select_option("Weekend short breaks, 5 to 11")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="A break nearer to the east").click()
    expect(page.locator("#outcome")).to_contain_text("no change yet")
    expect(page.locator("#areas tbody tr")).to_have_count(1)
    page.get_by_role("link", name="You said, we did").click()
    expect(page.locator(".said-did").first).to_contain_text("Nobody can drive that far.")


def test_on_paper_you_said_we_did_has_no_buttons(visitor: Visitor):
    page = visitor.open("/action-plan/you-said-we-did/")
    page.emulate_media(media="print")
    expect(page.locator(".said-did").first).to_be_visible()
    for hidden in (".govuk-service-navigation", "[data-share]", ".gaps-nav", ".govuk-breadcrumbs"):
        expect(page.locator(hidden).first).to_be_hidden()
