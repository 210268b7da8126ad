"""What to expect, for the journeys: the demo's own areas, barriers and strategies."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "content" / "graduated"


def tool() -> None:
    """Load them under the front page. Needs the terms of needs and kinds; the index is built afterwards."""
    from localoffer.graduated.actions.loading import load_tool
    from localoffer.pages.models import HomePage

    load_tool(FOLDER, HomePage.objects.get())
