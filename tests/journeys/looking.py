"""How a page is looked at: axe finds nothing in it and nothing is cut off, on a phone and on a desk."""

from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Visitor

#: Pixels: a small phone, and a screen on a desk.
SIZES = {"phone": (360, 740), "desk": (1280, 900)}
#: Writing down what passed takes longer than finding what doesn't.
ONLY_WRONG = {"resultTypes": ["violations"]}


def problems(visitor: Visitor) -> list[str]:
    """What is wrong with the page as it stands, at both widths. The window gets its own size back."""
    page = visitor.page
    own = page.viewport_size
    said = [
        f"{name}: {wrong}" for name, (width, height) in SIZES.items() for wrong in _at(page, width, height)
    ]
    if own is not None:
        page.set_viewport_size(own)
    return said


def look_over(visitor: Visitor, pages: Mapping[str, str], *, unfolded: bool = False) -> None:
    """Nothing is wrong with these pages, and nobody else's machine is asked for anything.

    Each has one first heading, and says in the window's title whose it is. ``unfolded`` looks at them with
    everything that folds out folded out.
    """
    wrong = {}
    for name, path in pages.items():
        page = visitor.open(path)
        if unfolded:
            unfold(page)
        if found := problems(visitor):
            wrong[name] = found
        assert page.locator("h1").count() == 1, name
        assert page.title().endswith("Somerset Signpost"), name
    assert wrong == {}
    assert [said for said in visitor.wrong if "404" not in said] == []
    assert visitor.elsewhere == []


def unfold(page: Page) -> None:
    """Open everything on the page that folds out."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


def _at(page: Page, width: int, height: int) -> list[str]:
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
    if page.locator("#map:not([hidden])").count():
        # A map comes late, and the rest of the page is there when it is opened.
        page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=ONLY_WRONG).response["violations"]
    said = [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*said, f"it is {wide} pixels wide"] if wide > width else said
