"""A family that reads Polish: axe, a small phone, the words that scripts say, and whose words are English."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import problems

pytestmark = pytest.mark.browser

WORDING = Path(__file__).resolve().parents[2] / "site/localoffer/static_src/scripts/wording.js"
DESK, SMALLEST = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
NOISE = "/pl/what-to-expect/sensory-and-physical/noise-and-busy-places/primary/parent/"
RESULTS = "/pl/find/?q=club&near=TA6+4RN"
#: Each with something on it that people wrote, in English; "" where every word is the site's.
PAGES = {
    "/pl/": "Find help near you",
    RESULTS: "Games and crafts.",
    NOISE: "Finding noise and busy places hard",
    "/pl/help-at-school/noise/": "Finding noise hard",
    "/pl/events/": "Better nights",
    "/pl/start/": "You don't have to know the right words.",
    "/pl/newsletter/": "Speech, language and communication",
    "/pl/schools/": "",
    "/pl/schools/900001-otterbrook-primary-school/": "A quiet corner in every room.",
    "/pl/glossary/": "A meeting once a year about an EHC plan.",
    "/pl/booklet/": "Club or activity",
}
#: In the order of reading, what a screen reader takes for Polish.
SAID_IN_POLISH = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const said = []
  while (walk.nextNode()) {
    const of = walk.currentNode.parentElement
    if (of.closest('script, style')) continue
    if (of.closest('[lang]').lang === 'pl') said.push(walk.currentNode.textContent)
  }
  return said.join(' ').replace(/\\s+/g, ' ')
}"""


def look_over(visitor: Visitor, page: Page, written: str) -> dict[str, object]:
    """What is wrong with the page that is open, at three widths: empty where all is right."""
    wrong: dict[str, object] = {}
    if found := problems(visitor):
        wrong["axe"] = found
    page.set_viewport_size(SMALLEST)
    if (width := page.evaluate("document.documentElement.scrollWidth")) > SMALLEST["width"]:
        wrong["cut off at 320"] = width
    page.set_viewport_size(DESK)
    if page.locator("html").get_attribute("lang") != "pl":
        wrong["not in Polish"] = page.url
    if written and written in page.evaluate(SAID_IN_POLISH):
        wrong["said as if it were Polish"] = written
    if written and page.get_by_text(written).count() == 0:
        wrong["not there"] = written
    return wrong


def test_every_kind_of_page_can_be_used_and_heard_in_polish(visitor: Visitor):
    wrong: dict[str, object] = {}
    for path, written in PAGES.items():
        page = visitor.open(path)
        if path == RESULTS:
            expect(page.locator(".pin").first).to_be_visible()
        if found := look_over(visitor, page, written):
            wrong[path] = found
    visitor.open("/pl/events/")
    page.get_by_role("link", name="Better nights").first.click()
    if found := look_over(visitor, page, "Come as you are."):
        wrong["event"] = found
    page.get_by_role("link", name=re.compile("^Zapisz się")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zapisz się: Better nights")
    if found := look_over(visitor, page, "Better nights"):
        wrong["booking"] = found
    assert wrong == {}
    assert visitor.wrong == []
    assert visitor.elsewhere == []


def test_a_polish_parent_is_told_of_the_map_the_suggestions_and_a_listing_in_her_language(visitor: Visitor):
    page = visitor.open("/pl/find/?q=club&near=TA6+4RN&group=near&view=map")
    page.get_by_role("button", name="Oddal").click()
    page.get_by_role("button", name="Oddal").click()
    expect(page.get_by_role("button", name="Przybliż", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Szukaj na tym obszarze")).to_be_visible()
    cluster = page.locator(".cluster").first
    expect(cluster).to_have_text(re.compile(r"^\d+ tu$"))
    expect(cluster).to_have_attribute(
        "aria-label", re.compile(r"^\d+ wynik(i|ów)? w tym miejscu\. Przybliż$")
    )
    show = page.locator(".on-map").first
    expect(show).to_have_text(re.compile("^Pokaż na mapie: "))
    assert show.locator("span").get_attribute("lang") == "en-GB"
    assert problems(visitor) == []
    page.get_by_text("Zmień, czego lub gdzie szukasz").first.click()
    page.get_by_label("Czego potrzebujesz?").focus()
    box = page.get_by_role("combobox", name="Czego potrzebujesz?")
    expect(box).to_be_focused()
    box.fill("")
    page.keyboard.type("thurs")
    line = page.get_by_role("option").first
    expect(line).to_have_text("Thursday Crew wpis")
    assert line.locator("[lang=en-GB]").inner_text() == "Thursday Crew"
    expect(page.get_by_role("status").filter(has_text="1 podpowiedź.")).to_be_attached()
    expect(page.get_by_text("Podpowiedzi pojawiają się podczas pisania.")).to_be_attached()
    assert problems(visitor) == []
    assert visitor.wrong == []


def test_when_the_map_can_t_be_fetched_she_is_told_so_and_the_list_is_there(visitor: Visitor):
    visitor.context.route(re.compile(r"/map\.[0-9a-f]+\.js"), lambda route: route.abort())
    page = visitor.open(RESULTS)
    expect(page.get_by_text("Nie można teraz pokazać mapy.")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    expect(page.locator(".map-panel__note")).to_be_hidden()
    expect(page.locator(".result").first).to_be_visible()


def test_a_script_chooses_the_form_that_polish_counts_in(browser: Browser):
    page = browser.new_page()
    page.set_content('<html lang="pl"></html>')
    page.add_script_tag(type="module", content=WORDING.read_text() + "window.counted = counted")
    page.wait_for_function("() => Boolean(window.counted)")
    forms = {"one": "{count} wynik", "few": "{count} wyniki", "many": "{count} wyników"}
    said = page.evaluate("forms => [0, 1, 2, 5, 12, 22].map(n => window.counted(forms, n))", forms)
    assert said == ["0 wyników", "1 wynik", "2 wyniki", "5 wyników", "12 wyników", "22 wyniki"]
    page.close()
