"""What is printed needs the letters that npm builds."""

import os

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def letters() -> None:
    """At home, tests of print are skipped with the reason where the letters aren't built; in CI they fail."""
    if not (settings.FONTS_DIR / "DejaVuSans.ttf").is_file():
        reason = "the fonts are not built: run `make setup` (it needs npm)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
