"""Where things of the tool are. The tool's own address never changes, so that this takes no statement."""

from django.urls import reverse

#: The slug of the one ToolPage, right under the front page.
TOOL = "what-to-expect"
#: What comes before the code of a strategy. No area of need may have it as its slug.
STRATEGIES = "strategies"


def tool_address() -> str:
    """Of the finder."""
    return reverse("wagtail_serve", args=[f"{TOOL}/"])


def strategy_address(code: str) -> str:
    """Of one strategy."""
    return f"{tool_address()}{STRATEGIES}/{code}/"


def page_address(url_path: str) -> str:
    """Of a page inside the tool, by Wagtail's ``url_path``, which begins with the slug of the front page."""
    inside = url_path.partition(f"/{TOOL}/")[2]
    return f"{tool_address()}{inside}"
