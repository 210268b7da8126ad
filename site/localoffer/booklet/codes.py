"""QR codes (ISO/IEC 18004) that lead from paper to a page."""

import io

import segno

#: Dots for each square of the code: sharp when printed 2 cm wide.
SCALE = 6


def png(address: str) -> bytes:
    """A black and white PNG of the code with white round it; a seventh of it may be soiled (level M)."""
    made = io.BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="png", scale=SCALE)
    return made.getvalue()
