"""One real browser and one real server for every journey."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scripts import browser as chromiums
from tests.journeys.server import Server, assets_built, running, shared_site

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


def missing(reason: str) -> None:
    """At home the journeys are skipped with the reason; where CI is set they fail with it."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if reason := assets_built():
        missing(reason)
    own = tmp_path_factory.getbasetemp()
    # Workers of pytest-xdist have folders of their own inside one that they share.
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    # JOURNEYS_SITE names a folder to keep the site in, to try one journey again and again.
    kept = Path(os.environ.get("JOURNEYS_SITE", shared / "site"))
    with shared_site(kept) as folder, running(folder, own / "server") as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = chromiums.find()
    if not chromium:
        missing(chromiums.missing())
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield made
        made.close()


class Visitor:
    """A person at a browser: her page, and what the browser was asked to fetch for it."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context = context
        self.server = server
        self.requests: list[str] = []
        self.wrong: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.server.address + path)
        return self.page

    @property
    def elsewhere(self) -> list[str]:
        """Addresses asked of anybody but our own server."""
        ours = (self.server.address + "/", "data:", "about:", "blob:")
        return [url for url in self.requests if not url.startswith(ours)]


@pytest.fixture
def visitor(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Parametrize indirectly with a context's options: {"viewport": ..., "java_script_enabled": False}."""
    options = {"viewport": {"width": 1280, "height": 900}} | getattr(request, "param", {})
    context = browser.new_context(**options)
    yield Visitor(context, server)
    context.close()


@pytest.fixture
def log_of(server: Server) -> Path:
    return server.folder / "server.log"
