"""How sure a figure is to show help, and not merely what somebody listed. Pure."""

from localoffer.commissioning.models import Sure

#: Days. A listing is fresh when it was confirmed within three months, and right enough within a year.
THREE_MONTHS = 92
TWELVE_MONTHS = 365
#: The share of listings checked within twelve months from which a place is surely, or fairly surely, known.
SURE = 0.75
FAIRLY_SURE = 0.4
#: Where nothing is in reach, that is surely so only where at least so much else is listed.
KNOWN_PLACE = 5


def sure(*, within: int, checked: int, around: int, around_checked: int) -> Sure:
    """How sure an area's figures are.

    ``within`` and ``around`` are the listings in reach that count for the measure and those of every sort;
    ``checked`` and ``around_checked`` are those of them that were checked within twelve months. Where none is
    in reach, "nothing is there" is told from "nobody has listed it" by how well the place is known at all.
    """
    if within:
        return _by_share(checked / within)
    if not around:
        return Sure.LOW
    by_share = _by_share(around_checked / around)
    return Sure.MEDIUM if by_share is Sure.HIGH and around < KNOWN_PLACE else by_share


def _by_share(share: float) -> Sure:
    if share >= SURE:
        return Sure.HIGH
    return Sure.MEDIUM if share >= FAIRLY_SURE else Sure.LOW
