"""The authority's own colour, as a small style sheet that the Content-Security-Policy lets in."""

import hashlib
import re

from django.conf import settings
from django.urls import reverse

SHAPE = re.compile(r"#[0-9a-fA-F]{6}")
#: Used when the setting is not a colour; localoffer.checks tells the operator.
FALLBACK = "#1d5c4d"
WHITE = (255, 255, 255)

SHEET = """:root{{--govuk-brand-colour:{brand};--govuk-template-background-colour:{tint};\
--govuk-surface-background-colour:{tint};--govuk-surface-border-colour:{edge};--brand-tint:{tint};\
--brand-edge:{edge}}}
"""


def colour() -> str:
    """The authority's colour as #rrggbb."""
    chosen = str(settings.AUTHORITY_COLOUR)
    return chosen if SHAPE.fullmatch(chosen) else FALLBACK


def rgb(text: str) -> tuple[int, int, int]:
    """#rrggbb as three numbers from 0 to 255."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def lighter(text: str, share: float) -> str:
    """The colour mixed with this share (0 to 1) of white."""
    mixed = (round(part + (255 - part) * share) for part in rgb(text))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def contrast_with_white(text: str) -> float:
    """Contrast ratio with white, 1 to 21, after WCAG 2.2's definition of relative luminance."""

    def linear(part: int) -> float:
        share = part / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in rgb(text))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def sheet() -> str:
    """The style sheet that /theme-....css serves."""
    brand = colour()
    return SHEET.format(brand=brand, tint=lighter(brand, 0.92), edge=lighter(brand, 0.55))


def address() -> str:
    """The address of the sheet. It changes with the sheet, so that browsers may keep it for a year."""
    stamp = hashlib.sha256(sheet().encode()).hexdigest()[:12]
    return reverse("theme", args=[stamp])
