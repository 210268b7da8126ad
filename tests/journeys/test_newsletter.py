"""A parent asks for news by e-mail, reads what comes, says that it was she, and has it all deleted again."""

import email
import re
import time
import uuid
from email import policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.looking import look_over, problems
from tests.journeys.server import Server, environment

pytestmark = pytest.mark.browser

PATIENCE = 15
PAGES = {
    "sign up": "/newsletter/",
    "check your e-mail": "/newsletter/check-your-e-mail/",
    "an alert": "/newsletter/alert/?q=autism+youth+club&near=TA6+4RN",
    "an alert with words of her own": "/newsletter/alert/?q=autism+trampolines&near=Bridgwater",
}


def somebody() -> str:
    return f"parent-{uuid.uuid4().hex[:10]}@example.org"


def mail_to(address: str, server: Server) -> EmailMessage:
    """The mail that somebody got: the site of the journeys puts each into a file."""
    folder = Path(environment(server.site)["EMAIL_FILE_PATH"])
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for path in folder.glob("*.log"):
            message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
            if message["To"] == address:
                assert isinstance(message, EmailMessage)
                return message
        time.sleep(0.05)
    raise AssertionError(f"no mail came to {address}")


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(message: EmailMessage, page: str) -> str:
    """The path of a link in a mail: its host is the site's own, as its operator says it."""
    found = re.search(rf"\S+/newsletter/{page}/\?key=\S+", text_of(message))
    assert found, text_of(message)
    parts = urlsplit(found[0])
    return f"{parts.path}?{parts.query}"


def opened(visitor: Visitor, name: str) -> Page:
    """The page as it is now: axe finds nothing, nothing is cut off, and it has one first heading."""
    assert problems(visitor) == [], name
    assert visitor.page.locator("h1").count() == 1, name
    return visitor.page


def test_axe_finds_nothing_on_any_page_of_the_newsletter(visitor: Visitor, server: Server):
    look_over(visitor, PAGES)
    parent = somebody()
    page = visitor.open("/newsletter/alert/?q=trampolines")
    page.get_by_role("button", name="Tell me by e-mail").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address")
    opened(visitor, "an alert with mistakes")
    visitor.open("/newsletter/")
    page.get_by_text("Only about some needs").click()
    opened(visitor, "needs to tick")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address")
    opened(visitor, "signing up with mistakes")
    page.get_by_label("Your e-mail address").fill(parent)
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("h1")).to_have_text("Check your e-mail")
    visitor.open("/newsletter/alert/?need=autism&near=Bridgwater")
    page.get_by_label("Your e-mail address").fill(parent)
    page.get_by_role("button", name="Tell me by e-mail").click()
    expect(page.locator("h1")).to_have_text("Check your e-mail")
    message = mail_to(parent, server)
    visitor.open(link_in(message, "confirm"))
    expect(page.get_by_role("checkbox")).to_have_count(2)
    opened(visitor, "confirm")
    page.get_by_role("button", name="Yes, send me what is ticked").click()
    opened(visitor, "confirmed")
    page.get_by_role("link", name="See, change or delete").click()
    opened(visitor, "manage")
    page.get_by_role("button", name="Save my choices").click()
    expect(page.get_by_role("alert")).to_contain_text("Your choices are saved")
    opened(visitor, "manage, saved")
    manage = page.url
    visitor.open(link_in(message, "confirm"))
    opened(visitor, "nothing left to confirm")
    visitor.open(manage)
    page.get_by_role("button", name="Delete everything about me now").click()
    expect(page.locator("h1")).to_have_text("We keep nothing about you")
    opened(visitor, "gone")
    for name, path in (("no key", "/newsletter/manage/"), ("no search", "/newsletter/alert/")):
        visitor.open(path)
        opened(visitor, name)


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_parent_signs_up_confirms_changes_and_deletes_everything(
    visitor: Visitor, server: Server
):
    parent = somebody()
    page = visitor.open("/newsletter/")
    page.get_by_text("Only about some needs").click()
    page.get_by_label("Autism", exact=True).check()
    page.get_by_label("Your e-mail address").fill(parent)
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("h1")).to_have_text("Check your e-mail")

    message = mail_to(parent, server)
    assert message["Subject"] == "Please confirm your e-mail address"
    assert "Autism" in text_of(message)
    html = message.get_body(("html",))
    assert html is not None
    assert unescape(link_in(message, "confirm")) in unescape(html.get_content())
    visitor.open(link_in(message, "confirm"))
    expect(page.locator("h1")).to_have_text("Was it you?")
    page.get_by_role("button", name="Yes, send me what is ticked").click()
    expect(page.locator("main")).to_contain_text("You get the weekly news in term time: Autism")

    page.get_by_role("link", name="See, change or delete").click()
    expect(page.get_by_label("Autism", exact=True)).to_be_checked()
    page.get_by_label("Autism", exact=True).uncheck()
    page.get_by_role("button", name="Save my choices").click()
    expect(page.locator("main")).to_contain_text("Your choices are saved")
    expect(page.locator("main")).to_contain_text("About everything, everywhere")

    page.get_by_role("button", name="Delete everything about me now").click()
    expect(page.locator("h1")).to_have_text("We keep nothing about you")
    visitor.open(link_in(message, "confirm"))
    expect(page.locator("h1")).to_have_text("We keep nothing about you")
    assert visitor.context.cookies() == []
    assert visitor.elsewhere == []
    assert parent not in server.log
    assert "key=" not in server.log


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_parent_saves_a_search_and_reads_first_what_is_kept(
    visitor: Visitor, server: Server
):
    parent = somebody()
    page = visitor.open("/newsletter/alert/?q=autism+youth+club&near=TA6+4RN")
    expect(page.locator("#about")).to_contain_text("Need: Autism")
    expect(page.get_by_label("Only the first half of your postcode: TA6")).to_be_checked()
    expect(page.locator("main")).not_to_contain_text("4RN")
    page.get_by_label("Your e-mail address").fill(parent)
    page.get_by_role("button", name="Tell me by e-mail").click()
    message = mail_to(parent, server)
    assert "Within 10 miles of TA6" in text_of(message)
    visitor.open(link_in(message, "confirm"))
    page.get_by_role("button", name="Yes, send me what is ticked").click()
    page.get_by_role("link", name="See, change or delete").click()
    page.get_by_role("button", name="Delete this alert").click()
    expect(page.locator("h1")).to_have_text("We keep nothing about you")
    assert visitor.context.cookies() == []
    assert parent not in server.log
