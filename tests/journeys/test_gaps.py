"""A commissioner looks where help is missing: in the browser, by keyboard, on a phone, on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over

pytestmark = pytest.mark.browser

PAGE = "/gaps/weekend-short-breaks/"
ASKED = "/gaps/asked-for/"
PAGES = {
    "list": "/gaps/",
    "map": PAGE,
    "rural by score": f"{PAGE}?lens=rural&by=score&sort=-children",
    "area": f"{PAGE}areas/E00000000/",
    "report": f"{PAGE}report/",
    "never measured": "/gaps/never-measured/",
    "unknown": "/gaps/nope/",
    "unknown area": f"{PAGE}areas/nope/",
    "asked for": ASKED,
    "clubs asked for": f"{ASKED}?of=kind.club",
}


def row_of(page: Page, code: str) -> list[str]:
    return page.locator(f'tr[data-area="{code}"] > *').all_inner_texts()


def test_axe_finds_nothing_on_the_pages_of_gaps_and_nothing_is_cut_off(visitor: Visitor):
    look_over(visitor, PAGES)


def test_the_area_that_is_pointed_at_tells_the_numbers_of_its_row(visitor: Visitor):
    page = visitor.open(PAGE)
    panel = page.locator("[data-gap-panel]")
    expect(panel).to_be_hidden()
    for area in page.locator("svg a.gaps-area").all()[:3]:
        area.hover()
        expect(panel).to_be_visible()
        code = area.get_attribute("href").rstrip("/").rsplit("/", 1)[1]
        name, kind, children, nearest, _, within, score, sure, _ = row_of(page, code)
        told = panel.locator("strong, span").all_inner_texts()
        assert told[:5] == [
            name,
            f"Nearest: {nearest.removesuffix('.0')} km",
            f"Within 15 km: {within}",
            f"Score: {score}",
            f"Children: {children}",
        ]
        assert told[5] == f"{kind}. {sure}"
    page.locator("h1").hover()
    expect(panel).to_be_hidden()
    assert visitor.wrong == []


def test_she_skips_the_map_with_one_key_or_goes_through_it_with_tab(visitor: Visitor):
    page = visitor.open(PAGE)
    page.get_by_role("link", name="Skip the map").focus()
    expect(page.get_by_role("link", name="Skip the map")).to_be_in_viewport()
    page.keyboard.press("Tab")
    first = page.locator("svg a.gaps-area").first
    expect(first).to_be_focused()
    expect(page.locator("[data-gap-panel] strong")).to_have_text("Cell 000")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Cell 000")
    page.go_back()
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#after-map")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Table (CSV)")).to_be_focused()
    expect(page.locator("[data-gap-panel]")).to_be_hidden()


def test_every_area_of_the_map_is_a_link_with_a_name_for_a_screen_reader(visitor: Visitor):
    page = visitor.open(PAGE)
    sheet = page.get_by_role("group", name="Map of 60 areas, coloured by distance to the nearest")
    expect(sheet.get_by_role("link")).to_have_count(60)
    expect(sheet.get_by_role("link", name=re.compile(r"^Cell 000 Nearest: 0\.7 km"))).to_have_count(1)


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_she_reads_sorts_narrows_and_opens_an_area(visitor: Visitor):
    page = visitor.open("/gaps/")
    page.get_by_label("What kind of help?").select_option("Weekend short breaks, 5 to 11")
    page.get_by_role("button", name="Show the map").click()
    expect(page).to_have_url(visitor.server.address + PAGE)
    expect(page.locator(".gaps-lead")).to_contain_text("more than 15 km from the nearest weekend short break")
    page.get_by_role("link", name="Rural only").click()
    page.get_by_role("link", name="Children", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?lens=rural&sort=-children#table$"))
    children = [int(text) for text in page.locator("tr[data-area] td:nth-child(3)").all_inner_texts()]
    assert children == sorted(children, reverse=True)
    assert set(page.locator("tr[data-area] td:nth-child(2)").all_inner_texts()) == {"Rural"}
    page.locator("svg a.gaps-area").first.click()
    expect(page.get_by_role("heading", name="What the score means")).to_be_visible()
    page.get_by_role("link", name="Thursday Crew").click()
    expect(page.locator("h1")).to_have_text("Thursday Crew")


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_she_sees_where_one_thing_was_asked_for_and_follows_an_area(visitor: Visitor):
    page = visitor.open(ASKED)
    expect(page.get_by_role("group", name="Map of 3 areas where help was looked for")).to_be_visible()
    page.get_by_label("Show on the map").select_option("Club or activity")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(f"{visitor.server.address}{ASKED}?of=kind.club#map")
    page.locator("svg a.gaps-area").click()
    expect(page.locator("tr:target")).to_have_text(re.compile(r"Cell 012\s*about 60\s*not measured"))


def test_she_takes_the_table_the_outlines_and_the_picture_with_her(visitor: Visitor, tmp_path: Path):
    page = visitor.open(f"{PAGE}?lens=rural")
    for name, start in {
        "CSV": b"code,name",
        "GeoJSON": b'{"type": "FeatureCollection"',
        "PNG": b"\x89PNG",
    }.items():
        with page.expect_download() as coming:
            page.get_by_role("link", name=re.compile(name)).click()
        kept = tmp_path / coming.value.suggested_filename
        coming.value.save_as(kept)
        assert kept.name.startswith("weekend-short-breaks-rural-2026-11-22.")
        assert kept.read_bytes().startswith(start)


def test_on_paper_there_are_the_words_the_map_with_its_colours_and_the_table_and_no_buttons(visitor: Visitor):
    page = visitor.open(f"{PAGE}report/")
    page.emulate_media(media="print")
    for shown in (".gaps-lead", "svg.gaps-map__sheet", ".gaps-legend", "#shares", "tr[data-area] >> nth=59"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".govuk-service-navigation", "[data-share]", ".gaps-panel", ".govuk-breadcrumbs"):
        expect(page.locator(hidden).first).to_be_hidden()
    fill = page.locator("svg a.gaps-area path").first.evaluate("path => getComputedStyle(path).fill")
    assert fill == "rgb(255, 255, 217)"
    assert len(page.pdf()) > 10_000
