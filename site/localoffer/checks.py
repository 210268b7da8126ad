"""What an operator should hear before families do."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks

from localoffer import theme


@checks.register()
def authority_colour(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """The authority's colour is a colour, and white words on it can be read."""
    chosen = str(settings.AUTHORITY_COLOUR)
    if not theme.SHAPE.fullmatch(chosen):
        return [
            checks.Error(
                f"AUTHORITY_COLOUR is {chosen!r}, which is not a colour.",
                hint="Write it as # and six figures, for example #1d5c4d.",
                id="localoffer.E001",
            )
        ]
    ratio = theme.contrast_with_white(chosen)
    if ratio < 4.5:
        return [
            checks.Warning(
                f"White words on AUTHORITY_COLOUR {chosen} are hard to read (contrast {ratio:.1f}, not 4.5).",
                hint="Choose a darker shade of it.",
                id="localoffer.W001",
            )
        ]
    return []
