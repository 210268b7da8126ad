"""How far, in words."""

from django.utils import formats
from django.utils.translation import npgettext


def miles(far: float) -> str:
    """A distance in miles as it stands behind "within" and "beyond": "10 miles"."""
    whole = float(far).is_integer()
    # A language may have a word of its own for two or for five; a part of a mile takes that of none.
    text = npgettext("within, beyond", "{} mile", "{} miles", int(far) if whole else 0)
    return text.format(int(far) if whole else formats.localize(far))
