"""A parent books a place at an event, waits for another, and gives one back, without JavaScript."""

import email
import re
import uuid
from email import policy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.events_content import FULL, ROOM
from tests.journeys.looking import look_over, problems

pytestmark = pytest.mark.browser
NO_SCRIPT = {"java_script_enabled": False}


def letters(folder: Path, to: str) -> list[str]:
    """The plain words of the letters to an address, as the server's mail box has them, the oldest first."""
    found = []
    for path in sorted(folder.glob("*.log"), key=lambda one: one.stat().st_mtime):
        for part in re.split(rb"^-{79}\n", path.read_bytes(), flags=re.M):
            letter = email.message_from_bytes(part, policy=policy.default)
            if letter["To"] == to:
                found.append(letter.get_body(("plain",)).get_content())
    return found


def book(visitor: Visitor, title: str, address: str, button: str) -> None:
    page = visitor.open("/events/")
    page.get_by_role("link", name=title, exact=True).click()
    page.get_by_role("link", name=re.compile(f"^{button}")).first.click()
    page.get_by_label("Your name").fill("Demo Parent")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name=button).click()
    expect(page.locator("h1")).to_have_text("Thank you. Now look in your e-mail")


@pytest.mark.parametrize("visitor", [NO_SCRIPT], indirect=True)
def test_without_javascript_a_parent_books_has_a_letter_and_gives_her_place_back(visitor: Visitor):
    address = f"parent-{uuid.uuid4().hex[:8]}@example.org"
    page = visitor.open("/events/?near=TA6+4RN&sort=nearest")
    expect(page.locator("#event-count")).to_contain_text("the nearest to TA6 4RN first")
    page.get_by_role("link", name=ROOM, exact=True).click()
    expect(page.locator(".event-day")).to_have_count(3)
    page.get_by_role("link", name=re.compile("^Book")).first.click()
    page.get_by_label("Your name").fill("Demo Parent")
    page.get_by_label("E-mail address").fill("parent at example")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address in full")
    expect(page.get_by_label("Your name")).to_have_value("Demo Parent")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("How many places?").fill("2")
    page.get_by_role("button", name="Book").click()
    expect(page.locator("h1")).to_have_text("Thank you. Now look in your e-mail")
    [letter] = letters(visitor.server.site / "mail", address)
    assert "You have 2 places." in letter
    link = re.search(r"https?://\S+(/bookings/cancel/\?t=\S+)", letter)
    assert link
    visitor.open(link[1])
    page.get_by_role("button", name="Yes, cancel my booking").click()
    expect(page.locator("h1")).to_have_text("Your booking is cancelled")
    assert "Your booking is cancelled" in letters(visitor.server.site / "mail", address)[-1]
    assert visitor.context.cookies() == []
    logged = visitor.server.log
    assert address not in logged
    assert link[1].split("=")[1] not in logged
    assert "Demo Parent" not in logged


@pytest.mark.parametrize("visitor", [NO_SCRIPT], indirect=True)
def test_without_javascript_a_parent_sees_that_it_is_full_and_joins_the_waiting_list(visitor: Visitor):
    address = f"parent-{uuid.uuid4().hex[:8]}@example.org"
    page = visitor.open("/events/")
    expect(page.locator(".event-card", has_text=FULL)).to_contain_text("Full: waiting list")
    book(visitor, FULL, address, "Join the waiting list")
    expect(page.locator("main")).to_contain_text("a new booking goes on the waiting list")
    [letter] = letters(visitor.server.site / "mail", address)
    assert re.search(r"You are number \d+ on the waiting list", letter)


def test_axe_finds_nothing_on_events_and_booking_and_nothing_is_cut_off(visitor: Visitor):
    page = visitor.open("/events/")
    page.get_by_role("link", name=ROOM, exact=True).click()
    event = page.url
    dates = page.locator('a[href*="/bookings/"]').evaluate_all("links => links.map(one => one.href)")
    visitor.open("/events/").get_by_role("link", name=FULL, exact=True).click()
    full = page.locator('a[href*="/bookings/"]').get_attribute("href")
    pages = {
        "list": "/events/",
        "list near": "/events/?near=TA6+4RN&sort=nearest&free=1",
        "list of nothing": "/events/?online=1&need=autism",
        "list with a place unknown": "/events/?near=Halbeath",
        "large": "/events/?size=large",
        "event": event,
        "booking": dates[0],
        "waiting list": str(full),
        "done": f"{dates[0]}done/",
        "done and waiting": f"{dates[0]}done/?list=1",
    }
    look_over(visitor, pages)


def test_axe_finds_nothing_on_a_form_with_mistakes_or_on_the_pages_of_a_link(visitor: Visitor):
    address = f"parent-{uuid.uuid4().hex[:8]}@example.org"
    page = visitor.open("/events/")
    page.get_by_role("link", name=ROOM, exact=True).click()
    page.get_by_role("link", name=re.compile("^Book")).first.click()
    page.get_by_label("How many places?").fill("99")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert problems(visitor) == []
    book(visitor, ROOM, address, "Book")
    letter = letters(visitor.server.site / "mail", address)[-1]
    link = re.search(r"(/bookings/cancel/\?t=\S+)", letter)
    assert link
    for path in (link[1], "/bookings/cancel/?t=nobody", f"/bookings/{uuid.uuid4()}/"):
        visitor.open(path)
        assert problems(visitor) == [], path
    visitor.open(link[1])
    page.get_by_role("button", name="Yes, cancel my booking").click()
    expect(page.locator("h1")).to_have_text("Your booking is cancelled")
    assert problems(visitor) == []


def test_a_parent_sees_the_events_of_the_list_on_the_map_and_goes_back(visitor: Visitor):
    page = visitor.open("/events/?near=TA6+4RN")
    page.locator("#map").scroll_into_view_if_needed()
    expect(page.locator(".pin, .cluster").first).to_be_visible()
    assert problems(visitor) == []
    assert visitor.elsewhere == []


def test_an_editor_sees_the_bookings_and_the_policy_stops_nothing(visitor: Visitor):
    page = visitor.open("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.locator("#id_password").fill("journey-journey-1")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(visitor.server.address + "/admin/")
    visitor.open("/admin/bookings/")
    page.get_by_role("link", name=ROOM, exact=True).click()
    page.get_by_role("link", name="Add somebody").first.click()
    name = f"Somebody {uuid.uuid4().hex[:6]}"
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()
    assert [said for said in visitor.wrong if "Content Security" in said or "Refused" in said] == []
